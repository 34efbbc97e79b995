"""The life of a finding: drafted, settled, fed back; or not used."""

from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.kernel.states import Stated, StateTable, Transition


def _has_leaf(record: Stated) -> str:
    filed = isinstance(record, Finding) and record.leaf_id is not None
    return "" if filed else "问题还没有归入分类，不能定稿。"


FINDING_STATES = StateTable(
    "问题状态",
    FindingState,
    [
        Transition(
            "settle", "定稿", frozenset({FindingState.DRAFT}), FindingState.SETTLED, guard=_has_leaf
        ),
        Transition(
            "reopen", "退回修改", frozenset({FindingState.SETTLED}), FindingState.DRAFT,
            needs_reason=True,
        ),
        Transition("feed_back", "反馈", frozenset({FindingState.SETTLED}), FindingState.FED_BACK),
        Transition(
            "withdraw", "不采用", frozenset({FindingState.DRAFT, FindingState.SETTLED}),
            FindingState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

"""The life of a finding: drafted, settled through the gate, fed back; merged, or not used."""

from xuncha.cycle.findings.enums import OPEN_STATES, FindingState
from xuncha.cycle.findings.gate import missing
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.workpapers.enums import Destination
from xuncha.kernel.states import Stated, StateTable, Transition

TOLD = frozenset({Destination.FEEDBACK, Destination.FIX})
"""Disposals under which the unit hears of a finding."""


def _passes_gate(record: Stated) -> str:
    assert isinstance(record, Finding)
    return "".join(missing(record))


def _goes_to_unit(record: Stated) -> str:
    assert isinstance(record, Finding)
    if record.is_historical or record.disposal in TOLD:
        return ""
    if not record.disposal:
        return "还没有定去向，去向定为“反馈”或者“立行立改”以后再反馈。"
    return f"去向是“{record.get_disposal_display()}”，不向单位反馈。"


def _may_come_back(record: Stated) -> str:
    assert isinstance(record, Finding)
    into = record.merged_into
    if into is not None and into.state == FindingState.FED_BACK:
        return f"{into}已经反馈，归并不能再撤销。"
    return ""


FINDING_STATES = StateTable(
    "问题状态",
    FindingState,
    [
        Transition(
            "settle", "定稿", frozenset({FindingState.DRAFT}), FindingState.SETTLED,
            guard=_passes_gate,
        ),
        Transition(
            "reopen", "退回修改", frozenset({FindingState.SETTLED}), FindingState.DRAFT,
            needs_reason=True,
        ),
        Transition(
            "feed_back", "反馈", frozenset({FindingState.SETTLED}), FindingState.FED_BACK,
            guard=_goes_to_unit,
        ),
        Transition(
            "withdraw", "不采用", OPEN_STATES, FindingState.WITHDRAWN, needs_reason=True
        ),
        Transition("merge", "归并", OPEN_STATES, FindingState.MERGED, needs_reason=True),
        Transition(
            "unmerge", "撤销归并", frozenset({FindingState.MERGED}), FindingState.DRAFT,
            needs_reason=True, guard=_may_come_back,
        ),
    ],
)  # fmt: skip

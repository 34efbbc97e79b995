"""Where a scheme, a change request and an import may go."""

from __future__ import annotations

from xuncha.cycle.schemes.checks import why_not_send
from xuncha.cycle.schemes.enums import EDITABLE, ChangeState, SchemeImportState, SchemeState
from xuncha.kernel.states import StateTable, Transition

_SENT, _PASSED = frozenset({SchemeState.SENT}), frozenset({SchemeState.PASSED})
_REVIEWING = frozenset({SchemeState.REVIEWING})
_APPROVED = frozenset({SchemeState.APPROVED})

SCHEME_STATES = StateTable(
    "整改方案状态",
    SchemeState,
    [
        Transition("send", "报送", EDITABLE, SchemeState.SENT, guard=why_not_send),
        Transition(
            "take_back", "撤回修改", _SENT | _PASSED, SchemeState.DRAFT, needs_reason=True
        ),
        Transition("hand_back", "退回补正", _SENT, SchemeState.RETURNED, needs_reason=True),
        Transition("open_review", "开始联审", _SENT, SchemeState.REVIEWING),
        Transition("pass", "联审通过", _REVIEWING, SchemeState.PASSED),
        Transition("return", "联审退回", _REVIEWING, SchemeState.RETURNED),
        Transition("approve", "批准", _PASSED, SchemeState.APPROVED),
        Transition("refuse", "不批准", _PASSED, SchemeState.RETURNED, needs_reason=True),
        Transition(
            "change", "同意变更", _APPROVED, SchemeState.CHANGING, needs_reason=True
        ),
    ],
)  # fmt: skip

CHANGE_STATES = StateTable(
    "方案变更申请状态",
    ChangeState,
    [
        Transition("grant", "同意变更", frozenset({ChangeState.ASKED}), ChangeState.GRANTED),
        Transition(
            "refuse", "不同意变更", frozenset({ChangeState.ASKED}), ChangeState.REFUSED,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

SCHEME_IMPORT_STATES = StateTable(
    "方案导入批次状态",
    SchemeImportState,
    [
        Transition(
            "take", "导入", frozenset({SchemeImportState.READ}), SchemeImportState.DONE
        ),
        Transition(
            "drop", "放弃导入", frozenset({SchemeImportState.READ}), SchemeImportState.DROPPED
        ),
    ],
)  # fmt: skip

TABLES = (SCHEME_STATES, CHANGE_STATES, SCHEME_IMPORT_STATES)

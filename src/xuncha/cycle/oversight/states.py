"""Where a check may go."""

from __future__ import annotations

from xuncha.cycle.oversight.enums import CheckState
from xuncha.kernel.states import StateTable, Transition

CHECK_STATES = StateTable(
    "实地核查状态",
    CheckState,
    [
        Transition(
            "assign", "派人", frozenset({CheckState.PENDING, CheckState.ASSIGNED}),
            CheckState.ASSIGNED,
        ),
        Transition(
            "record", "填写核查记录", frozenset({CheckState.ASSIGNED}), CheckState.RECORDED
        ),
        Transition("confirm", "确认记录", frozenset({CheckState.RECORDED}), CheckState.CONFIRMED),
        Transition(
            "return", "退回填写人", frozenset({CheckState.RECORDED, CheckState.CONFIRMED}),
            CheckState.ASSIGNED, needs_reason=True,
        ),
        Transition(
            "conclude", "定处理", frozenset({CheckState.CONFIRMED}), CheckState.CONCLUDED,
            needs_reason=True,
        ),
        Transition(
            "drop", "不再核查", frozenset({CheckState.PENDING, CheckState.ASSIGNED}),
            CheckState.DROPPED, needs_reason=True,
        ),
    ],
)  # fmt: skip

TABLES = (CHECK_STATES,)

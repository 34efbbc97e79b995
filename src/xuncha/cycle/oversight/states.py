"""Where checks and letters may go."""

from __future__ import annotations

from xuncha.cycle.oversight.enums import IN_THE_HOUSE, CheckState, LetterState
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

LETTER_STATES = StateTable(
    "督办文书状态",
    LetterState,
    [
        Transition(
            "submit", "送审", frozenset({LetterState.DRAFT}), LetterState.SUBMITTED
        ),
        Transition(
            "return", "退回修改", frozenset({LetterState.SUBMITTED, LetterState.APPROVED}),
            LetterState.DRAFT, needs_reason=True,
        ),
        Transition("approve", "批准", frozenset({LetterState.SUBMITTED}), LetterState.APPROVED),
        Transition("issue", "编号发出", frozenset({LetterState.APPROVED}), LetterState.ISSUED),
        Transition("receive", "签收", frozenset({LetterState.ISSUED}), LetterState.RECEIVED),
        Transition("answer", "答复", frozenset({LetterState.RECEIVED}), LetterState.ANSWERED),
        Transition(
            "send_back", "退回答复", frozenset({LetterState.ANSWERED}), LetterState.RECEIVED,
            needs_reason=True,
        ),
        Transition(
            "close", "办结", frozenset({LetterState.ANSWERED}), LetterState.CLOSED,
            needs_reason=True,
        ),
        Transition(
            "withdraw", "撤回",
            frozenset({*IN_THE_HOUSE, LetterState.ISSUED, LetterState.RECEIVED}),
            LetterState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

TABLES = (CHECK_STATES, LETTER_STATES)

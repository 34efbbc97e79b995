"""Where a question to a unit and a matter before the director may go."""

from xuncha.cycle.questions.enums import EscalationState, QuestionState
from xuncha.kernel.states import StateTable, Transition

_ASKED, _WAITING = frozenset({QuestionState.ASKED}), frozenset({EscalationState.WAITING})

QUESTION_STATES = StateTable(
    "问询状态",
    QuestionState,
    [
        Transition("answer", "答复", _ASKED, QuestionState.ANSWERED),
        Transition("withdraw", "撤回问询", _ASKED, QuestionState.WITHDRAWN, needs_reason=True),
    ],
)

ESCALATION_STATES = StateTable(
    "呈报状态",
    EscalationState,
    [
        Transition("instruct", "批示", _WAITING, EscalationState.ANSWERED, needs_reason=True),
        Transition("drop", "收回呈报", _WAITING, EscalationState.DROPPED, needs_reason=True),
    ],
)

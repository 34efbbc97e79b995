"""Where a petition and a request for its source may go."""

from xuncha.cycle.petitions.enums import PetitionState, RequestState
from xuncha.kernel.states import StateTable, Transition

_NEW = frozenset({PetitionState.REGISTERED})
_HANDLED = frozenset({PetitionState.ACCEPTED, PetitionState.PASSED})

PETITION_STATES = StateTable(
    "信访件状态",
    PetitionState,
    [
        Transition("accept", "受理", _NEW, PetitionState.ACCEPTED),
        Transition("pass_on", "转送", _NEW | {PetitionState.ACCEPTED}, PetitionState.PASSED),
        Transition("decline", "不予受理", _NEW, PetitionState.DECLINED, needs_reason=True),
        Transition("merge", "并入", _NEW, PetitionState.MERGED),
        Transition("answer", "办结", _HANDLED, PetitionState.ANSWERED),
        Transition(
            "reopen", "重新办理", frozenset({PetitionState.ANSWERED}), PetitionState.ACCEPTED,
            needs_reason=True,
        ),
        Transition("withdraw", "撤销登记", _NEW, PetitionState.WITHDRAWN, needs_reason=True),
    ],
)  # fmt: skip

REQUEST_STATES = StateTable(
    "来源查看申请状态",
    RequestState,
    [
        Transition(
            "grant", "同意查看", frozenset({RequestState.ASKED}), RequestState.GRANTED,
            needs_reason=True,
        ),
        Transition(
            "refuse", "不同意查看", frozenset({RequestState.ASKED}), RequestState.REFUSED,
            needs_reason=True,
        ),
        Transition(
            "end", "收回", frozenset({RequestState.GRANTED}), RequestState.ENDED,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

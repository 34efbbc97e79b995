"""Where a clue and a copy may go."""

from xuncha.cycle.clues.enums import ClueState, CopyState
from xuncha.kernel.states import StateTable, Transition

CLUE_STATES = StateTable(
    "线索状态",
    ClueState,
    [
        Transition(
            "hand_over", "移交", frozenset({ClueState.REGISTERED}), ClueState.HANDED_OVER
        ),
        Transition("withdraw", "撤回", frozenset({ClueState.REGISTERED}), ClueState.WITHDRAWN),
        Transition(
            "conclude", "办结", frozenset({ClueState.HANDED_OVER}), ClueState.CONCLUDED
        ),
    ],
)  # fmt: skip

COPY_STATES = StateTable(
    "线索移交份状态",
    CopyState,
    [
        Transition("receive", "登记签收", frozenset({CopyState.SENT}), CopyState.RECEIVED),
        Transition("accept", "登记受理", frozenset({CopyState.RECEIVED}), CopyState.ACCEPTED),
        Transition("tell", "登记进展", frozenset({CopyState.ACCEPTED}), CopyState.ACCEPTED),
        Transition("finish", "登记结果", frozenset({CopyState.ACCEPTED}), CopyState.DONE),
    ],
)

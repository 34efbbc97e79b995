"""Where a deed may go: from listening to the residents' word."""

from __future__ import annotations

from xuncha.cycle.deeds.enums import DeedState
from xuncha.kernel.states import StateTable, Transition

DEED_STATES = StateTable(
    "实事状态",
    DeedState,
    [
        Transition("verify", "核实", frozenset({DeedState.REGISTERED}), DeedState.VERIFIED),
        Transition("claim", "认领", frozenset({DeedState.VERIFIED}), DeedState.CLAIMED),
        Transition("start", "开始办理", frozenset({DeedState.CLAIMED}), DeedState.DOING),
        Transition("finish", "办结", frozenset({DeedState.DOING}), DeedState.DONE),
        Transition("satisfy", "回访满意", frozenset({DeedState.DONE}), DeedState.SATISFIED),
        Transition("refuse", "回访不满意", frozenset({DeedState.DONE}), DeedState.UNSATISFIED),
        Transition(
            "redo", "重办", frozenset({DeedState.UNSATISFIED}), DeedState.DOING,
            needs_reason=True,
        ),
        Transition(
            "drop", "不列实事", frozenset({DeedState.REGISTERED, DeedState.VERIFIED}),
            DeedState.DROPPED, needs_reason=True,
        ),
    ],
)  # fmt: skip

TABLES = (DEED_STATES,)

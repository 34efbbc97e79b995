"""Where a clash may go."""

from xuncha.cycle.outings.enums import ClashState
from xuncha.kernel.states import StateTable, Transition

_OPEN = frozenset({ClashState.OPEN})

CLASH_STATES = StateTable(
    "并入冲突",
    ClashState,
    [
        Transition("keep", "以办公室的为准", _OPEN, ClashState.KEPT),
        Transition("take", "以外出站点的为准", _OPEN, ClashState.TAKEN),
        Transition("overtake", "由后来带回的代替", _OPEN, ClashState.OVERTAKEN),
    ],
)

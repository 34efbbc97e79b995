"""The life of a paper read in: looked at, then taken or left."""

from xuncha.cycle.intake.enums import IntakeState
from xuncha.kernel.states import StateTable, Transition

INTAKE_STATES = StateTable(
    "读入文件状态",
    IntakeState,
    [
        Transition("take", "导入", frozenset({IntakeState.READ}), IntakeState.DONE),
        Transition("drop", "放弃导入", frozenset({IntakeState.READ}), IntakeState.DROPPED),
    ],
)

"""The life of a version of the plan."""

from xuncha.cycle.planning.coverage.enums import EDITABLE, DemandImportState, PlanState
from xuncha.kernel.states import StateTable, Transition

_OPEN = frozenset(one.value for one in EDITABLE)

PLAN_STATES = StateTable(
    "覆盖规划状态",
    PlanState,
    [
        Transition("submit", "送审", _OPEN, PlanState.SUBMITTED),
        Transition(
            "return", "退回", frozenset({PlanState.SUBMITTED}), PlanState.RETURNED,
            needs_reason=True,
        ),
        Transition("approve", "批准", frozenset({PlanState.SUBMITTED}), PlanState.APPROVED),
        Transition(
            "supersede", "由新版代替", frozenset({PlanState.APPROVED}), PlanState.SUPERSEDED
        ),
        Transition("drop", "不采用", _OPEN, PlanState.DROPPED),
    ],
)  # fmt: skip

DEMAND_IMPORT_STATES = StateTable(
    "巡察需求导入批次状态",
    DemandImportState,
    [
        Transition(
            "take", "导入", frozenset({DemandImportState.READ}), DemandImportState.DONE
        ),
        Transition(
            "drop", "放弃", frozenset({DemandImportState.READ}), DemandImportState.DROPPED
        ),
    ],
)  # fmt: skip

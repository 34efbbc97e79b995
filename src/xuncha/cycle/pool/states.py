"""The way of a person through the pool, of a tie, and of a list that was brought in."""

from xuncha.cycle.pool.enums import InspectorState, PoolImportState, TieState
from xuncha.kernel.states import StateTable, Transition

_S = InspectorState

INSPECTOR_STATES = StateTable(
    "巡察人员状态",
    InspectorState,
    [
        Transition("check", "通过资格审查", frozenset({_S.NOMINATED}), _S.CHECKED),
        Transition(
            "return", "退回重新审查", frozenset({_S.CHECKED}), _S.NOMINATED, needs_reason=True
        ),
        Transition("admit", "审定入库", frozenset({_S.CHECKED}), _S.ADMITTED),
        Transition(
            "reject", "不予入库", frozenset({_S.NOMINATED, _S.CHECKED}), _S.REJECTED,
            needs_reason=True,
        ),
        Transition("pause", "暂停使用", frozenset({_S.ADMITTED}), _S.PAUSED, needs_reason=True),
        Transition("resume", "恢复使用", frozenset({_S.PAUSED}), _S.ADMITTED, needs_reason=True),
        Transition(
            "leave", "退出人才库", frozenset({_S.ADMITTED, _S.PAUSED}), _S.LEFT, needs_reason=True
        ),
        Transition(
            "renominate", "重新推荐", frozenset({_S.REJECTED, _S.LEFT}), _S.NOMINATED,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

TIE_STATES = StateTable(
    "关系状态",
    TieState,
    [
        Transition(
            "end", "终止", frozenset({TieState.STANDING}), TieState.STANDING, needs_reason=True
        ),
        Transition(
            "withdraw", "撤销", frozenset({TieState.STANDING}), TieState.WITHDRAWN,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

POOL_IMPORT_STATES = StateTable(
    "人才库导入批次",
    PoolImportState,
    [
        Transition("take", "导入", frozenset({PoolImportState.READ}), PoolImportState.DONE),
        Transition("drop", "放弃导入", frozenset({PoolImportState.READ}), PoolImportState.DROPPED),
    ],
)

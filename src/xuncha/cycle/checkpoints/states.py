"""Where decisions, versions, points and imports may go."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.checkpoints.enums import DecisionState, PointImportState, PointState, SetState
from xuncha.cycle.checkpoints.holding import why_held
from xuncha.kernel.states import StateTable, Transition

DECISION_STATES = StateTable(
    "决策部署状态",
    DecisionState,
    [
        Transition(
            "retire", "停用", frozenset({DecisionState.IN_FORCE}), DecisionState.RETIRED,
            needs_reason=True,
        ),
        Transition("restore", "恢复", frozenset({DecisionState.RETIRED}), DecisionState.IN_FORCE),
    ],
)  # fmt: skip


def _has_points(row: Any) -> str:
    return "" if row.checkpoints.exists() else "这一版还没有监督要点，不能发布。"


SET_STATES = StateTable(
    "监督清单版本状态",
    SetState,
    [
        Transition(
            "issue", "发布", frozenset({SetState.DRAFT}), SetState.ISSUED, guard=_has_points
        ),
        Transition(
            "drop", "不采用", frozenset({SetState.DRAFT}), SetState.DROPPED, needs_reason=True
        ),
    ],
)

_LISTED = frozenset(
    {PointState.OPEN, PointState.CLEAR, PointState.FOUND, PointState.NOT_APPLICABLE}
)

POINT_STATES = StateTable(
    "任务要点状态",
    PointState,
    [
        Transition("clear", "已查，未发现问题", frozenset({PointState.OPEN}), PointState.CLEAR),
        Transition(
            "found", "发现问题",
            frozenset({PointState.OPEN, PointState.CLEAR, PointState.NOT_APPLICABLE}),
            PointState.FOUND,
        ),
        Transition(
            "not_applicable", "不适用", frozenset({PointState.OPEN}), PointState.NOT_APPLICABLE
        ),
        Transition(
            "reopen", "重新检查", _LISTED - {PointState.OPEN}, PointState.OPEN,
            needs_reason=True, guard=why_held,
        ),
        Transition(
            "leave_out", "不列入", frozenset({PointState.OPEN}), PointState.LEFT_OUT,
            needs_reason=True, guard=why_held,
        ),
        Transition("take_back", "重新列入", frozenset({PointState.LEFT_OUT}), PointState.OPEN),
    ],
)  # fmt: skip

POINT_IMPORT_STATES = StateTable(
    "监督要点导入批次状态",
    PointImportState,
    [
        Transition("take", "导入", frozenset({PointImportState.READ}), PointImportState.DONE),
        Transition(
            "drop", "放弃导入", frozenset({PointImportState.READ}), PointImportState.DROPPED
        ),
    ],
)

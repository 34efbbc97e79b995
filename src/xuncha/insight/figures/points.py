"""Figures about inspections' lists of points to check."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.checkpoints.selectors import DONE, GIVEN, UNCOVERED
from xuncha.cycle.findings.pointing import unlinked
from xuncha.insight.figures.figure import Figure

_ROWS = "points_rows"

POINTS_GIVEN = Figure(
    "points_given", "列入要点", "任务清单上要查的监督要点，写明理由不列入的除外", InspectionPoint,
    lambda _: GIVEN, _ROWS, {"progress": "given"},
)  # fmt: skip
POINTS_ANSWERED = Figure(
    "points_answered", "已填写", "填写了检查情况的要点，三种结果都算", InspectionPoint,
    lambda _: DONE, _ROWS, {"progress": "answered"},
)  # fmt: skip
POINTS_FOUND = Figure(
    "points_found", "发现问题", "检查时发现了问题的要点", InspectionPoint,
    lambda _: Q(state=PointState.FOUND), _ROWS, {"state": PointState.FOUND},
)  # fmt: skip
POINTS_UNLINKED = Figure(
    "points_unlinked", "待关联问题", "写明发现问题、还没有关联到一个问题的要点", InspectionPoint,
    lambda _: unlinked(), _ROWS,
    {"progress": "unlinked"},
)  # fmt: skip
POINTS_UNCOVERED = Figure(
    "points_uncovered", "未查", "列入清单、还没有填写检查情况的要点", InspectionPoint,
    lambda _: UNCOVERED, _ROWS, {"state": PointState.OPEN},
)  # fmt: skip

POINT_FIGURES = (
    POINTS_GIVEN, POINTS_ANSWERED, POINTS_FOUND, POINTS_UNLINKED, POINTS_UNCOVERED,
)  # fmt: skip

"""The tables of the lists."""

from xuncha.cycle.checkpoints.models.decisions import Decision
from xuncha.cycle.checkpoints.models.imports import PointImport
from xuncha.cycle.checkpoints.models.lists import InspectionPoint, PointList, PointStep
from xuncha.cycle.checkpoints.models.sets import Checkpoint, CheckpointKind, PointSet

__all__ = [
    "Checkpoint",
    "CheckpointKind",
    "Decision",
    "InspectionPoint",
    "PointImport",
    "PointList",
    "PointSet",
    "PointStep",
]

"""The tables of the talent pool."""

from xuncha.cycle.pool.models.imports import PoolImport
from xuncha.cycle.pool.models.inspectors import Inspector, InspectorStep
from xuncha.cycle.pool.models.records import (
    Qualification,
    SecrecyPledge,
    Training,
    TrainingRecord,
)
from xuncha.cycle.pool.models.rules import PoolRules
from xuncha.cycle.pool.models.ties import PastService, Tie

__all__ = [
    "Inspector",
    "InspectorStep",
    "PastService",
    "PoolImport",
    "PoolRules",
    "Qualification",
    "SecrecyPledge",
    "Tie",
    "Training",
    "TrainingRecord",
]

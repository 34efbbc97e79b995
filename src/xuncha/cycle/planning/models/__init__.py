"""The tables of planning."""

from xuncha.cycle.planning.models.coverage import (
    Demand,
    DemandImport,
    PlanEntry,
    PlanRound,
    PlanVersion,
    RiskModel,
)
from xuncha.cycle.planning.models.terms import Inspection, Round, Term

__all__ = [
    "Demand",
    "DemandImport",
    "Inspection",
    "PlanEntry",
    "PlanRound",
    "PlanVersion",
    "RiskModel",
    "Round",
    "Term",
]

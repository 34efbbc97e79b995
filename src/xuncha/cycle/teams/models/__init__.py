"""The tables of teams."""

from xuncha.cycle.teams.models.appraisals import (
    Appraisal,
    AppraisalRules,
    RoundAppraisal,
    TeamPlaces,
)
from xuncha.cycle.teams.models.declarations import Declaration
from xuncha.cycle.teams.models.recusals import Recusal, RecusalStep, UnitObjection
from xuncha.cycle.teams.models.rules import RecusalRules
from xuncha.cycle.teams.models.teams import Assignment, Authorisation, Seat, Team

__all__ = [
    "Appraisal",
    "AppraisalRules",
    "Assignment",
    "Authorisation",
    "Declaration",
    "Recusal",
    "RecusalRules",
    "RecusalStep",
    "RoundAppraisal",
    "Seat",
    "Team",
    "TeamPlaces",
    "UnitObjection",
]

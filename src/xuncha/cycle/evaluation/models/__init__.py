"""Models of evaluation, one file a theme."""

from xuncha.cycle.evaluation.models.evaluations import Evaluation, EvaluationAnswer, Score
from xuncha.cycle.evaluation.models.meetings import (
    LifeMeeting,
    LifeMeetingFile,
    LifeMeetingFinding,
)
from xuncha.cycle.evaluation.models.publicity import Objection, Publicity
from xuncha.cycle.evaluation.models.reports import Report, ReportDifference, ReportEdition
from xuncha.cycle.evaluation.models.rules import EvaluationRules
from xuncha.cycle.evaluation.models.steps import EvaluationStep
from xuncha.cycle.evaluation.models.surveys import Survey, SurveySheet

__all__ = [
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationRules",
    "EvaluationStep",
    "LifeMeeting",
    "LifeMeetingFile",
    "LifeMeetingFinding",
    "Objection",
    "Publicity",
    "Report",
    "ReportDifference",
    "ReportEdition",
    "Score",
    "Survey",
    "SurveySheet",
]

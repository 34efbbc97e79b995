"""Records of the use of results, one file a theme."""

from xuncha.cycle.results.models.commons import CommonProblem, CommonTie, SelfCheck
from xuncha.cycle.results.models.institutions import (
    Institution,
    InstitutionFile,
    InstitutionFinding,
)
from xuncha.cycle.results.models.joint import JointPlan
from xuncha.cycle.results.models.results import (
    Result,
    ResultAnswer,
    ResultBasis,
    ResultCount,
    ResultFile,
)
from xuncha.cycle.results.models.rules import ResultRules
from xuncha.cycle.results.models.steps import ResultStep

__all__ = [
    "CommonProblem", "CommonTie", "Institution", "InstitutionFile", "InstitutionFinding",
    "JointPlan", "Result", "ResultAnswer", "ResultBasis", "ResultCount", "ResultFile",
    "ResultRules", "ResultStep", "SelfCheck",
]  # fmt: skip

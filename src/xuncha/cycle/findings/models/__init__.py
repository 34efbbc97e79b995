"""The tables of findings."""

from xuncha.cycle.findings.models.details import FindingCount, FindingPerson
from xuncha.cycle.findings.models.findings import Finding
from xuncha.cycle.findings.models.links import FindingFrame, FindingPaper, FindingPoint

__all__ = [
    "Finding",
    "FindingCount",
    "FindingFrame",
    "FindingPaper",
    "FindingPerson",
    "FindingPoint",
]

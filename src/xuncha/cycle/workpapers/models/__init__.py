"""The tables of working papers, fact confirmation and meetings."""

from xuncha.cycle.workpapers.models.meetings import Attendee, Meeting, Weighed
from xuncha.cycle.workpapers.models.papers import Paper, PaperStep, PaperVersion, Signature
from xuncha.cycle.workpapers.models.parts import Fact, PaperFile, PaperSource
from xuncha.cycle.workpapers.models.rules import PaperRules
from xuncha.cycle.workpapers.models.sheets import FactEntry, FactFile, FactSheet, PutOff

__all__ = [
    "Attendee",
    "Fact",
    "FactEntry",
    "FactFile",
    "FactSheet",
    "Meeting",
    "Paper",
    "PaperFile",
    "PaperRules",
    "PaperSource",
    "PaperStep",
    "PaperVersion",
    "PutOff",
    "Signature",
    "Weighed",
]

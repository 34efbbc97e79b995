"""The tables of the field."""

from xuncha.cycle.fieldwork.models.base import FieldRecord
from xuncha.cycle.fieldwork.models.briefings import Briefing, BriefingFile
from xuncha.cycle.fieldwork.models.fixes import FixFile, ImmediateFix
from xuncha.cycle.fieldwork.models.notices import EntryNotice
from xuncha.cycle.fieldwork.models.requests import (
    DocumentRequest,
    LineFile,
    PaperMove,
    RequestLine,
)
from xuncha.cycle.fieldwork.models.rules import FieldRules
from xuncha.cycle.fieldwork.models.steps import FieldStep
from xuncha.cycle.fieldwork.models.supervision import Supervision

__all__ = [
    "Briefing",
    "BriefingFile",
    "DocumentRequest",
    "EntryNotice",
    "FieldRecord",
    "FieldRules",
    "FieldStep",
    "FixFile",
    "ImmediateFix",
    "LineFile",
    "PaperMove",
    "RequestLine",
    "Supervision",
]

"""The days of this room that count working days: settled when a year's table comes."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.fieldwork.models import Briefing, DocumentRequest, Supervision
from xuncha.foundation.calendar.provisional import signs_up


def _lines_follow(row: DocumentRequest, first: dt.date, on: dt.date) -> None:
    """The documents of a list have its day, each for itself."""
    row.lines.filter(due_on=first).update(due_on=on)


signs_up(DocumentRequest, "due_on", also=("original_due_on",), rule="due_rule", after=_lines_follow)
signs_up(Briefing, "due_on", also=("original_due_on",), rule="due_rule")
signs_up(Supervision, "due_on")

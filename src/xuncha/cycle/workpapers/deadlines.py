"""The days of this room that count working days: settled when a year's table comes."""

from __future__ import annotations

from xuncha.cycle.workpapers.models import FactSheet
from xuncha.foundation.calendar.provisional import signs_up

signs_up(
    FactSheet, "due_on", also=("original_due_on",), flag="is_provisional", rule="due_rule",
    used="due_tables",
)  # fmt: skip

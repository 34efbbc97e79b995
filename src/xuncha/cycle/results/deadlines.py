"""The days of this room that count working days: settled when a year's table comes."""

from __future__ import annotations

from xuncha.cycle.results.models import Result, SelfCheck
from xuncha.foundation.calendar.provisional import signs_up

signs_up(Result, "receive_by", flag="is_provisional", rule="due_rule", label="接收")
signs_up(
    Result, "due_on", also=("original_due_on",), flag="is_provisional", rule="due_rule",
    label="反馈",
)  # fmt: skip
signs_up(SelfCheck, "due_on", flag="is_provisional", rule="due_rule")

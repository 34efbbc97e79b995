"""The days of this room that count working days: settled when a year's table comes."""

from __future__ import annotations

from xuncha.cycle.oversight.models import Letter
from xuncha.foundation.calendar.provisional import signs_up

signs_up(Letter, "receive_by", flag="is_provisional", rule="due_rule", label="签收")
signs_up(Letter, "answer_by", flag="is_provisional", rule="due_rule", label="答复")

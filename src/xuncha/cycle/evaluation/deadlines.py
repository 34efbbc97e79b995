"""The days of this room that count working days: settled when a year's table comes."""

from __future__ import annotations

from xuncha.cycle.evaluation.models import Evaluation, Publicity
from xuncha.foundation.calendar.provisional import signs_up

signs_up(Evaluation, "answer_by", flag="is_provisional", rule="due_rule")
signs_up(Publicity, "until_on", flag="is_provisional", rule="due_rule")

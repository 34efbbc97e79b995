"""The days of this room that count working days: settled when a year's table comes."""

from __future__ import annotations

from xuncha.cycle.schemes.models import Scheme, SchemeReview
from xuncha.foundation.calendar.provisional import signs_up

signs_up(Scheme, "due_on", rule="due_rule")
signs_up(SchemeReview, "due_on", rule="due_rule")

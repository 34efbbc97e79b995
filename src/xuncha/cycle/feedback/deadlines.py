"""The days of this room that count working days: settled when a year's table comes."""

from __future__ import annotations

from xuncha.cycle.feedback.models import CopyLetter, Feedback, Filing, Report, TeamReview
from xuncha.foundation.calendar.provisional import signs_up

signs_up(Report, "group_due_on", rule="due_rule", label="领导小组听取")
signs_up(Feedback, "due_on", rule="due_rule")
signs_up(Feedback, "copies_due_on")
signs_up(CopyLetter, "receive_by", rule="due_rule")
signs_up(TeamReview, "due_on", rule="due_rule")
signs_up(Filing, "due_on", rule="due_rule")

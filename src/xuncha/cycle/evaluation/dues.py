"""By which day things are due, from the day of the feedback and the rules of the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.evaluation.rules import Numbers
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_months


@dataclass(frozen=True, slots=True)
class Due:
    """A day, and where it comes from."""

    on: dt.date
    rule: str


def report_due(row: Inspection, numbers: Numbers) -> Due:
    """Both reports: the end of the months of rectification."""
    if row.rectify_until_on is not None:
        return Due(row.rectify_until_on, "集中整改截止日期")
    return _months(row, numbers.report_months, "反馈后")


def meeting_due(row: Inspection, numbers: Numbers) -> Due:
    """The special meeting: so many months after the feedback, within the months of
    rectification."""
    due = _months(row, numbers.meeting_months, "反馈后")
    if row.rectify_until_on is not None and row.rectify_until_on < due.on:
        return Due(row.rectify_until_on, "集中整改截止日期")
    return due


def evaluation_due(row: Inspection, numbers: Numbers) -> Due:
    """The evaluation: after the months of rectification."""
    end = report_due(row, numbers)
    later = add_months(end.on, numbers.evaluate_months, tables())
    return Due(later.on, f"集中整改期满后{later.rule}")


def _months(row: Inspection, count: int, after: str) -> Due:
    assert row.feedback_on is not None
    found = add_months(row.feedback_on, count, tables())
    return Due(found.on, f"{after}{found.rule}")

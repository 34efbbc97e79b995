"""Days that rows and ledgers tell: the feedback, the claimed completion."""

from __future__ import annotations

import datetime as dt

from xuncha.engines.checking.context import RowView, Run, Unit
from xuncha.engines.checking.units import same_unit
from xuncha.engines.reading.dates import read_date
from xuncha.engines.reading.records import Field


def feedback_on(run: Run, unit: Unit) -> dt.date | None:
    """The feedback's day where it speaks to this unit (or to none by name), else the ledger's."""
    paper = run.feedback
    if paper is None or paper.feedback_on is None:
        return unit.ledger.feedback_on
    named = {paper.unit, *(one.unit for one in paper.findings)} - {""}
    name = unit.ledger.unit
    is_ours = not named or not name or any(same_unit(one, name) for one in named)
    if is_ours or len(run.checked) == 1:
        return paper.feedback_on
    return unit.ledger.feedback_on or paper.feedback_on


def done_on(view: RowView, unit: Unit) -> dt.date | None:
    """The day of completion as the row tells it; None where it tells no day."""
    context = unit.ledger.feedback_on or unit.as_of
    told = read_date(view.row.cell(Field.DONE_ON), context.year if context else unit.ledger.year)
    return told.on if told and told.precision == "day" else None

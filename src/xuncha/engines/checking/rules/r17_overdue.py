"""R17 逾期: past its deadline and open, or the deadline moved without a cause or an approval."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from xuncha.engines.checking.closing import feedback_on
from xuncha.engines.checking.context import RowView, Run, Unit
from xuncha.engines.checking.deadlines import (
    Due,
    due_of,
    due_within,
    explains,
    moved_beside,
    moved_in,
)
from xuncha.engines.checking.report import Other, Severity, Span
from xuncha.engines.checking.rule import RowSignal, Rule
from xuncha.engines.reading.records import Claim, Field

CODE = "R17"


def _run(run: Run) -> Iterator[RowSignal]:
    for unit in run.checked:
        before = _earlier_rows(run, unit)
        for view in unit.views:
            signal = _of_row(run, unit, view, before.get(view.matter, []))
            if signal is not None:
                yield signal


def _of_row(run: Run, unit: Unit, view: RowView, before: list[RowView]) -> RowSignal | None:
    year = _year(unit)
    due = due_of(view, year, run.lexicon)
    if due.on is None:
        due = replace(due, on=due_within(view, feedback_on(run, unit)))
    move = moved_in(view, due.on.year if due.on else year, run.lexicon)
    beside = moved_beside(view, due, year)
    earlier = (beside, None) if beside else _moved_since(run, unit, due, view, before)
    reasons: list[str] = []
    spans: tuple[Span, ...] = ()
    other: Other | None = None
    day = max((one for one in (due.on, move.to if move else None) if one), default=None)
    if _is_late(view, unit, due, day):
        late = f"，逾期{(unit.as_of - day).days}天" if unit.as_of and day else ""
        reasons.append(f"整改时限为{day}，到{unit.as_of}仍未完成{late}")
        spans = view.whole(Field.DUE)
    if move is not None and not move.is_explained:
        reasons.append(f"时限改动（“{move.words}”），没有写明原因，也没有批准")
        spans = (*spans, Span(move.name.value, move.start, move.end))
    elif move is None and earlier is not None and not _explains(view, run):
        was, other = earlier
        where = f"（与 {other.file} 对照）" if other else ""
        reasons.append(f"时限由{was}改为{due.on}{where}，没有写明原因，也没有批准")
        spans = spans or view.whole(Field.DUE)
    return RowSignal(view, "；".join(reasons), _distinct(spans), other) if reasons else None


def _distinct(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(spans))


def _year(unit: Unit) -> int | None:
    day = unit.ledger.feedback_on or unit.ledger.as_of or unit.as_of
    return day.year if day else None


def _is_late(view: RowView, unit: Unit, due: Due, day: dt.date | None) -> bool:
    if day is None or unit.as_of is None or day >= unit.as_of or due.is_lasting:
        return False
    if view.claim is Claim.UNSTATED:
        # Only an empty state cell beside filled ones, and no progress that tells an end.
        return view.sheet.column(Field.STATUS) is not None and not re.search(
            r"已|完成|到位|全部", view.row.text(Field.PROGRESS)
        )
    return view.is_open


def _earlier_rows(run: Run, unit: Unit) -> dict[str, list[RowView]]:
    """Rows of earlier states of this ledger, by what they answer."""
    held: dict[str, list[RowView]] = {}
    for other in run.units:
        if (other.at, unit.at) not in run.states:
            continue
        if other.is_checked and not _is_earlier(other, unit):
            continue
        for view in other.views:
            if view.matter:
                held.setdefault(view.matter, []).append(view)
    return held


def _is_earlier(other: Unit, unit: Unit) -> bool:
    mine, theirs = unit.ledger.as_of, other.ledger.as_of
    return mine is not None and theirs is not None and theirs < mine


def _moved_since(
    run: Run, unit: Unit, due: Due, view: RowView, before: list[RowView]
) -> tuple[dt.date, Other] | None:
    """The deadline that the earlier state told, where this one tells a later day."""
    if due.on is None or not before:
        return None
    same = [one for one in before if one.measure == view.measure] or before
    days: list[tuple[dt.date, RowView]] = []
    for one in same:
        was = due_of(one, _year(run.unit_of(one)), run.lexicon).on
        if was is not None:
            days.append((was, one))
    if not days:
        return None
    was, row = max(days, key=lambda told: told[0])
    if was >= due.on:
        return None
    there = run.unit_of(row)
    text = row.text(Field.DUE)
    return was, Other(there.ledger.file, row.row.row, 0, len(text), there.sheet_name(row))


def _explains(view: RowView, run: Run) -> bool:
    """A cause or an approval in the due cell or the remark."""
    told = "\n".join(view.text(name) for name in (Field.DUE, Field.REMARK))
    return explains(told, run.lexicon)


RULE = Rule(code=CODE, name="逾期", severity=Severity.MEDIUM, rows=_run)

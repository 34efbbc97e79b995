"""The rounds of a term: laid evenly, changed one by one, taken out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count

from django.db import transaction
from django.db.models import ProtectedError

from xuncha.cycle.planning.enums import BEFORE_AUTHORISED
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.engines.reading.numbering import chinese
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import next_number

MOST_PER_YEAR = 12


@service
def lay_rounds(
    actor: Actor, *, term_id: int, first_on: dt.date, per_year: int, days: int
) -> list[Round]:
    """Lay the rounds of a term evenly from a day on: ``per_year`` a year, ``days`` long each, as
    many as end within the term, numbered on from those there are. Refuses rounds that would
    overlap, a first day at or before the end of the last round that stands, and more than twelve a
    year."""
    term = access.get_or_404(actor, Term, pk=term_id)
    access.require(actor, "create", Round(term=term))
    last = Round.objects.filter(term=term).order_by("-end_on").first()
    first = next_number(Round.objects.filter(term=term))
    if last and first_on <= last.end_on:
        raise Invalid(f"{last.name}到 {last.end_on} 才结束，请晚于这一天。", field="first_on")
    if not term.start_on <= first_on <= term.end_on:
        raise Invalid(f"应在{term}之内（{term.start_on} 至 {term.end_on}）。", field="first_on")
    if not 1 <= per_year <= MOST_PER_YEAR:
        raise Invalid(f"一年 1 到 {MOST_PER_YEAR} 轮。", field="per_year")
    step = 365.25 / per_year
    if not 1 <= days < step:
        raise Invalid(f"一年 {per_year} 轮，每轮 1 到 {int(step)} 天。", field="days")
    made = [
        Round(term=term, number=number, name=f"第{chinese(number)}轮", start_on=start, end_on=end)
        for number, (start, end) in enumerate(_spans(first_on, term.end_on, step, days), first)
    ]
    if not made:
        raise Invalid("从这一天起，到任期结束排不下一轮。", field="first_on")
    Round.objects.bulk_create(made)
    record(actor, "planning.rounds.laid", term, rounds=len(made), first=str(first_on))
    return made


def _spans(
    first_on: dt.date, last_on: dt.date, step: float, days: int
) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of each round that ends in time."""
    for place in count():
        start = first_on + dt.timedelta(days=round(step * place))
        end = start + dt.timedelta(days=days - 1)
        if end > last_on:
            return
        yield start, end


def stamp(row: Round) -> str:
    """What a person saw of a round when he opened its form."""
    return f"{row.start_on}|{row.end_on}|{row.name}"


@service
def change_round(
    actor: Actor, *, round_id: int, seen: str, name: str, start_on: dt.date, end_on: dt.date
) -> Round:
    """Change name and days of a round. ``seen`` is its ``stamp`` when the form was opened. Refuses
    other days once one of its inspections was authorised, and days outside the term or across
    another round."""
    row = access.get_or_404(actor, Round, related=("term",), pk=round_id)
    access.require(actor, "change", row)
    before = stamp(row)
    if seen != before:
        raise Conflict
    if (start_on, end_on) != (row.start_on, row.end_on):
        _check_days(row, start_on, end_on)
    old = Round.objects.filter(pk=row.pk, name=row.name, start_on=row.start_on, end_on=row.end_on)
    row.name, row.start_on, row.end_on = name.strip() or row.name, start_on, end_on
    if old.update(name=row.name, start_on=start_on, end_on=end_on) != 1:
        raise Conflict
    record(actor, "planning.round.changed", row, before=before, after=stamp(row))
    return row


def _check_days(row: Round, start_on: dt.date, end_on: dt.date) -> None:
    term = row.term
    begun = Inspection.objects.filter(round=row).exclude(state__in=BEFORE_AUTHORISED)
    if begun.exists():
        raise Conflict(f"{row}已经授权或者开始，起止日期不能再改。")
    if end_on < start_on:
        raise Invalid("轮次的结束日期不能早于开始日期。", field="end_on")
    if start_on < term.start_on or end_on > term.end_on:
        raise Invalid(
            f"轮次应当在{term}之内（{term.start_on} 至 {term.end_on}）。", field="start_on"
        )
    others = Round.objects.filter(term=term, start_on__lte=end_on, end_on__gte=start_on)
    other = others.exclude(pk=row.pk).order_by("start_on").first()
    if other is not None:
        raise Invalid(
            f"和{other}（{other.start_on} 至 {other.end_on}）时间重叠。", field="start_on"
        )


@service
def drop_round(actor: Actor, *, round_id: int) -> None:
    """Take out a round that nothing rests on: no inspection, no version of a plan."""
    row = access.get_or_404(actor, Round, related=("term",), pk=round_id)
    access.require(actor, "change", row)
    record(actor, "planning.round.dropped", row, before=stamp(row))
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise Conflict(f"{row}已经安排了任务，或者有规划用到它，不能删除。") from None

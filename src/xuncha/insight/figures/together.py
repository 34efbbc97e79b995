"""Many figures at once: those that share a base are counted in one query, whatever each of them
counts, and by round, year or focus in one query too.

A figure asked by itself (``Measure.value``) and asked here gives the same; a test compares all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from xuncha.foundation import access
from xuncha.insight.figures.asking import FOCUSES, ONE_KIND, WAYS, Ask
from xuncha.insight.figures.focus import tops
from xuncha.insight.figures.measure import Measure, Value, share

Question = tuple[Measure, Ask]
ALL = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows, and what they add up to where a column is summed up."""

    rows: int = 0
    added: Decimal | int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure's value with the number of its rows; no rows: there is nothing to be told."""

    value: Value = None
    rows: int | None = None


Tallies = dict[str, Tally]


def answers(questions: Sequence[Question]) -> list[Answer]:
    """Each figure's answer, in the order of the questions."""
    return [one[ALL] for one in split(questions, ALL, (ALL,))]


def split(questions: Sequence[Question], by: str, values: Sequence[str]) -> list[dict[str, Answer]]:
    """Each figure's answers for the values of one parameter: what the figure says when it is asked
    for each of them."""
    told = [one for one in questions if _tells(*one)]
    wholes = [(part, ask) for one, ask in told if (part := one.part_of)]
    tallies = _tallies([*told, *wholes], by, values)
    return [
        {value: _answer(one, ask, tallies, value) for value in values}
        if _tells(one, ask)
        else dict.fromkeys(values, Answer())
        for one, ask in questions
    ]


def _tells(measure: Measure, ask: Ask) -> bool:
    return measure.is_for(ask) and measure.tells(ask)


def _answer(
    measure: Measure, ask: Ask, tallies: dict[Hashable, Tallies], value: str
) -> Answer:  # fmt: skip
    own = tallies[_same(measure, ask)].get(value, Tally())
    if measure.adds:
        return Answer(own.added, own.rows)
    if measure.part_of is None:
        return Answer(own.rows, own.rows)
    whole = tallies[_same(measure.part_of, ask)].get(value, Tally())
    return Answer(share(own.rows, whole.rows), own.rows)


def _base(measure: Measure, ask: Ask) -> Hashable:
    """Figures that are alike in this can be counted in one query."""
    term = ask.term.pk if ask.term else None
    narrowed = tuple(sorted(ask.params.items()))
    return measure.base, measure.paths, measure.lift, ask.actor, term, ask.day, narrowed


def _same(measure: Measure, ask: Ask) -> Hashable:
    return _base(measure, ask), measure.where, measure.adds


def _tallies(
    questions: Iterable[Question], by: str, values: Sequence[str]
) -> dict[Hashable, Tallies]:
    groups: dict[Hashable, dict[Hashable, Question]] = defaultdict(dict)
    for measure, ask in questions:
        groups[_base(measure, ask)].setdefault(_same(measure, ask), (measure, ask))
    found: dict[Hashable, Tallies] = {}
    for group in groups.values():
        told = list(group.values())
        first = told[0][0]
        if by and first.is_many:
            lines = [_each(one, ask, by, values) for one, ask in told]
        else:
            lines = _counted(told, by)
        found.update(zip(group, lines, strict=True))
    return found


def _each(measure: Measure, ask: Ask, by: str, values: Sequence[str]) -> Tallies:
    """One by one: where a row has several of what it would be told apart by."""
    return {one: Tally(measure.rows(ask.by(**{by: one})).count()) for one in values}


def _counted(questions: Sequence[Question], by: str) -> list[Tallies]:
    """Figures of one base in one query."""
    first, ask = questions[0]
    rows, count = _rows(first, ask)
    numbers: dict[str, Any] = {}
    for at, (measure, _) in enumerate(questions):
        where = measure.where(ask) if measure.where else Q()
        numbers[f"rows_{at}"] = count(where)
        if measure.adds:
            numbers[f"added_{at}"] = Sum(measure.adds, filter=where or None)
    if not by:
        lines = [(ALL, rows.aggregate(**numbers))]
    else:
        parts = rows.annotate(told_by=first.key_of(by)).values("told_by")
        name = _namer(ask, by)
        lines = [(name(row.pop("told_by")), row) for row in parts.annotate(**numbers).order_by()]
    return [_collected(lines, at) for at in range(len(questions))]


def _rows(measure: Measure, ask: Ask) -> tuple[QuerySet[Any], Callable[[Q], Count]]:
    """The rows of a base, and how they are counted."""
    rows = measure.narrowed(ask)
    lift = measure.lift
    if lift is None:
        return rows, lambda where: Count("pk", filter=where or None, distinct=measure.is_many)
    seen = access.visible(ask.actor, lift.model)
    rows = rows.filter(**{f"{lift.path}__in": seen.order_by().values("pk")})
    return rows, lambda where: Count(lift.path, filter=where or None, distinct=True)


def _collected(lines: Iterable[tuple[str, dict[str, Any]]], at: int) -> Tallies:
    """One figure's tallies; lines that are told by the same word add up (leaves of one focus)."""
    found: Tallies = {}
    for name, row in lines:
        before = found.get(name, Tally())
        added = row.get(f"added_{at}") or 0
        found[name] = Tally(before.rows + (row[f"rows_{at}"] or 0), before.added + added)
    return found


def _namer(ask: Ask, by: str) -> Callable[[Any], str]:
    """How the values of a column are called as parameters."""
    if by == "focus":
        codes = {code: name for name, code in FOCUSES.items()}
        over = tops(ask)
        return lambda leaf: codes.get(over.get(leaf, ""), "")
    if by == "kind":
        return lambda kind: ONE_KIND.get(kind, "")
    if by == "way":
        ways = {way: name for name, way in WAYS.items()}
        return lambda way: ways.get(way, "")
    return lambda number: "" if number is None else str(number)

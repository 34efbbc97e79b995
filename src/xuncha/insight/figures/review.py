"""A term at a glance, year by year and round by round. Nothing is counted here: every number is a
figure of the registry, asked for its year, its round, or as of a year's end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from xuncha.cycle.planning.models import Round
from xuncha.insight.figures.asking import FOCUSES, Ask, rounds_begun
from xuncha.insight.figures.measure import Measure
from xuncha.insight.figures.registry import by_name
from xuncha.insight.figures.telling import Told, as_told, tell_each
from xuncha.insight.figures.together import Question, split

NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("覆盖", ("rounds_held", "inspections_held", "organisations_inspected",
              "organisations_covered", "organisations_to_cover", "coverage_rate")),
    ("问题", ("findings_found", "findings_fed_back", "*", "findings_old", "findings_new_form",
              "findings_new")),
    ("整改", ("items_total", "items_claimed", "items_verified", "items_sustained",
              "items_verified_rate", "items_sustained_rate", "findings_verified",
              "findings_sustained", "measures_promised", "measures_verified",
              "measures_sustained", "items_reopened")),
    ("线索", ("clues_registered", "clues_handed_over", "clues_concluded", "clues_filed")),
    ("资金", ("findings_amount", "money_due", "money_recovered")),
    ("制度和成果", ("institutions_built", "recommendations_issued", "special_reports_issued")),
    ("实事", ("deeds_verified", "deeds_done")),
    ("力量", ("teams_formed", "inspectors_deployed", "inspectors_seats")),
)  # fmt: skip
"""Which figures stand under which heading; ``*`` the findings by focus."""

AT_END = "年末"
"""How a row is marked whose years are told as of their ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: for the years, for the whole term, for the rounds. ``at_end``: its years are told
    as of their ends, what came before included. None: it isn't told apart by that."""

    label: str
    measure: Measure
    at_end: bool
    years: tuple[Told | None, ...]
    whole: Told
    rounds: tuple[Told | None, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A term reviewed as of a day."""

    years: tuple[int, ...]
    rounds: tuple[Round, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]

    def line(self, name: str) -> Line | None:
        """The line of a figure, not narrowed."""
        lines = (one for _, found in self.groups for one in found)
        return next((one for one in lines if one.whole.name == name), None)


def review(ask: Ask) -> Review:
    """A term as of a day; ``ask.term`` is there."""
    assert ask.term is not None
    asked = {title: _questions(ask, names) for title, names in NAMES}
    every = [one for found in asked.values() for one in found]
    rounds = tuple(rounds_begun(ask))
    whole = tell_each(every)
    by_year = _by_year(ask, every, whole)
    by_round = _by(every, "round", [str(one.number) for one in rounds])
    lines = iter(
        Line(told.label, told.measure, "year" not in told.measure.params, year, told, part)
        for told, year, part in zip(whole, by_year, by_round, strict=True)
    )
    groups = ((title, tuple(next(lines) for _ in found)) for title, found in asked.items())
    return Review(ask.years, rounds, tuple(groups))


def _questions(ask: Ask, names: Iterable[str]) -> list[Question]:
    found: list[Question] = []
    for name in names:
        if name == "*":
            told = by_name()["findings_fed_back"]
            found += [(told, ask.by(focus=focus)) for focus in FOCUSES]
        elif by_name()[name].is_for(ask):
            found.append((by_name()[name], ask))
    return found


def _by(
    questions: Sequence[Question], by: str, values: Sequence[str]
) -> list[tuple[Told | None, ...]]:
    fit = [one for one in questions if by in one[0].params]
    lines = dict(zip((_key(one) for one in fit), split(fit, by, values), strict=True))
    return [
        tuple(
            as_told(measure, asked.by(**{by: value}), lines[_key((measure, asked))][value])
            for value in values
        )
        if by in measure.params
        else tuple(None for _ in values)
        for measure, asked in questions
    ]


def _key(one: Question) -> tuple[str, tuple[tuple[str, str], ...]]:
    return one[0].name, tuple(one[1].params.items())


def _by_year(
    ask: Ask, questions: Sequence[Question], whole: Sequence[Told]
) -> list[tuple[Told | None, ...]]:
    """In the year, for figures that know one; for the others as of its end, where they keep days.
    The present year ends with the day, so it is what the ``whole`` is."""
    lines = _by(questions, "year", [str(one) for one in ask.years])
    ends = [min(dt.date(year, 12, 31), ask.day) for year in ask.years]
    at_ends = {
        at: (measure, asked)
        for at, (measure, asked) in enumerate(questions)
        if "year" not in measure.params and measure.is_dated
    }
    told = [
        [whole[at] for at in at_ends]
        if end == ask.day
        else tell_each([(measure, replace(asked, day=end)) for measure, asked in at_ends.values()])
        for end in ends
    ]
    for place, at in enumerate(at_ends):
        lines[at] = tuple(found[place] for found in told)
    return lines

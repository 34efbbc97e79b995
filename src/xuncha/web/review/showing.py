"""The review as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xuncha.insight.figures.asking import FOCUSES, Ask
from xuncha.insight.figures.measure import Value
from xuncha.insight.figures.review import Line, Review
from xuncha.insight.figures.telling import Told
from xuncha.insight.figures.wording import SCALES, plain
from xuncha.web.dashboard.laying import COLOURS, Cell, short
from xuncha.web.doors import may_open
from xuncha.web.ui.charts import bars

_NONE = Cell("—", "")
_SUMS = "万元"
_LEVELS = ("items_claimed", "items_verified", "items_sustained")


def shown(ask: Ask, found: Review) -> dict[str, Any]:
    """What the template wants."""
    years = [f"{one}年" for one in found.years]
    rounds = [f"第{one.number}轮" for one in found.rounds]
    return {
        "years": years, "rounds": rounds,
        "by_year": [(title, [_row(ask, one, [*one.years, one.whole]) for one in lines])
                    for title, lines in found.groups],
        "by_round": _of_rounds(ask, found),
        "charts": _charts(found, years, rounds),
    }  # fmt: skip


def _of_rounds(ask: Ask, found: Review) -> list[tuple[str, list[dict[str, Any]]]]:
    """Only what is told apart by round."""
    groups = []
    for title, lines in found.groups:
        rows = [_row(ask, one, one.rounds) for one in lines if any(one.rounds)]
        if rows:
            groups.append((title, rows))
    return groups


def _row(ask: Ask, line: Line, told: Sequence[Told | None]) -> dict[str, Any]:
    return {
        "label": f"{line.label}（{_SUMS}）" if line.measure.unit == "元" else line.label,
        "at_end": line.at_end,
        "definition": line.measure.definition, "cells": [_cell(ask, one) for one in told],
    }  # fmt: skip


def _cell(ask: Ask, told: Told | None) -> Cell:
    if told is None:
        return _NONE
    url = told.link if may_open(ask.actor, told.link) else ""
    if told.measure.unit == "元" and told.value is not None:
        return Cell(plain(Decimal(told.value) / SCALES[_SUMS]), url)
    return Cell(short(told.value, told.measure.unit), url)


def _charts(
    found: Review, years: Sequence[str], rounds: Sequence[str]
) -> list[tuple[str, str, dict[str, Any]]]:  # fmt: skip
    """Key, title, option. Their tables stand below on the page."""
    focus = [found.line(f"findings_fed_back?focus={one}") for one in FOCUSES]
    levels = [found.line(one) for one in _LEVELS]
    colours = [COLOURS[one] for one in _LEVELS]
    of_years = [
        (name, _numbers(line.years)) for name, line in zip(FOCUSES, focus, strict=True) if line
    ]
    of_rounds = [(line.label, _numbers(line.rounds)) for line in levels if line]
    return [
        ("by-year", "各年反馈的问题，按四个落实", bars(years, of_years, stacked=True)),
        ("by-round", "各轮整改事项的三个层次", bars(rounds, of_rounds, colours=colours)),
    ]


def _numbers(told: Sequence[Told | None]) -> list[Value]:
    return [0 if one is None or one.value is None else int(one.value) for one in told]

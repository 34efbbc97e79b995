"""A figure's answer: its definition, its number, its rows and the address that opens them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from xuncha.insight.figures.asking import PARAMS, Ask, named, query_of
from xuncha.insight.figures.measure import Measure, Value
from xuncha.insight.figures.registry import MEASURES

_NOT_THAT_DAY = "这个数的行没有记日期，只能看今天的。"
_VEILED = "件数少的不显示，请看线索统计页。"
_NOT_FOR_YOU = "您的岗位看不到这个数。"
_OF_NOTHING = "没有可以作分母的行。"


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as it was told; ``why`` says why there is no value, where there is none."""

    measure: Measure
    ask: Ask
    value: Value
    rows: int | None
    link: str
    why: str = ""

    @property
    def name(self) -> str:
        return named(self.measure.name, self.ask.params)

    @property
    def label(self) -> str:
        """Its name with what it is narrowed by, for people."""
        told = [
            f"第{value}轮" if key == "round" else f"{value}年" if key == "year" else value
            for key in PARAMS
            if (value := self.ask.params.get(key))
        ]
        return f"{self.measure.label}（{'、'.join(told)}）" if told else self.measure.label


def tell(measure: Measure, ask: Ask) -> Told:
    """The number with all that belongs to it."""
    actor = ask.actor
    if measure.roles and not actor.is_system and not actor.has(*measure.roles):
        return Told(measure, ask, None, None, link_of(measure, ask), _NOT_FOR_YOU)
    if not measure.tells(ask):
        why = _NOT_THAT_DAY if not measure.is_dated else _VEILED
        return Told(measure, ask, None, None, link_of(measure, ask), why)
    value = measure.value(ask)
    counts = not measure.adds and measure.part_of is None
    rows = int(value or 0) if counts else measure.rows(ask).count()
    return Told(
        measure, ask, value, rows, link_of(measure, ask), _OF_NOTHING if value is None else ""
    )


def tell_all(ask: Ask, measures: Iterable[Measure] = MEASURES) -> list[Told]:
    """All figures, in their order."""
    return [tell(one, ask) for one in measures]


def link_of(measure: Measure, ask: Ask) -> str:
    """The list of the rows behind it; of clues the page with their counts."""
    if measure.veils is not None:
        return reverse(measure.page)
    query = query_of(ask)
    return reverse("statistics_rows", args=[measure.name]) + (f"?{query}" if query else "")


def as_json(told: Told) -> dict[str, Any]:
    """As the command line prints it."""
    value: Any = told.value
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral() else float(value)
    return {
        "name": told.name, "label": told.label, "definition": told.measure.definition,
        "subject": told.measure.subject, "unit": told.measure.unit, "value": value,
        "rows": told.rows, "link": told.link, "why": told.why,
        "params": sorted(told.measure.params), "as_of": told.ask.day.isoformat(),
    }  # fmt: skip

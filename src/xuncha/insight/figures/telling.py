"""A figure's answer: its definition, its number, its rows and the address that opens them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from xuncha.insight.figures.asking import PARAMS, Ask, named, query_of
from xuncha.insight.figures.measure import Measure, Value
from xuncha.insight.figures.registry import MEASURES
from xuncha.insight.figures.together import Answer, Question, answers

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
    note: str = ""
    """Of a sealed one: which."""

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
    return tell_each([(measure, ask)])[0]


def tell_each(questions: Sequence[Question]) -> list[Told]:
    """Many figures, each as it was asked; those that share a base in one query."""
    pairs = zip(questions, answers(questions), strict=True)
    return [as_told(measure, ask, answer) for (measure, ask), answer in pairs]


def as_told(measure: Measure, ask: Ask, answer: Answer) -> Told:
    """An answer with all that belongs to it."""
    why = why_not(measure, ask)
    if not why and answer.value is None:
        why = _OF_NOTHING
    return Told(measure, ask, answer.value, answer.rows, link_of(measure, ask), why)


def why_not(measure: Measure, ask: Ask) -> str:
    """Why a figure isn't told to this reader of that day; "" where it is."""
    if not measure.is_for(ask):
        return _NOT_FOR_YOU
    if measure.tells(ask):
        return ""
    return _NOT_THAT_DAY if not measure.is_dated else _VEILED


def tell_all(ask: Ask, measures: Iterable[Measure] = MEASURES) -> list[Told]:
    """All figures, in their order."""
    return tell_each([(one, ask) for one in measures])


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
        **({"frozen": told.note} if told.note else {}),
    }  # fmt: skip

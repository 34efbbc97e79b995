"""A board as the page shows it: every figure asked at once, every number with its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xuncha.insight.figures.asking import FOCUSES, ONE_KIND, Ask, rounds_begun
from xuncha.insight.figures.boards import LAYERS, LEVELS, Block, Chart
from xuncha.insight.figures.measure import Value
from xuncha.insight.figures.registry import by_name
from xuncha.insight.figures.telling import Told, as_told, tell_each
from xuncha.insight.figures.together import Answer, split
from xuncha.insight.figures.wording import plain, said
from xuncha.web.doors import may_open
from xuncha.web.ui.charts import bars

COLOURS = {
    "organisations_covered": "--verified-bar", "organisations_left": "--ink-faint",
    "items_claimed": "--claimed-bar", "items_verified": "--verified-bar",
    "items_sustained": "--sustained-bar", "money_due": "--claimed-bar",
    "money_recovered": "--sustained-bar",
}  # fmt: skip


_SMALL = 6
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure: what it says and where its rows are. Without a value it says why."""

    name: str
    label: str
    value: str
    definition: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table."""

    words: str
    url: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with the table under it."""

    key: str
    title: str
    option: dict[str, Any]
    heads: list[str]
    lines: list[tuple[str, list[Cell]]]


@dataclass(slots=True)
class Laid:
    """One block."""

    key: str
    title: str
    tiles: list[Tile] = field(default_factory=list)
    levels: list[tuple[str, list[Cell]]] = field(default_factory=list)
    charts: list[Drawn] = field(default_factory=list)
    why: str = ""
    """Why none of its figures is told, where that is so."""

    @property
    def is_small(self) -> bool:
        """Whether two like it stand side by side."""
        plain = not self.charts and not self.levels
        return plain and len(self.tiles) <= _SMALL and not self.has_sums

    @property
    def has_sums(self) -> bool:
        """Whether there are sums of money, which take more room."""
        return any(one.value.endswith("元") for one in self.tiles)


def laid_out(ask: Ask, blocks: Sequence[Block]) -> list[Laid]:
    """Blocks with what they say; what isn't for the reader's role is left out, and a block of which
    nothing is left."""
    told = _told(ask, blocks)
    charts = [(block.key, one) for block in blocks for one in block.charts if _fits(ask, one)]
    drawn = _drawn(ask, charts)
    laid = [_laid(block, told, drawn.get(block.key, [])) for block in blocks]
    return [one for one in laid if one.tiles or one.levels or one.charts]


def _fits(ask: Ask, chart: Chart) -> bool:
    known = all(by_name()[name].is_for(ask) for name in chart.names)
    return known and (ask.term is not None or not chart.needs_term)


def _told(ask: Ask, blocks: Sequence[Block]) -> dict[str, Told]:
    names = [name for block in blocks for name in block.names]
    if any(block.has_levels for block in blocks):
        for _, whole, start in LAYERS:
            names += [whole, *(f"{start}_{one}{end}" for one in LEVELS for end in ("", "_rate"))]
    measures = [by_name()[name] for name in dict.fromkeys(names)]
    asked = [(one, ask) for one in measures if one.is_for(ask)]
    return {one.measure.name: one for one in tell_each(asked)}


def _laid(block: Block, told: Mapping[str, Told], charts: list[Drawn]) -> Laid:
    shown = [told[name] for name in block.names if name in told]
    reasons = {one.why for one in shown}
    why = reasons.pop() if len(reasons) == 1 else ""
    levels = _levels(told) if block.has_levels else []
    return Laid(block.key, block.title, [_tile(one) for one in shown], levels, charts, why)


def _tile(one: Told) -> Tile:
    words = one.measure.definition + (f"。{one.why}" if one.why else "")
    url = _open(one.ask, one.link)
    return Tile(one.measure.name, one.measure.label, short(one.value, one.measure.unit), words, url)


def _levels(told: Mapping[str, Told]) -> list[tuple[str, list[Cell]]]:
    lines = []
    for label, whole, start in LAYERS:
        cells = [_cell(told[whole])]
        for level in LEVELS:
            rate = told[f"{start}_{level}_rate"].value
            share = f"{plain(rate)}%" if rate is not None else ""
            cells.append(_cell(told[f"{start}_{level}"], share))
        lines.append((label, cells))
    return lines


def _cell(one: Told, share: str = "") -> Cell:
    return Cell(short(one.value, one.measure.unit), _open(one.ask, one.link), share)


def _open(ask: Ask, url: str) -> str:
    return url if may_open(ask.actor, url) else ""


def short(value: Value, unit: str) -> str:
    """A number as a tile has it: its measure word goes without saying."""
    if value is None:
        return "—"
    if unit in {"%", "元"}:
        return said(value, unit)
    return f"{int(value):,}"


def _drawn(ask: Ask, charts: Iterable[tuple[str, Chart]]) -> dict[str, list[Drawn]]:
    """Charts of one parameter are asked in one go."""
    charts = list(charts)
    found: dict[str, list[Drawn]] = {}
    for by in dict.fromkeys(chart.by for _, chart in charts):
        names = dict.fromkeys(name for _, one in charts if one.by == by for name in one.names)
        asked = [(by_name()[name], ask) for name in names]
        values = values_of(ask, by)
        lines = dict(zip(names, split(asked, by, values), strict=True))
        for key, chart in charts:
            if chart.by == by:
                at = f"{key}-{len(found.get(key, []))}"
                drawn = _draw(ask, at, chart, [lines[name] for name in chart.names], values)
                found.setdefault(key, []).append(drawn)
    return found


def values_of(ask: Ask, by: str) -> tuple[str, ...]:
    """The values of a parameter, in their order."""
    if by == "focus":
        return tuple(FOCUSES)
    if by == "kind":
        return tuple(ONE_KIND.values())
    if ask.term is None:
        return ()
    numbers = ask.years if by == "year" else rounds_begun(ask).values_list("number", flat=True)
    return tuple(str(one) for one in numbers)


def _draw(
    ask: Ask, key: str, chart: Chart, answers: Sequence[Mapping[str, Answer]],
    values: Sequence[str],
) -> Drawn:  # fmt: skip
    measures = [by_name()[name] for name in chart.names]
    if chart.by == "kind":
        values = [one for one in values if any(line[one].rows for line in answers)]
    lines = []
    for value in values:
        asked = ask.by(**{chart.by: value})
        told = [
            as_told(measure, asked, line[value])
            for measure, line in zip(measures, answers, strict=True)
        ]
        lines.append((name_of(chart.by, value), [_cell(one) for one in told]))
    numbers = [
        [_number(line[value].value, measure.unit) for value in values]
        for measure, line in zip(measures, answers, strict=True)
    ]
    option = bars(
        [label for label, _ in lines],
        [(one.label, told) for one, told in zip(measures, numbers, strict=True)],
        lying=chart.by in {"kind", "focus"}, stacked=chart.stacked,
        colours=[COLOURS.get(one.name, "--verified-bar") for one in measures],
    )  # fmt: skip
    return Drawn(key, chart.title, option, [one.label for one in measures], lines)


def name_of(by: str, value: str) -> str:
    """A value of a parameter for people."""
    return f"第{value}轮" if by == "round" else f"{value}年" if by == "year" else value


def _number(value: Value, unit: str) -> float | int:
    """As a chart draws it: sums in 万元."""
    if unit == "元":
        return round(float(value or 0) / _TEN_THOUSAND, 2)
    return float(value) if isinstance(value, Decimal) else value or 0

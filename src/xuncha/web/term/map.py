"""The coverage map as a page shows it: every number with the address that opens its rows."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

from django.urls import reverse

from xuncha.cycle.planning import selectors
from xuncha.cycle.planning.coverage.overview import BANDS, By, Column, MapRow, Overview, overview
from xuncha.cycle.planning.models import Term
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.term.forms import MapForm
from xuncha.web.ui.charts import bars

_SHADES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see: a term (None: there is none yet), a day, years or rounds."""

    term: Term | None
    day: dt.date
    by: By
    form: MapForm

    @property
    def query(self) -> dict[str, Any]:
        """The same as an address carries it."""
        told: dict[str, Any] = {"by": self.by}
        if self.term is not None:
            told["term"] = self.term.pk
        if self.day != clock.today():
            told["on"] = self.day.isoformat()
        return told


def asked(actor: Actor, data: Any) -> Asked:
    """From an address or a form. ``Invalid`` for a day that is none and an unknown term."""
    form = MapForm(data, actor=actor)
    if not form.is_valid():
        raise Invalid("；".join(str(words) for found in form.errors.values() for words in found))
    told = form.cleaned_data
    term = told["term"] or selectors.current_term(actor)
    day, by = told["on"] or clock.today(), cast("By", told["by"] or "round")
    shown = MapForm({"term": term.pk if term else "", "on": day.isoformat(), "by": by}, actor=actor)
    return Asked(term, day, by, shown)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that opens its rows; ``shade`` from 0 (none) to 5 (all of its kind)."""

    value: int
    url: str
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the map: what was counted, what is planned."""

    label: str
    counted: Number
    planned: Number
    is_past: bool


@dataclass(slots=True)
class Line:
    """One kind, or all kinds together."""

    label: str
    total: Number
    counted: Number
    fields: list[Field] = field(default_factory=list)
    bands: list[tuple[str, str, Number]] = field(default_factory=list)
    unplanned: Number = Number(0, "")

    @property
    def left(self) -> int:
        return self.total.value - self.counted.value


@dataclass(slots=True)
class CoverageMap:
    """The whole of it."""

    seen: Overview
    columns: list[Column]
    lines: list[Line]
    whole: Line
    chart: dict[str, Any]


def coverage_map(actor: Actor, told: Asked, term: Term) -> CoverageMap:
    """The map of a term. ``standings_on`` and a handful of queries, however many rows."""
    seen = overview(actor, term, told.day)
    rows = seen.matrix(told.by)
    columns = seen.columns(told.by)
    address = _Address(told)
    most = max((cell.counted for row in rows for cell in row.cells), default=0)
    lines = [_line(row, address, most) for row in rows]
    return CoverageMap(seen, columns, lines, _whole(rows, columns, address), _chart(rows))


class _Address:
    """Makes addresses of rows."""

    def __init__(self, told: Asked) -> None:
        self._base = reverse("term_rows")
        self._query = told.query

    def __call__(self, **narrowed: str) -> str:
        told = self._query | {key: value for key, value in narrowed.items() if value}
        return f"{self._base}?{urlencode(told)}"


def _line(row: MapRow, address: _Address, most: int) -> Line:
    kind = row.kind
    line = Line(
        row.label, Number(row.total, address(kind=kind)),
        Number(row.counted, address(kind=kind, standing="counted")),
    )  # fmt: skip
    for cell in row.cells:
        at = {"kind": kind, "column": cell.column.key}
        line.fields.append(
            Field(
                cell.column.label,
                Number(cell.counted, address(standing="counted", **at), _shade(cell.counted, most)),
                Number(cell.planned, address(standing="planned", **at)), cell.column.is_past,
            )
        )  # fmt: skip
    line.bands = [
        (band, label, Number(row.owed[band], address(kind=kind, band=band)))
        for band, label in BANDS.items()
    ]
    waiting = row.left - sum(cell.planned for cell in row.cells)
    line.unplanned = Number(waiting, address(kind=kind, standing="unplanned"))
    return line


def _shade(counted: int, most: int) -> int:
    """Darker for more, by the root: one village more tells less than one bureau more."""
    return math.ceil(_SHADES * math.sqrt(counted / most)) if most else 0


def _whole(rows: Iterable[MapRow], columns: list[Column], address: _Address) -> Line:
    """All kinds together."""
    rows = list(rows)
    whole = MapRow(
        "", "合计", sum(one.total for one in rows), sum(one.counted for one in rows),
        [_sum(rows, at) for at in range(len(columns))],
        {band: sum(one.owed[band] for one in rows) for band in BANDS},
    )  # fmt: skip
    return _line(whole, address, max((cell.counted for cell in whole.cells), default=0))


def _sum(rows: list[MapRow], at: int) -> Any:
    cells = [row.cells[at] for row in rows]
    first = cells[0]
    return type(first)(
        first.column, sum(one.counted for one in cells), sum(one.planned for one in cells)
    )


def _chart(rows: list[MapRow]) -> dict[str, Any]:
    """Covered, and owed by band, kind by kind."""
    series = [("已覆盖", [one.counted for one in rows])]
    series += [
        (f"尚欠（{label}风险）", [one.owed[band] for one in rows]) for band, label in BANDS.items()
    ]
    colours = ["--verified-bar", "--risk-high", "--risk-middle", "--risk-low"]
    labels = [one.label for one in rows]
    return bars(labels, series, lying=True, stacked=True, colours=colours, widest=22)

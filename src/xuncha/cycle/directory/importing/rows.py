"""The rows of a list under its layout: parsed cells, headings between them, what can't be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.cycle.directory.importing.columns import COLUMNS
from xuncha.cycle.directory.importing.sheets import Layout
from xuncha.engines.reading.grids import Grid, is_blank, shown
from xuncha.engines.reading.merges import Merges
from xuncha.foundation.exchange.importing import DryRun, Table, dry_run

_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十百]+[)）]?[、.．：:]?\s*")
_COUNT = re.compile(r"[(（][^()（）]*[)）]\s*$|共?\d+\s*[个家]$")
_FOOT = re.compile(
    r"^(?:合计|总计|小计|共计|备注|说明|注|填表|制表|填报|审核|联系|截至|统计)[^\u3000]*"
)
_WIDE = 3


@dataclass(slots=True)
class Draft:
    """One row of a list that could be parsed. ``values`` by column key; ``band`` is the heading
    above it, bare of its number and count; ``problems`` stop it, ``notes`` are to be looked at."""

    sheet: str
    row: int
    values: dict[str, Any]
    band: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values.get("name") or "")

    @property
    def place(self) -> str:
        """Where it stands, for sentences."""
        return f"{self.sheet} 第 {self.row} 行" if self.sheet else f"第 {self.row} 行"


def read_rows(grids: Sequence[Grid], layout: Layout) -> list[Draft]:
    """All rows of the sheets in use, those that can't be parsed with their problems. Totals, notes
    below the list and headings that come again are passed over."""
    by_name = {grid.name: grid for grid in grids}
    drafts: list[Draft] = []
    for sheet in layout["sheets"]:
        grid = by_name.get(sheet["name"])
        if sheet["used"] and grid is not None:
            drafts += _read_sheet(grid, sheet)
    return drafts


def _read_sheet(grid: Grid, sheet: dict[str, Any]) -> list[Draft]:
    columns = [one for one in sheet["columns"] if one["field"]]
    indices = [one["index"] for one in columns]
    name_at = next((one["index"] for one in columns if one["field"] == "name"), None)
    if name_at is None:
        return [Draft(grid.name, sheet["header_first"], {}, problems=["没有“名称”这一列。"])]
    rows, bands = _body(grid, sheet, indices, name_at)
    headers = [f"{one['index']}:{one['header']}" for one in columns]
    mapping = {one["field"]: head for one, head in zip(columns, headers, strict=True)}
    told = [one for one in COLUMNS if one.key in mapping]
    run = dry_run(Table(headers, rows, grid.name), told, mapping)
    return _drafts(run, rows, bands, indices.index(name_at))


def _drafts(
    run: DryRun, rows: list[tuple[int, list[object]]], bands: dict[int, str], name_at: int
) -> list[Draft]:
    accepted = {one.row: dict(one.values) for one in run.accepted}
    problems: dict[int, list[str]] = defaultdict(list)
    for (row, column), found in run.errors.items():
        problems[row] += [f"“{column}”：{sentence}" for sentence in found]
    notes: dict[int, list[str]] = defaultdict(list)
    for doubt in run.doubts:
        notes[doubt.row].append(f"“{doubt.column}”：{doubt.sentence}")
    return [
        Draft(
            run.sheet, number, accepted.get(number) or {"name": shown(cells[name_at]).strip()[:80]},
            bands.get(number, ""), problems[number], notes[number],
        )
        for number, cells in rows
    ]  # fmt: skip


def _body(
    grid: Grid, sheet: dict[str, Any], indices: list[int], name_at: int
) -> tuple[list[tuple[int, list[object]]], dict[int, str]]:
    """Rows below the header with what merged blocks show, and the heading above each."""
    merges = Merges(grid)
    heading = merges.text(sheet["header_last"] - 1, name_at).strip()
    rows: list[tuple[int, list[object]]] = []
    bands: dict[int, str] = {}
    band = ""
    for at in range(sheet["header_last"], len(grid.rows)):
        if (words := _band(grid, merges, at)) is not None:
            band = words
            continue
        cells = [merges.value(at, index) for index in indices]
        name = shown(merges.value(at, name_at)).strip()
        first = next((shown(one).strip() for one in grid.rows[at] if not is_blank(one)), "")
        if all(is_blank(cell) for cell in cells) or _is_foot(first, name) or name == heading:
            continue
        rows.append((at + 1, cells))
        bands[at + 1] = band
    return rows, bands


def _band(grid: Grid, merges: Merges, row: int) -> str | None:
    """The words of a heading between the rows: one cell alone, wide or numbered in Chinese."""
    filled = [at for at, value in enumerate(grid.rows[row]) if not is_blank(value)]
    if len(filled) != 1:
        return None
    text = shown(grid.at(row, filled[0])).strip()
    if merges.width_at(row, filled[0]) < _WIDE and not _NUMBERED.match(text):
        return None
    return _COUNT.sub("", _NUMBERED.sub("", text)).strip()


def _is_foot(first: str, name: str) -> bool:
    return bool(_FOOT.match(first)) and (not name or name == first or name.isdigit())

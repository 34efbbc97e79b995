"""A brought-in file read under its layout, as often as a page wants to show it. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from xuncha.cycle.pool.enums import PoolImportKind
from xuncha.cycle.pool.importing import attendance, persons, relations, served
from xuncha.cycle.pool.importing.columns import columns_of
from xuncha.cycle.pool.importing.names import UnclearError
from xuncha.cycle.pool.importing.plan import Fate, Plan, PlannedRow
from xuncha.cycle.pool.models import PoolImport
from xuncha.foundation.exchange.importing import AcceptedRow, DryRun, dry_run
from xuncha.foundation.exchange.parsers import plain
from xuncha.foundation.exchange.selectors import remembered
from xuncha.foundation.exchange.sheets import (
    Sheet,
    SheetLayout,
    guess_sheets,
    open_grids,
    open_sheet,
)
from xuncha.foundation.files.selectors import as_path
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

PlannerMaker = Callable[[Actor, Mapping[str, Any]], Any]
_PLANNERS: dict[str, PlannerMaker] = {
    PoolImportKind.PEOPLE: persons.Planner,
    PoolImportKind.TIES: relations.Planner,
    PoolImportKind.TRAININGS: attendance.Planner,
    PoolImportKind.SERVICES: served.Planner,
}


def mapping_kind(kind: str) -> str:
    """Under which name the mapping of such lists is remembered."""
    return f"pool.{kind}"


def guess_layout(row: PoolImport) -> dict[str, Any]:
    """The layout found in a brought-in file; as ``guess_at``."""
    with as_path(row.file) as path:
        return guess_at(row.kind, path, row.file.name)


def guess_at(kind: str, path: Path, name: str) -> dict[str, Any]:
    """The layout found in the file that lies there, or the one that the same headings had last
    time. ``Invalid`` if no sheet has a header."""
    columns = columns_of(kind)
    grids = open_grids(path, name)
    found = guess_sheets(grids, columns)
    if not found:
        wanted = "、".join(one.label for one in columns[:4])
        label = PoolImportKind(kind).label
        raise Invalid(f"“{name}”里没有找到表头，{label}至少要有{wanted}中的两列。", field="file")
    by_name = {grid.name: grid for grid in grids}
    sheets = []
    for layout in found:
        sheet = open_sheet(by_name[layout.name], layout, columns)
        kept = remembered(mapping_kind(kind), sheet.signature, "")
        mapping = {**layout.mapping, **kept} if kept else layout.mapping
        sheets.append(SheetLayout(layout.name, layout.first, layout.last, mapping).as_json())
    return {"sheets": sheets}


def open_sheets(row: PoolImport) -> list[Sheet]:
    """The sheets in use of a brought-in file. ``Invalid`` if it can't be read or none is used."""
    with as_path(row.file) as path:
        return _sheets_at(row.kind, row.layout, path, row.file.name)


def _sheets_at(kind: str, layout: Mapping[str, Any], path: Path, name: str) -> list[Sheet]:
    grids = {grid.name: grid for grid in open_grids(path, name)}
    layouts = [SheetLayout.from_json(one) for one in layout.get("sheets", [])]
    used = [one for one in layouts if one.used]
    if not used:
        raise Invalid("没有选用任何工作表。")
    for one in used:
        if one.name not in grids:
            raise Invalid(f"文件里没有工作表“{one.name}”。")
    columns = columns_of(kind)
    return [open_sheet(grids[one.name], one, columns) for one in used]


def read_plan(actor: Actor, row: PoolImport) -> Plan:
    """The dry run of a brought-in list under its layout."""
    with as_path(row.file) as path:
        return plan_at(actor, row.kind, row.layout, path, row.file.name)


def plan_at(actor: Actor, kind: str, layout: Mapping[str, Any], path: Path, name: str) -> Plan:
    """The dry run of the list that lies there, under a layout. Writes nothing."""
    columns = columns_of(kind)
    planner = _PLANNERS[kind](actor, layout)
    sheets = _sheets_at(kind, layout, path, name)
    plan = Plan(sheets, [], [one.label for one in columns])
    missing: list[str] = []
    for sheet in sheets:
        run = dry_run(sheet.table, columns, sheet.layout.mapping)
        missing += run.missing_columns
        missing += planner.missing(run.mapping)
        plan.rows += _planned(planner, sheet, run)
    plan.missing = list(dict.fromkeys(missing))
    return plan


def _planned(planner: Any, sheet: Sheet, run: DryRun) -> Iterator[PlannedRow]:
    doubts: dict[int, list[str]] = {}
    for doubt in run.doubts:
        doubts.setdefault(doubt.row, []).append(f"“{doubt.column}”：{doubt.sentence}")
    shown = _shown(sheet, run.mapping)
    good = {one.row: one for one in run.accepted}
    wrong = run.refused_rows()
    for number, _ in sheet.table.rows:
        cells = shown[number]
        if number in good:
            yield _settle(planner, sheet, good[number], cells, doubts.get(number, []))
        elif sentences := wrong.get((run.sheet, number)):
            yield PlannedRow(sheet.table.sheet, number, Fate.REFUSED, cells, tuple(sentences))


def _settle(
    planner: Any, sheet: Sheet, row: AcceptedRow, cells: Mapping[str, str], doubts: list[str]
) -> PlannedRow:
    try:
        settled = planner.plan(row.values)
    except UnclearError as problem:
        return PlannedRow(sheet.table.sheet, row.row, Fate.REFUSED, cells, (str(problem),))
    except Invalid as problem:
        return PlannedRow(sheet.table.sheet, row.row, Fate.REFUSED, cells, (problem.sentence,))
    fate, record, changes, notes = settled
    return PlannedRow(sheet.table.sheet, row.row, fate, cells, (*doubts, *notes), record, changes)


def _shown(sheet: Sheet, mapping: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """The cells that are used, by row and column key, as a person reads them."""
    places = {key: list(sheet.table.headers).index(header) for key, header in mapping.items()}
    return {
        number: {key: plain(cells[at])[:80] for key, at in places.items() if at < len(cells)}
        for number, cells in sheet.table.rows
    }

"""A brought-in file read under its layout, as often as a page wants to show it. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xuncha.cycle.pool.enums import PoolImportKind
from xuncha.cycle.pool.importing import attendance, persons, relations, served
from xuncha.cycle.pool.importing.columns import columns_of
from xuncha.cycle.pool.importing.names import UnclearError
from xuncha.cycle.pool.importing.plan import Fate, Plan, PlannedRow
from xuncha.cycle.pool.models import PoolImport
from xuncha.engines.reading.grids import Grid
from xuncha.foundation.exchange.importing import AcceptedRow, dry_run
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
    """The layout found in the file, or the one that the same headings had last time. ``Invalid`` if
    no sheet has a header."""
    columns = columns_of(row.kind)
    with as_path(row.file) as path:
        grids = open_grids(path, row.file.name)
    found = guess_sheets(grids, columns)
    if not found:
        wanted = "、".join(one.label for one in columns[:4])
        raise Invalid(
            f"“{row.file.name}”里没有找到表头，{row.get_kind_display()}至少要有{wanted}中的两列。",
            field="file",
        )
    by_name = {grid.name: grid for grid in grids}
    sheets = []
    for layout in found:
        sheet = open_sheet(by_name[layout.name], layout, columns)
        kept = remembered(mapping_kind(row.kind), sheet.signature, "")
        mapping = {**layout.mapping, **kept} if kept else layout.mapping
        sheets.append(SheetLayout(layout.name, layout.first, layout.last, mapping).as_json())
    return {"sheets": sheets}


def open_sheets(row: PoolImport) -> list[Sheet]:
    """The sheets in use. ``Invalid`` if the file can't be read or none is used."""
    with as_path(row.file) as path:
        return sheets_in(path, row)


def sheets_in(path: Path, row: PoolImport) -> list[Sheet]:
    """The sheets in use of a file that lies there."""
    grids = {grid.name: grid for grid in open_grids(path, row.file.name)}
    layouts = [SheetLayout.from_json(one) for one in row.layout.get("sheets", [])]
    return _open(grids, [one for one in layouts if one.used], row)


def _open(
    grids: Mapping[str, Grid], layouts: Sequence[SheetLayout], row: PoolImport
) -> list[Sheet]:
    if not layouts:
        raise Invalid("没有选用任何工作表。")
    columns = columns_of(row.kind)
    for one in layouts:
        if one.name not in grids:
            raise Invalid(f"文件里没有工作表“{one.name}”。")
    return [open_sheet(grids[one.name], one, columns) for one in layouts]


def read_plan(actor: Actor, row: PoolImport) -> Plan:
    """The dry run of a list under its layout."""
    columns = columns_of(row.kind)
    planner = _PLANNERS[row.kind](actor, row.layout)
    sheets = open_sheets(row)
    plan = Plan(sheets, [], [one.label for one in columns])
    missing: list[str] = []
    for sheet in sheets:
        run = dry_run(sheet.table, columns, sheet.layout.mapping)
        missing += run.missing_columns
        missing += planner.missing(run.mapping)
        doubts: dict[int, list[str]] = {}
        for doubt in run.doubts:
            doubts.setdefault(doubt.row, []).append(f"“{doubt.column}”：{doubt.sentence}")
        shown = _shown(sheet, run.mapping)
        good = {one.row: one for one in run.accepted}
        wrong = run.refused_rows()
        for number, _ in sheet.table.rows:
            cells = shown[number]
            if number in good:
                plan.rows.append(
                    _settle(planner, sheet, good[number], cells, doubts.get(number, []))
                )
            elif sentences := wrong.get((run.sheet, number)):
                plan.rows.append(
                    PlannedRow(sheet.table.sheet, number, Fate.REFUSED, cells, tuple(sentences))
                )
    plan.missing = list(dict.fromkeys(missing))
    return plan


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

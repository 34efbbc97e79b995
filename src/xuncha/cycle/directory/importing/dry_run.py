"""Reading a brought-in list again, as often as a page wants to show it. Writes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import xlsxwriter

from xuncha.cycle.directory.importing.plan import Plan, plan_rows
from xuncha.cycle.directory.importing.planned import Fate
from xuncha.cycle.directory.importing.rows import read_rows
from xuncha.cycle.directory.importing.sheets import Layout, find_layout, told_before
from xuncha.cycle.directory.models import DirectoryImport
from xuncha.engines.reading.grids import Grid, read_grids, shown
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.exchange.selectors import remembered
from xuncha.foundation.exchange.workbooks import error_workbook
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.selectors import as_path
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

KIND = "directory.organisations"
MOST_ROWS = 20_000


def guess_for(file: StoredFile) -> Layout:
    """The layout found in a file, with what was told for the same headers last time. ``Invalid`` if
    it can't be read or holds no list of organisations."""
    return layout_of(_grids(file), file.name)


def layout_of(grids: list[Grid], name: str) -> Layout:
    """The same of grids that were read already."""
    layout = find_layout(grids)
    if layout is None:
        raise Invalid(
            f"“{name}”里没有找到党组织名录的表头（至少要有“名称”和另外一列，如代码、类别、上级）。",
            field="file",
        )
    kept = remembered(KIND, layout["signature"], "")
    return told_before(layout, kept) if kept else layout


def read_plan(actor: Actor, row: DirectoryImport) -> Plan:
    """The dry run of a list under its layout. ``Invalid`` if it can't be read, is empty or is far
    too long."""
    return plan_of(actor, _grids(row.file), row.layout, row.file.name)


def plan_of(actor: Actor, grids: list[Grid], layout: Layout, name: str) -> Plan:
    """The same of grids that were read already."""
    drafts = read_rows(grids, layout)
    if len(drafts) > MOST_ROWS:
        raise Invalid(f"表里有 {len(drafts):,} 行，一次最多 {MOST_ROWS:,} 行。", field="file")
    if not drafts:
        raise Invalid(f"“{name}”的表头下面一行也没有。", field="file")
    return plan_rows(actor, drafts)


def refused_workbook(row: DirectoryImport, plan: Plan, stream: IO[bytes]) -> int:
    """The rows that can't be taken, as they were, each with its reason in front; their number."""
    errors = {(one.draft.sheet, one.draft.row): one.draft.problems for one in plan.of(Fate.REFUSED)}
    headers = {
        sheet["name"]: list(range(sheet["header_first"], sheet["header_last"] + 1))
        for sheet in row.layout["sheets"]
    }
    with _as_workbook(row.file) as path:
        return error_workbook(path, errors, stream, headers)


def _grids(file: StoredFile) -> list[Grid]:
    with as_path(file) as path:
        return grids_at(path, file.name)


def grids_at(path: Path, name: str) -> list[Grid]:
    """All sheets of the file that lies there. ``Invalid`` on ``file``, naming it as people do."""
    try:
        return read_grids(path)
    except ReadError as problem:
        raise Invalid(str(problem).replace(path.name, name), field="file") from None


@contextmanager
def _as_workbook(file: StoredFile) -> Iterator[Path]:
    """The file as a workbook: a CSV is copied into one."""
    with as_path(file) as path:
        if file.kind in {"xlsx", "xls"}:
            yield path
            return
        grid = read_grids(path)[0]
        with tempfile.NamedTemporaryFile(suffix=".xlsx", dir=path.parent) as copy:
            with xlsxwriter.Workbook(copy.name, {"strings_to_formulas": False}) as book:
                sheet = book.add_worksheet()
                for at, cells in enumerate(grid.rows):
                    for column, value in enumerate(cells):
                        sheet.write_string(at, column, shown(value))
            yield Path(copy.name)

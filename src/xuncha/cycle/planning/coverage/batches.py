"""A list of needs brought in as a file: kept, read as a dry run, taken or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO

from xuncha.cycle.planning.coverage.demands import prepare_demands
from xuncha.cycle.planning.coverage.enums import DemandImportState
from xuncha.cycle.planning.coverage.importing import Reading, columns, read_demands, take_demands
from xuncha.cycle.planning.coverage.states import DEMAND_IMPORT_STATES
from xuncha.cycle.planning.models import Demand, DemandImport, Term
from xuncha.engines.reading.grids import Grid, is_blank, read_grids, shown
from xuncha.engines.reading.records import ReadError
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.exchange.columns import match
from xuncha.foundation.exchange.importing import Table
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.selectors import as_path
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

MOST_ROWS = 10_000
_LOOK = 15
_ENOUGH = 2


def bring_demands(actor: Actor, *, term_id: int, stream: IO[bytes], name: str) -> DemandImport:
    """Take a list in for a dry run; nothing of it counts yet, but organisations of the term without
    a demand get one. Refuses a file that is no table, has no known headers or over ten thousand
    rows, and whatever the files room refuses. The file is sealed before the transaction opens."""
    term = access.get_or_404(actor, Term, pk=term_id)
    access.require(actor, "import", Demand(term=term))
    stored = keep_file(actor, stream=stream, name=name)
    return _note_read(actor, term=term, stored=stored)


@service
def _note_read(actor: Actor, *, term: Term, stored: StoredFile) -> DemandImport:
    table = table_of(stored)
    prepare_demands(actor, term_id=term.pk)
    row = DemandImport(
        term=term, file=stored, brought_by_id=actor.user_id, brought_at=clock.now(),
        summary=_counts(read_demands(actor, term=term, table=table)),
    )  # fmt: skip
    row.save(force_insert=True)
    record(actor, "planning.import.read", row, counts=row.summary)
    return row


def read_batch(actor: Actor, row: DemandImport) -> Reading:
    """What the list would change as things stand now."""
    return read_demands(actor, term=row.term, table=table_of(row.file))


def refused_rows(
    actor: Actor, row: DemandImport
) -> tuple[dict[tuple[str, int], list[str]], dict[str, list[int]]]:
    """Why rows can't be taken, by sheet and row, and the row of headers, as ``error_workbook``
    wants them."""
    table, head = locate(row.file)
    run = read_demands(actor, term=row.term, table=table).run
    return run.refused_rows(), {table.sheet: [head]}


@service
def take_batch(
    actor: Actor, *, import_id: int, version: int, leave_refused: bool = False
) -> DemandImport:
    """Take a list that was read. With rows that can't be taken, only if ``leave_refused`` says so:
    the others go in together, those come back as a workbook."""
    row = _waiting(actor, import_id, "take", version)
    told = take_demands(
        actor, term_id=row.term_id, table=table_of(row.file), leave_refused=leave_refused
    )
    DEMAND_IMPORT_STATES.move(row, "take", version=version, done_at=clock.now(), summary=told)
    return row


@service
def drop_batch(actor: Actor, *, import_id: int, version: int) -> DemandImport:
    """Leave a list that was read; nothing of it was ever counted."""
    row = _waiting(actor, import_id, "drop", version)
    DEMAND_IMPORT_STATES.move(row, "drop", version=version)
    record(actor, "planning.import.dropped", row)
    return row


def _waiting(actor: Actor, import_id: int, action: str, version: int) -> DemandImport:
    row = access.get_or_404(actor, DemandImport, related=("term", "file"), pk=import_id)
    access.require(actor, action, row)
    if row.version != version or row.state != DemandImportState.READ:
        raise Conflict("这份清单刚才已经处理过了。")
    return row


def _counts(reading: Reading) -> dict[str, int]:
    return {"changed": len(reading.changed), "same": reading.same, "refused": reading.refused}


def table_of(stored: StoredFile) -> Table:
    """The table of a list; see ``locate``."""
    return locate(stored)[0]


def locate(stored: StoredFile) -> tuple[Table, int]:
    """The same with Excel's number of the row of headers."""
    with as_path(stored) as path:
        return table_at(path, stored.name)


def table_at(path: Path, name: str) -> tuple[Table, int]:
    """The first sheet whose headers are known, from those headers on, and Excel's number of their
    row; titles above are passed over. ``Invalid`` with one sentence that names the file."""
    known = columns()
    for grid in _grids(path, name):
        for at, row in enumerate(grid.rows[:_LOOK]):
            headers = [shown(cell).strip() for cell in row]
            found = match(headers, known)
            if "unit" in found and len(found) >= _ENOUGH:
                return _table(name, grid, headers, at), at + 1
    raise Invalid(
        f"“{name}”里没有认出表头：要有“单位”和至少一个别的列，比如“工作量”。", field="file"
    )


def _grids(path: Path, name: str) -> Sequence[Grid]:
    try:
        return [one for one in read_grids(path) if not one.is_hidden]
    except ReadError as problem:
        raise Invalid(str(problem).replace(path.name, name), field="file") from None


def _table(name: str, grid: Grid, headers: list[str], at: int) -> Table:
    rows = [
        (number, row)
        for number, row in enumerate(grid.rows[at + 1 :], at + 2)
        if not all(is_blank(cell) for cell in row)
    ]
    if len(rows) > MOST_ROWS:
        raise Invalid(f"“{name}”有 {len(rows):,} 行，一次最多导入 {MOST_ROWS:,} 行。", field="file")
    return Table(headers=headers, rows=rows, sheet=grid.name)

"""Needs and coverage by command: a list brought in, tables taken out, by the same services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xuncha.cycle.planning.coverage.batches import bring_demands, drop_batch, table_at, take_batch
from xuncha.cycle.planning.coverage.exports import (
    coverage_lines,
    coverage_table,
    demand_lines,
    demand_table,
)
from xuncha.cycle.planning.coverage.importing import Reading, read_demands
from xuncha.cycle.planning.coverage.overview import overview
from xuncha.cycle.planning.coverage.selectors import list_demands
from xuncha.cycle.planning.models import Demand, Term
from xuncha.cycle.planning.selectors import current_term
from xuncha.foundation import access
from xuncha.foundation.exchange.kinds import Incoming, Outcome, Outgoing, register
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_WORDS = {"changed": "有变化", "same": "没有变化", "refused": "不能导入"}


def read_needs(actor: Actor, *, path: Path, into: int | None) -> Outcome:
    """The dry run of a list of needs for a term."""
    term = access.get_or_404(actor, Term, pk=into)
    access.require(actor, "import", Demand(term=term))
    reading = read_demands(actor, term=term, table=table_at(path, path.name)[0])
    counts = {"changed": len(reading.changed), "same": reading.same, "refused": reading.refused}
    return _told(reading, counts)


def take_needs(actor: Actor, *, path: Path, into: int | None, leave_refused: bool) -> Outcome:
    """Bring it in as a whole."""
    told = read_needs(actor, path=path, into=into)
    with path.open("rb") as stream:
        row = bring_demands(actor, term_id=into or 0, stream=stream, name=path.name)
    try:
        done = take_batch(actor, import_id=row.pk, version=row.version, leave_refused=leave_refused)
    except BaseException:
        drop_batch(actor, import_id=row.pk, version=row.version)
        raise
    counts = {word: int(done.summary[key]) for key, word in _WORDS.items()}
    return Outcome(counts, told.refused, told.doubts)


def _told(reading: Reading, counts: dict[str, int]) -> Outcome:
    doubts = [f"第 {one.row} 行“{one.column}”：{one.sentence}" for one in reading.run.doubts]
    return Outcome(
        {word: counts[key] for key, word in _WORDS.items()}, reading.run.sentences(), doubts
    )


def need_columns(_actor: Actor) -> list[OutColumn]:
    """As the import reads them."""
    return demand_table()


def need_rows(actor: Actor) -> Iterator[list[Any]]:
    """The needs of the present term."""
    term = current_term(actor)
    if term is not None:
        rows = list_demands(actor, term).order_by("organisation__code")
        yield from demand_lines(actor, list(rows))


def coverage_columns(_actor: Actor) -> list[OutColumn]:
    """The same for everybody."""
    return coverage_table()


def coverage_rows(actor: Actor) -> Iterator[list[Any]]:
    """How every organisation stands today in the present term, and why."""
    term = current_term(actor)
    if term is not None:
        seen = overview(actor, term, clock.today())
        yield from coverage_lines(seen, seen.rows)


register(
    Incoming("needs", "巡察需求清单", read_needs, take_needs, "届的编号（届的页面地址里的数字）"),
    Outgoing("needs", "巡察需求清单", need_columns, need_rows),
    Outgoing("coverage", "巡察覆盖情况", coverage_columns, coverage_rows),
)

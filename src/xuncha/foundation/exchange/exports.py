"""A table on its way out, piece by piece, for whatever answers with it: page, command, job."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from xuncha.foundation.exchange.kinds import Outgoing
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.foundation.files import vault
from xuncha.foundation.files.names import clean_name
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STEP = 64 * 1024


def table_chunks(
    *,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]],
    notes: Sequence[str] = (),
) -> Iterator[bytes]:
    """The workbook of ``write_table`` in pieces of at most 64 KiB.

    It is written whole before the first piece is given, so that a failure (``Unavailable``: disk
    full) still becomes a page; nothing of it stays on the disk.
    """
    with vault.disk_errors():
        copy = tempfile.TemporaryFile(prefix=vault.PLAIN, dir=vault.scratch())  # noqa: SIM115
    try:
        write_table(copy, title=title, columns=columns, rows=rows, notes=notes)
    except BaseException:
        copy.close()
        raise
    return _pieces(copy)


def _pieces(copy: IO[bytes]) -> Iterator[bytes]:
    with copy:
        copy.seek(0)
        while piece := copy.read(_STEP):
            yield piece


def export_name(title: str, on: dt.date) -> str:
    """File name of an export: title and day."""
    return clean_name(f"{title[:150]}_{on:%Y%m%d}.xlsx")


def write_export(actor: Actor, *, kind: Outgoing, stream: IO[bytes]) -> int:
    """A whole kind of table, as this reader may see it, into a file; noted in the log. Gives the
    number of rows. ``Unavailable`` when the disk is full."""
    rows = _Counting(kind.rows(actor))
    notes = [f"{clock.now():%Y-%m-%d %H:%M} {actor.name} 导出。注意保密。"]
    with vault.disk_errors():
        write_table(stream, title=kind.label, columns=kind.columns(actor), rows=rows, notes=notes)
    record_export(actor, what=kind.label, rows=rows.number)
    return rows.number


class _Counting:
    """Passes rows on and counts them."""

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        self._rows, self.number = rows, 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._rows:
            self.number += 1
            yield row

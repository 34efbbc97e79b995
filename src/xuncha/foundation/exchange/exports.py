"""A table on its way out, piece by piece, for whatever answers with it: page, command, job."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.foundation.files import vault
from xuncha.foundation.files.names import clean_name

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

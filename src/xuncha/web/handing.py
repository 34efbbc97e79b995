"""Files as answers: kept ones, and workbooks written for the moment."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import IO, Any

from django.http import FileResponse, StreamingHttpResponse

from xuncha.foundation.exchange.exports import XLSX, export_name
from xuncha.foundation.exchange.refusals import error_workbook
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.foundation.files import selectors
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.names import content_disposition
from xuncha.foundation.files.serving import headers
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request

MOST_ROWS = 50_000


def handed_out(stored: StoredFile) -> StreamingHttpResponse:
    """A kept file as a download under which no browser runs anything. Whoever calls has asked the
    record that holds it."""
    return StreamingHttpResponse(selectors.open_file(stored), headers=headers(stored))


def table_out(chunks: Iterable[bytes], title: str, day: dt.date) -> StreamingHttpResponse:
    """A workbook as it is written, named by its title and a day."""
    answer = StreamingHttpResponse(chunks, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition(export_name(title, day))
    return answer


def list_out(
    request: Request, title: str, columns: Sequence[OutColumn], rows: Iterable[Sequence[object]],
    chosen: Any, *, most: int = MOST_ROWS, unit: str = "行", closing: str = "注意保密。",
    veiled: Collection[str] = (),
) -> FileResponse:  # fmt: skip
    """What a list shows under its filters (``chosen``), noted in the log first. More than ``most``
    are refused with a sentence, before a row is read. Of a ``veiled`` filter the log keeps only
    that it was used."""
    count = chosen.qs.count()
    if count > most:
        raise Invalid(f"共 {count:,} {unit}，超过一次导出的上限 {most:,} {unit}，请先缩小范围。")
    used = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    filters = {key: "有" if key in veiled else value for key, value in used.items()}
    record_export(request.actor, what=title, rows=count, filters=filters)
    return rows_out(request, title, columns, rows, count, unit=unit, closing=closing)


def rows_out(
    request: Request, title: str, columns: Sequence[OutColumn], rows: Iterable[Sequence[object]],
    count: int, *, unit: str = "行", closing: str = "注意保密。",
) -> FileResponse:  # fmt: skip
    """Rows as a workbook that says who took it out, and when. Whoever calls has noted it."""
    note = f"{clock.now():%Y-%m-%d %H:%M} {request.actor.name} 导出，共 {count} {unit}。{closing}"
    return book_out(
        lambda stream: write_table(stream, title=title, columns=columns, rows=rows, notes=[note]),
        f"{title}{clock.today():%Y%m%d}.xlsx",
    )


def refused_out(
    brought: StoredFile, errors: Mapping[tuple[str, int], Sequence[str]],
    heads: Mapping[str, Sequence[int]] | None = None,
) -> FileResponse:  # fmt: skip
    """The rows of a brought file that can't be taken, as they were, each with its reasons."""

    def write(stream: IO[bytes]) -> None:
        with selectors.as_path(brought) as path:
            error_workbook(path, errors, stream, heads)

    return book_out(write, refused_name(brought))


def refused_name(brought: StoredFile) -> str:
    """What the workbook of the rows that can't be taken is called."""
    return f"{brought.name.rsplit('.', 1)[0]}-不能导入的行.xlsx"


def book_out(write: Callable[[IO[bytes]], object], name: str) -> FileResponse:
    """A workbook under its full name; ``write`` fills the file."""
    stream = tempfile.TemporaryFile()  # noqa: SIM115  handed to the response, which closes it
    write(stream)
    stream.seek(0)
    answer = FileResponse(stream, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition(name)
    return answer

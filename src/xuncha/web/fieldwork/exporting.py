"""Lists of the field as workbooks: just what the list shows, noted in the log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse

from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.foundation.files.serving import content_disposition
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request

MOST_ROWS = 50_000
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    request: Request, title: str, columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]], chosen: Any,
) -> FileResponse:  # fmt: skip
    """The rows as an answer. More than 50,000 are refused with a sentence."""
    count = chosen.qs.count()
    if count > MOST_ROWS:
        raise Invalid(f"共 {count:,} 行，超过一次导出的上限 {MOST_ROWS:,} 行，请先缩小范围。")
    filters = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    record_export(request.actor, what=title, rows=count, filters=filters)
    stream = tempfile.TemporaryFile()  # noqa: SIM115  handed to the response, which closes it
    note = f"{clock.now():%Y-%m-%d %H:%M} {request.actor.name} 导出，共 {count} 行。注意保密。"
    write_table(stream, title=title, columns=columns, rows=rows, notes=[note])
    stream.seek(0)
    answer = FileResponse(stream, content_type=_BOOK)
    answer["Content-Disposition"] = content_disposition(f"{title}{clock.today():%Y%m%d}.xlsx")
    return answer

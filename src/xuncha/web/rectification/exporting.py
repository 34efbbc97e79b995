"""The ledger as a workbook: just what the list shows, formulas defused, noted in the log."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import Any

from django.http import FileResponse

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.cycle.rectification import selectors
from xuncha.cycle.rectification.exports import item_columns, item_rows
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import write_table
from xuncha.foundation.files.serving import content_disposition
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, write_view
from xuncha.web.listing import Sort
from xuncha.web.rectification.filters import ItemFilter
from xuncha.web.rectification.views import sorts_for

MOST_ROWS = 200_000


@write_view(BUSINESS, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows under its filters and order, as .xlsx. More than 200,000 rows are refused
    with a sentence."""
    actor = request.actor
    chosen = ItemFilter(request.POST, queryset=selectors.list_items(actor), request=request)
    rows = _ordered(chosen.qs, sorts_for(request.POST), request.POST.get("sort", ""))
    count = rows.count()
    if count > MOST_ROWS:
        raise Invalid(f"共 {count:,} 行，超过一次导出的上限 {MOST_ROWS:,} 行，请先缩小范围。")
    filters = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    record_export(actor, what="整改台账", rows=count, filters=filters)
    stream = tempfile.TemporaryFile()  # noqa: SIM115  handed to the response, which closes it
    write_table(
        stream,
        title="整改台账",
        columns=item_columns(actor),
        rows=item_rows(actor, rows),
        notes=[f"{clock.now():%Y-%m-%d %H:%M} {actor.name} 导出，共 {count} 行。注意保密。"],
    )
    stream.seek(0)
    answer = FileResponse(
        stream,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"整改台账{clock.today():%Y%m%d}.xlsx"
    answer["Content-Disposition"] = content_disposition(name)
    return answer


def _ordered(rows: Any, sorts: Sequence[Sort], key: str) -> Any:
    sort = next((one for one in sorts if one.key == key), sorts[0])
    sign = "-" if sort.descending else ""
    return rows.order_by(*dict.fromkeys([f"{sign}{sort.field}", f"{sign}pk"]))

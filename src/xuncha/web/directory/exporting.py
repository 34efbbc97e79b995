"""The directory as a workbook: just what the list shows, noted in the log."""

from __future__ import annotations

from django.http import StreamingHttpResponse

from xuncha.cycle.directory import selectors
from xuncha.cycle.directory.exports import COLUMNS, lines_of
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import READERS
from xuncha.foundation import access
from xuncha.foundation.exchange.exports import table_chunks
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel import clock
from xuncha.web.directory.filters import OrganisationFilter
from xuncha.web.directory.views import SORTS
from xuncha.web.handing import table_out
from xuncha.web.http import Request, write_view


@write_view(READERS, form=False)
def export(request: Request) -> StreamingHttpResponse:
    """What the list shows under its filters and order, as .xlsx."""
    actor = request.actor
    access.require(actor, "export", Organisation())
    chosen = OrganisationFilter(
        request.POST, queryset=selectors.list_organisations(actor), request=request
    )
    sort = next((one for one in SORTS if one.key == request.POST.get("sort")), SORTS[0])
    sign = "-" if sort.descending else ""
    rows = chosen.qs.order_by(*dict.fromkeys([f"{sign}{sort.field}", f"{sign}pk"]))
    count = rows.count()
    filters = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    record_export(actor, what="单位名录", rows=count, filters=filters)
    today = clock.today()
    notes = [
        f"{chosen.day} 的名录，共 {count} 个。",
        f"{clock.now():%Y-%m-%d %H:%M} {actor.name} 导出。注意保密。",
    ]
    chunks = table_chunks(
        title="单位名录", columns=COLUMNS, rows=lines_of(actor, rows, chosen.day), notes=notes
    )
    return table_out(chunks, "单位名录", today)

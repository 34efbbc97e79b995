"""The directory as a workbook: just what the list shows, noted in the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from xuncha.cycle.directory import selectors
from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import READERS
from xuncha.foundation import access
from xuncha.foundation.exchange.exports import XLSX, export_name, table_chunks
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.foundation.files.serving import content_disposition
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.directory.filters import OrganisationFilter
from xuncha.web.directory.views import SORTS
from xuncha.web.http import Request, write_view

_BATCH = 500
_POSTS = (ContactPost.SECRETARY, ContactPost.HEAD, ContactPost.LIAISON)
_COLUMNS = [
    OutColumn("代码", 10), OutColumn("名称", 32), OutColumn("简称", 18), OutColumn("类别", 10),
    OutColumn("上级", 22), OutColumn("设立日期", 12, "date"), OutColumn("撤销日期", 12, "date"),
    OutColumn("书记", 12), OutColumn("书记电话", 16), OutColumn("主要负责人", 12),
    OutColumn("主要负责人电话", 16), OutColumn("联络员", 12), OutColumn("联络员电话", 16),
    OutColumn("备注", 24),
]  # fmt: skip
"""The import knows these columns by the same names: what goes out can come back."""


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
        title="单位名录", columns=_COLUMNS, rows=_lines(actor, rows, chosen.day), notes=notes
    )
    answer = StreamingHttpResponse(chunks, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition(export_name("单位名录", today))
    return answer


def _lines(actor: Actor, rows: QuerySet[Organisation], day: Any) -> Iterator[list[Any]]:
    ids = list(rows.values_list("pk", flat=True))
    for at in range(0, len(ids), _BATCH):
        batch = ids[at : at + _BATCH]
        found = selectors.list_organisations(actor).in_bulk(batch)
        part = [found[pk] for pk in batch if pk in found]
        people = _people(actor, batch, day)
        for shown in selectors.as_of(part, day):
            one = shown.organisation
            line: list[Any] = [
                one.code, shown.name, shown.short_name, shown.kind, shown.parent_name,
                one.established_on, one.dissolved_on,
            ]  # fmt: skip
            for post in _POSTS:
                line += people.get((one.pk, post), ("", ""))
            yield [*line, one.note]


def _people(actor: Actor, ids: list[int], day: Any) -> dict[tuple[int, str], tuple[str, str]]:
    rows = selectors.holders_on(actor, ids, day)
    return {(one.organisation_id, one.post): (one.name, one.phone) for one in rows}

"""The list of people as a workbook: just what the list shows, noted in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http.response import HttpResponseBase

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.pool import selectors
from xuncha.cycle.pool.exports import PEOPLE_COLUMNS, person_line
from xuncha.cycle.pool.models import Inspector
from xuncha.foundation import access
from xuncha.foundation.exchange.exports import table_chunks
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.handing import table_out
from xuncha.web.http import Request, write_view
from xuncha.web.pool.filters import InspectorFilter
from xuncha.web.pool.panels import columns_for
from xuncha.web.pool.views import SORTS

MOST_ROWS = 20_000
_BATCH = 500


@write_view(READERS, form=False)
def export(request: Request) -> HttpResponseBase:
    """What the list shows under its filters and order, as .xlsx. Phones whole only for those who
    may see a person's details."""
    actor = request.actor
    access.require(actor, "export", Inspector())
    rows = selectors.with_qualifications(selectors.list_inspectors(actor))
    chosen = InspectorFilter(request.POST, queryset=rows, request=request)
    sort = next((one for one in SORTS if one.key == request.POST.get("sort")), SORTS[0])
    sign = "-" if sort.descending else ""
    found = chosen.qs.order_by(*dict.fromkeys([f"{sign}{sort.field}", f"{sign}pk"]))
    count = found.count()
    if count > MOST_ROWS:
        raise Invalid(f"共 {count:,} 行，超过一次导出的上限 {MOST_ROWS:,} 行，请先缩小范围。")
    filters = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    record_export(actor, what="巡察人员名单", rows=count, filters=filters)
    more = [OutColumn(one.label, 16) for one, _ in columns_for(actor, [])]
    chunks = table_chunks(
        title="巡察人员名单", columns=[*PEOPLE_COLUMNS, *more], rows=_lines(actor, found),
        notes=[f"{clock.now():%Y-%m-%d %H:%M} {actor.name} 导出，共 {count} 人。注意保密。"],
    )  # fmt: skip
    return table_out(chunks, "巡察人员名单", clock.today())


def _lines(actor: Actor, rows: Any) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows.iterator(chunk_size=_BATCH):
        batch.append(row)
        if len(batch) == _BATCH:
            yield from _written(actor, batch)
            batch = []
    yield from _written(actor, batch)


def _written(actor: Actor, rows: Sequence[Any]) -> Iterator[list[Any]]:
    more = columns_for(actor, rows)
    for row in rows:
        yield [*person_line(actor, row), *(cells.get(row.pk, "") for _, cells in more)]

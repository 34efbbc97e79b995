"""The ledger as a workbook: just what the list shows, formulas defused, noted in the log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import FileResponse

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.cycle.rectification import selectors
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.foundation.files.serving import content_disposition
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, write_view
from xuncha.web.listing import Sort
from xuncha.web.rectification.filters import ItemFilter
from xuncha.web.rectification.views import sorts_for

MOST_ROWS = 200_000
_BATCH = 500
_COLUMNS = [
    OutColumn("编号", 8),
    OutColumn("整改单位", 20),
    OutColumn("轮次", 16),
    OutColumn("反馈问题", 50),
    OutColumn("具体问题", 50),
    OutColumn("整改措施", 60),
    OutColumn("最新进展", 60),
    OutColumn("责任领导", 14),
    OutColumn("整改时限", 12, "date"),
    OutColumn("原定时限", 12, "date"),
    OutColumn("状态", 10),
    OutColumn("自称", 12, "date"),
    OutColumn("核实", 12, "date"),
    OutColumn("巩固", 12, "date"),
]
_SIGNALS = OutColumn("待处理疑点", 10, "number")


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
    with_signals = bool(access.can(actor, "see_signals", Item()))
    filters = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    record_export(actor, what="整改台账", rows=count, filters=filters)
    stream = tempfile.TemporaryFile()  # noqa: SIM115  handed to the response, which closes it
    write_table(
        stream,
        title="整改台账",
        columns=[*_COLUMNS, *([_SIGNALS] if with_signals else [])],
        rows=_lines(rows, with_signals),
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


def _lines(rows: Any, with_signals: bool) -> Iterator[list[Any]]:
    detailed = rows.prefetch_related("measures", "progress")
    for item in detailed.iterator(chunk_size=_BATCH):
        latest = max(item.progress.all(), key=lambda one: one.pk, default=None)
        line = [
            item.number, str(item.organisation), str(item.round), item.finding.text, item.problem,
            "\n".join(measure.text for measure in item.measures.all()),
            latest.text if latest else "", item.lead, item.due_on, item.original_due_on,
            item.get_state_display(), *(_day(at) for at in _facts(item)),
        ]  # fmt: skip
        yield [*line, item.open_signals] if with_signals else line


def _facts(item: Item) -> tuple[Any, Any, Any]:
    return item.claimed_at, item.verified_at, item.sustained_at


def _day(at: Any) -> Any:
    return at.astimezone(clock.CHINA).date() if at else None

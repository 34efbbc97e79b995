"""The log as a workbook: just what the list shows under its filters; noted in the log itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import FileResponse

from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel.errors import Invalid
from xuncha.web.audit.filters import AuditFilter
from xuncha.web.audit.showing import shown
from xuncha.web.audit.views import AUDIENCE, rows_for
from xuncha.web.handing import list_out
from xuncha.web.http import Request, write_view

MOST_ROWS = 200_000
_BATCH = 2000
_COLUMNS = [
    OutColumn("编号", 10, "number"),
    OutColumn("时间", 20, "datetime"),
    OutColumn("人员", 14),
    OutColumn("岗位", 24),
    OutColumn("事项", 24),
    OutColumn("被拒绝", 8),
    OutColumn("对象种类", 12),
    OutColumn("对象编号", 12),
    OutColumn("对象", 30),
    OutColumn("内容", 50),
    OutColumn("理由", 40),
    OutColumn("请求编号", 16),
    OutColumn("地址", 18),
    OutColumn("摘要", 68),
]


@write_view(AUDIENCE, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as .xlsx. More than 200,000 rows, or a condition that makes no sense,
    are refused with a sentence."""
    chosen = AuditFilter(request.POST, queryset=rows_for(request), request=request)
    if not chosen.form.is_valid():
        raise Invalid("筛选条件填得不对，没有导出，请改好条件再试。")
    rows = chosen.qs
    return list_out(
        request, "审计记录", _COLUMNS, _lines(rows), chosen, most=MOST_ROWS, unit="条", closing=""
    )


def _lines(rows: QuerySet[AuditRow]) -> Iterator[list[object]]:
    for row in rows.order_by("-number").iterator(chunk_size=_BATCH):
        one = shown(row)
        told = [f"{key}：{value}" for key, value in one.told]
        told += [f"{key}：{before} → {after}" for key, before, after in one.changes]
        yield [
            row.number, row.at, row.actor_name, one.roles, one.label,
            "是" if one.is_refused else "", one.kind, row.object_id, row.object_name,
            "；".join(told), one.reason, row.request_id, row.address, row.digest,
        ]  # fmt: skip

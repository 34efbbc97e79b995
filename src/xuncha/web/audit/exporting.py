"""The log as a workbook: just what the list shows under its filters; noted in the log itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import FileResponse

from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn, write_table
from xuncha.foundation.files.serving import content_disposition
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.audit.filters import AuditFilter
from xuncha.web.audit.showing import shown
from xuncha.web.audit.views import AUDIENCE, rows_for
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
    count = rows.count()
    if count > MOST_ROWS:
        raise Invalid(f"共 {count:,} 条，超过一次导出的上限 {MOST_ROWS:,} 条，请先缩小范围。")
    filters = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    record_export(request.actor, what="审计记录", rows=count, filters=filters)
    stream = tempfile.TemporaryFile()  # noqa: SIM115  handed to the response, which closes it
    write_table(
        stream,
        title="审计记录",
        columns=_COLUMNS,
        rows=_lines(rows),
        notes=[f"{clock.now():%Y-%m-%d %H:%M} {request.actor.name} 导出，共 {count} 条。"],
    )
    stream.seek(0)
    answer = FileResponse(
        stream,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = content_disposition(f"审计记录{clock.today():%Y%m%d}.xlsx")
    return answer


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

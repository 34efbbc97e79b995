"""Lists of this room as workbooks, without names and without what was said."""

from __future__ import annotations

from django.http import FileResponse

from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.models import Talk, Visit
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.web.fieldwork.audience import READING
from xuncha.web.handing import list_out
from xuncha.web.http import Request, write_view
from xuncha.web.inquiry.filters import TalkFilter, VisitFilter

TALKS = [
    OutColumn("轮次", 16), OutColumn("单位", 24), OutColumn("编号", 10),
    OutColumn("谈话日期", 12, "date"), OutColumn("对象类别", 18), OutColumn("职务", 24),
    OutColumn("地点", 24), OutColumn("谈话人", 20), OutColumn("密级", 10),
    OutColumn("另行移交", 10), OutColumn("状态", 12),
]  # fmt: skip


@write_view(READING, form=False)
def talks(request: Request) -> FileResponse:
    """The talks that the list shows."""
    access.require(request.actor, "export", Talk())
    found = selectors.list_talks(request.actor)
    chosen = TalkFilter(request.POST, queryset=found, request=request)
    rows = (
        [
            str(one.inspection.round), one.inspection.organisation.name, one.code, one.talked_on,
            one.get_post_kind_display(), one.post, one.place, f"{one.first}、{one.second}",
            one.get_grade_display(), "是" if one.clue_apart else "", one.get_state_display(),
        ]
        for one in chosen.qs.order_by("inspection_id", "number")
    )  # fmt: skip
    return list_out(request, "谈话清单", TALKS, rows, chosen)


VISITS = [
    OutColumn("轮次", 16), OutColumn("单位", 24), OutColumn("编号", 10),
    OutColumn("走访日期", 12, "date"), OutColumn("方式", 12), OutColumn("地点", 30),
    OutColumn("村（社区）", 16), OutColumn("走访户数", 10, "number"), OutColumn("看到什么", 60),
    OutColumn("下一步", 30), OutColumn("状态", 10),
]  # fmt: skip


@write_view(READING, form=False)
def visits(request: Request) -> FileResponse:
    """The visits that the list shows."""
    access.require(request.actor, "export", Visit())
    found = selectors.list_visits(request.actor)
    chosen = VisitFilter(request.POST, queryset=found, request=request)
    rows = (
        [
            str(one.inspection.round), one.inspection.organisation.name, one.code, one.visited_on,
            one.get_kind_display(), one.place, str(one.village or ""), one.households, one.seen,
            one.next_step, one.get_state_display(),
        ]
        for one in chosen.qs.order_by("inspection_id", "number")
    )  # fmt: skip
    return list_out(request, "走访清单", VISITS, rows, chosen)

"""Decisions, points and lists as workbooks: just what the list shows, noted in the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse

from xuncha.cycle.checkpoints import selectors
from xuncha.cycle.checkpoints.exports import COLUMNS, line_of
from xuncha.cycle.checkpoints.models import Decision, InspectionPoint, PointSet
from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.findings.pointing import findings_by_point
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.web.handing import list_out
from xuncha.web.http import Request, write_view
from xuncha.web.points.filters import CheckpointFilter, DecisionFilter, PointFilter

MOST_ROWS = 50_000
_BATCH = 500
DECISIONS = [
    OutColumn("级别", 8), OutColumn("文件名称", 50), OutColumn("文号", 24),
    OutColumn("发文机关", 20), OutColumn("日期", 12, "date"), OutColumn("执行自", 12, "date"),
    OutColumn("执行至", 12, "date"),
    OutColumn("要求摘录", 60), OutColumn("状态", 10),
]  # fmt: skip
POINTS = [
    OutColumn("编号", 8, "number"), OutColumn("级别", 8), OutColumn("文件名称", 40),
    OutColumn("文号", 24), OutColumn("日期", 12, "date"), OutColumn("监督要点", 50),
    OutColumn("问题表现形式", 50), OutColumn("检查方式", 24), OutColumn("分类", 24),
    OutColumn("适用类别", 30), OutColumn("重点", 6),
]  # fmt: skip
POINTS = [
    OutColumn("轮次", 16), OutColumn("单位", 24), OutColumn("序号", 8, "number"),
    OutColumn("监督要点", 50), OutColumn("依据", 40), OutColumn("分类", 24), OutColumn("重点", 6),
    OutColumn("状态", 16), OutColumn("怎样查的", 40), OutColumn("情况", 40),
    OutColumn("对应问题", 16), OutColumn("承办人", 10), OutColumn("填写人", 10),
    OutColumn("填写日期", 12, "date"), OutColumn("增加或不列入的理由", 30),
]  # fmt: skip


@write_view(READERS, form=False)
def decisions(request: Request) -> FileResponse:
    """The decisions that the list shows."""
    access.require(request.actor, "export", Decision())
    found = selectors.list_decisions(request.actor)
    chosen = DecisionFilter(request.POST, queryset=found, request=request)
    rows = (
        [
            one.get_level_display(), one.title, one.number, one.issuer, one.issued_on,
            one.valid_from_on, one.valid_until_on, one.excerpt, one.get_state_display(),
        ]
        for one in chosen.qs.order_by("-issued_on", "-pk")
    )  # fmt: skip
    return list_out(request, "决策部署", DECISIONS, rows, chosen, most=MOST_ROWS)


@write_view(READERS, form=False)
def checkpoints(request: Request) -> FileResponse:
    """The points that the list shows, under the headers that the import knows."""
    access.require(request.actor, "export", PointSet())
    found = selectors.list_checkpoints(request.actor)
    chosen = CheckpointFilter(request.POST, queryset=found, request=request)
    rows = (line_of(one) for one in chosen.qs.order_by("set_id", "number"))
    return list_out(request, "监督要点", COLUMNS, rows, chosen, most=MOST_ROWS)


@write_view(READERS, form=False)
def points(request: Request) -> FileResponse:
    """The points of lists that the list shows, with their answers."""
    access.require(request.actor, "export", InspectionPoint())
    found = selectors.list_points(request.actor)
    chosen = PointFilter(request.POST, queryset=found, request=request)
    rows = _point_rows(request, chosen.qs.order_by("round_id", "inspection_id", "number"))
    return list_out(request, "监督要点检查情况", POINTS, rows, chosen, most=MOST_ROWS)


def _point_rows(request: Request, rows: Any) -> Iterable[Sequence[object]]:
    for start in range(0, MOST_ROWS, _BATCH):
        batch = list(rows[start : start + _BATCH])
        links = findings_by_point(request.actor, [one.pk for one in batch])
        for one in batch:
            yield [
                str(one.round), one.organisation.name, one.number, one.text,
                one.decision.title if one.decision else "", str(one.leaf),
                "是" if one.is_key else "否", one.get_state_display(), one.how, one.answer,
                "、".join(each.finding.number for each in links.get(one.pk, [])),
                one.assigned_to.name if one.assigned_to else "",
                one.answered_by.name if one.answered_by else "",
                one.answered_at.astimezone(clock.CHINA).date() if one.answered_at else None,
                one.added_reason or one.left_reason,
            ]  # fmt: skip
        if len(batch) < _BATCH:
            return

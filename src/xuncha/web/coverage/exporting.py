"""A version as a workbook: who is inspected in which round by which team, and why so early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.coverage.applying import team_name
from xuncha.cycle.planning.coverage.board import Board, board_for
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.foundation.exchange.exports import table_chunks
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.web.coverage.showing import get_plan
from xuncha.web.handing import table_out
from xuncha.web.http import Request, write_view

_COLUMNS = [
    OutColumn("轮次", 14), OutColumn("开始", 12, "date"), OutColumn("结束", 12, "date"),
    OutColumn("巡察组", 12), OutColumn("单位", 26), OutColumn("类别", 10), OutColumn("方式", 12),
    OutColumn("风险", 8, "number"), OutColumn("工作日", 8, "number"), OutColumn("固定", 8),
    OutColumn("已开展", 8),
]  # fmt: skip


@write_view(READERS, form=False)
def export(request: Request, plan_id: int) -> StreamingHttpResponse:
    """The whole version, round by round."""
    plan = get_plan(request.actor, plan_id)
    board = board_for(request.actor, plan)
    title = f"{plan.term}巡察覆盖规划（{plan}）"
    record_export(request.actor, what=title, rows=len(board.places))
    paper = f"，{plan.paper_number}" if plan.paper_number else ""
    notes = [
        f"状态：{plan.get_state_display()}{paper}",
        f"{clock.now():%Y-%m-%d %H:%M} {request.actor.name} 导出。注意保密。",
    ]
    chunks = table_chunks(title=title, columns=_COLUMNS, rows=_lines(board), notes=notes)
    return table_out(chunks, title, clock.today())


def _lines(board: Board) -> Iterator[list[Any]]:
    for slot in [*board.slots, None]:
        rows = board.of_round(slot.id if slot else None)
        for one in sorted(rows, key=lambda place: (place.team or 0, -place.risk)):
            yield [
                slot.name if slot else "没有排进轮次", slot.start_on if slot else None,
                slot.end_on if slot else None, team_name(one.team), one.name,
                OrganisationKind(one.unit_kind).label, InspectionKind(one.kind).label,
                one.risk, one.effort, "是" if one.locked else "", "是" if one.done else "",
            ]  # fmt: skip

"""The way of every unit, and of one: from the plan to the evaluation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE, UNIT
from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.process import Part, known_of, parts_by, process_of
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.evaluation.common import EVERYBODY, desk_tabs, next_for
from xuncha.web.evaluation.filters import EndingFilter
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.rounds.tabs import tabs_for

_SHOWN = 2
SORTS = (
    Sort("feedback", "反馈由近到远", "feedback_on", descending=True),
    Sort("until", "整改截止由远到近", "rectify_until_on"),
)


def _ways(actor: Actor, rows: list[Inspection]) -> list[dict[str, Any]]:
    """Each inspection with its parts: seven queries for all, and one for the rules."""
    today = clock.today()
    numbers = rules_on(today).settings.numbers
    known = known_of(actor, [one.pk for one in rows])
    return [_way(one, parts_by(one, known, today, numbers)) for one in rows]


def _way(row: Inspection, parts: list[Part]) -> dict[str, Any]:
    owed = [one for part in parts for one in part.owed]
    return {
        "inspection": row, "parts": parts, "owed": owed[:_SHOWN],
        "more": max(0, len(owed) - _SHOWN),
    }  # fmt: skip


@read_view(EVERYBODY)
def board(request: Request) -> HttpResponse:
    """All units in sight whose feedback was given, each with how far it is."""
    chosen = EndingFilter(
        request.GET, queryset=selectors.list_ending(request.actor), request=request
    )
    page = page_of(request, chosen.qs, SORTS, size=25)
    context = {
        "filter": chosen, "page": page, "sorts": SORTS, "rows": _ways(request.actor, page.rows),
        "tabs": desk_tabs(request.actor, "evaluation_board"), "is_unit": request.actor.has(*UNIT),
        "may_export": request.actor.has(*OFFICE),
    }  # fmt: skip
    return render(request, "evaluation/board.html", context)


@read_view(EVERYBODY)
def process(request: Request, inspection_id: int) -> HttpResponse:
    """One unit's way, with what is missing and who owes it."""
    inspection = get_inspection(request.actor, inspection_id)
    is_begun = inspection.feedback_on is not None
    parts = process_of(request.actor, inspection) if is_begun else []
    context = {
        "inspection": inspection, "parts": parts, "now": _now(parts),
        "tabs": tabs_for(request.actor, inspection, "evaluation_process"),
        "next": next_for(request.actor, parts),
    }  # fmt: skip
    return render(request, "evaluation/process.html", context)


def _now(parts: list[Part]) -> str:
    """The first part that is not done."""
    return next((one.key for one in parts if not one.done), "")


COLUMNS = [
    OutColumn("轮次", 14), OutColumn("单位", 28), OutColumn("反馈日期", 12, "date"),
    OutColumn("整改截止", 12, "date"), OutColumn("整改方案", 14), OutColumn("整改落实", 36),
    OutColumn("两份报告", 36), OutColumn("双公开", 36), OutColumn("专题民主生活会", 16),
    OutColumn("评估", 18), OutColumn("还缺", 50),
]  # fmt: skip


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found: QuerySet[Inspection] = selectors.list_ending(request.actor)
    chosen = EndingFilter(request.POST, queryset=found, request=request)

    def lines() -> Any:
        ids = list(chosen.qs.order_by("-feedback_on", "-pk"))
        for one in _ways(request.actor, ids):
            row: Inspection = one["inspection"]
            owed = "；".join(f"{lack.who}：{lack.words}" for part in one["parts"]
                            for lack in part.owed)  # fmt: skip
            yield [
                str(row.round), row.organisation.name, row.feedback_on, row.rectify_until_on,
                *(part.words for part in one["parts"]), owed,
            ]  # fmt: skip

    return list_out(request, "整改办理进程", COLUMNS, lines(), chosen, most=2_000, unit="个单位")

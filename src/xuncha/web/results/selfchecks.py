"""Self-checks of units that nobody has inspected yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS, UNIT
from xuncha.cycle.results import selectors
from xuncha.cycle.results.enums import SelfCheckState
from xuncha.cycle.results.services import commons
from xuncha.cycle.results.states import SELFCHECK_STATES
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn
from xuncha.web.results.audience import CHECKING, desk_tabs
from xuncha.web.results.filters import SelfCheckFilter
from xuncha.web.results.forms import ReasonForm, SelfCheckForm

SORTS = (
    Sort("due", "期限由近到远", "due_on"),
    Sort("new", "最近布置", "pk", descending=True),
)
DEEDS = (
    Deed("close", commons.close_selfcheck, "已核对。", style="main"),
    Deed("send_back", commons.send_back_selfcheck, "已请单位重新自查。", ReasonForm),
    Deed("withdraw", commons.withdraw_selfcheck, "已取消。", ReasonForm, style="danger"),
)  # fmt: skip


@read_view(CHECKING)
def rows(request: Request) -> HttpResponse:
    """Self-checks in sight: a unit's own, for a team those of the units that it inspects."""
    actor = request.actor
    found = selectors.list_selfchecks(actor)
    chosen = SelfCheckFilter(request.GET, queryset=found, request=request)
    context = {
        "filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS,
        "tabs": desk_tabs(actor, "results_selfchecks"), "today": clock.today(),
        "is_unit": actor.has(*UNIT), "may_export": actor.has(*OFFICE),
    }  # fmt: skip
    return render(request, "results/selfchecks.html", context)


@read_view(CHECKING)
def one(request: Request, selfcheck_id: int) -> HttpResponse:
    """One: what to look for, what the unit answered."""
    actor = request.actor
    row = selectors.get_selfcheck(actor, selfcheck_id)
    may_answer = row.state == SelfCheckState.ASKED and bool(access.can(actor, "answer", row))
    context = {
        "row": row, "may_answer": may_answer, "is_reader": actor.has(*READERS),
        "late": row.state == SelfCheckState.ASKED and row.due_on < clock.today(),
        "was_late": bool(row.answered_on and row.answered_on > row.due_on),
        "steps": selectors.steps_of(actor, selfcheck=row) if actor.has(*READERS) else [],
        "buttons": buttons_for(actor, row, DEEDS, SELFCHECK_STATES),
        "act_url": reverse("results_move_selfcheck", args=[row.pk]),
    }  # fmt: skip
    return render(request, "results/selfcheck.html", context)


@write_view(UNIT)
def answer(request: Request, selfcheck_id: int) -> HttpResponse:
    """The unit tells what it found."""
    row = selectors.get_selfcheck(request.actor, selfcheck_id)
    access.require(request.actor, "answer", row)
    if row.state != SelfCheckState.ASKED:
        raise Conflict(f"现在是“{row.get_state_display()}”，不用再报。")
    found = {True: "yes", False: "no", None: ""}[row.found]
    begun = {
        "version": row.version, "found": found, "text": row.text, "put_right": row.put_right,
    }  # fmt: skip
    form = SelfCheckForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            commons.answer_selfcheck(
                request.actor, selfcheck_id=row.pk, **form.cleaned_data
            )  # fmt: skip
            messages.success(request, "自查已报送。")
            return redirect("results_selfcheck", row.pk)
    return form_page(
        request, form, "报送自查", reverse("results_selfcheck", args=[row.pk]),
        sub=row.common.title, save="报送", draft=f"selfcheck-{row.pk}",
    )  # fmt: skip


@write_view(OFFICE, form=False)
def move(request: Request, selfcheck_id: int) -> HttpResponse:
    """Close, send back, cancel."""
    do(request, DEEDS, selfcheck_id=selfcheck_id)
    return redirect("results_selfcheck", selfcheck_id)


COLUMNS = [
    OutColumn("单位", 28), OutColumn("共性问题", 30), OutColumn("轮次", 14), OutColumn("状态", 12),
    OutColumn("布置日期", 12, "date"), OutColumn("报送期限", 12, "date"),
    OutColumn("首次报送", 12, "date"), OutColumn("自查结果", 14), OutColumn("自查情况", 40),
    OutColumn("先改情况", 40),
]  # fmt: skip
_SAID = {True: "查到同类问题", False: "没有查到", None: ""}


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found = selectors.list_selfchecks(request.actor)
    chosen = SelfCheckFilter(request.POST, queryset=found, request=request)
    lines: Any = (
        [
            one.organisation.name, one.common.title, str(one.common.round),
            one.get_state_display(), one.asked_on, one.due_on, one.answered_on,
            _SAID[one.found], one.text, one.put_right,
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "未巡先改", COLUMNS, lines, chosen)

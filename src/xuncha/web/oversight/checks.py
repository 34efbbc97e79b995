"""Checks: the list, and one of them from its two persons to what follows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.enums import CheckState
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.oversight.services import checks
from xuncha.cycle.oversight.states import CHECK_STATES
from xuncha.cycle.questions.reasons import look_at
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.selectors import signals_of
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.acting import Deed, Next, buttons_for, do
from xuncha.web.handing import handed_out, list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.oversight.common import CHECKING, DOING_CHECKS, OFFICE_ONLY, desk_tabs
from xuncha.web.oversight.filters import CheckFilter
from xuncha.web.oversight.forms import CheckForm, ConcludeForm, ReasonForm
from xuncha.web.problems import ProblemsIn

SORTS = (
    Sort("new", "最近抽中", "pk", descending=True),
    Sort("day", "核查日期由近到远", "checked_on", descending=True),
    Sort("old", "最早抽中", "pk"),
)
DEEDS = (
    Deed("confirm", checks.confirm_check, "记录已确认，等巡察办定处理。", style="main"),
    Deed("return", checks.return_check, "已退回，请核查人改过以后重新填写。", ReasonForm),
    Deed(
        "conclude", checks.conclude_check, "已处理，整改事项跟着变了。", ConcludeForm, style="main",
        note="属实的，已申报的事项转为已核实，已核实的转为已巩固；部分属实、不属实的退回单位重新"
        "整改。理由会写进整改经过，单位看得到，不要写反映人和被问的人。",
    ),
    Deed("drop", checks.drop_check, "已记下不再核查，抽中的记录保留。", ReasonForm, style="danger"),
)  # fmt: skip
_STANDING = (SignalState.OPEN, SignalState.UPHELD)
_NOTHING_YET = "派给您的实地核查显示在这里。"


@read_view(CHECKING)
def rows(request: Request) -> HttpResponse:
    """Checks in sight: for a checker those that were given to him."""
    actor = request.actor
    chosen = CheckFilter(request.GET, queryset=selectors.list_checks(actor), request=request)
    context = {
        "filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS,
        "tabs": desk_tabs(actor, "oversight_checks"), "nothing": _NOTHING_YET,
        "may_export": actor.has(*OFFICE_ONLY),
    }  # fmt: skip
    return render(request, "oversight/checks.html", context)


@read_view(CHECKING)
def one(request: Request, check_id: int) -> HttpResponse:
    """One check whole: why it was drawn, what the unit says, what was found, what followed."""
    actor = request.actor
    row = selectors.get_check(actor, check_id)
    may_record = row.state == CheckState.ASSIGNED and bool(access.can(actor, "record", row))
    asked = list(selectors.asked_of(actor, row))
    context = {
        "row": row, "item": row.item, "inspection": row.inspection,
        "told": selectors.words_of(row), "asked": asked,
        "against": selectors.against(row, asked),
        "files": list(selectors.files_of(actor, row)), "steps": selectors.steps_of(actor, row),
        "buttons": buttons_for(actor, row, DEEDS, CHECK_STATES),
        "act_url": reverse("oversight_move_check", args=[row.pk]),
        "may_record": may_record, "sees_item": _sees_item(actor, row),
        "sees_draw": actor.has(*OFFICE_ONLY), "next": _next(actor, row, may_record=may_record),
        "doubts": [] if row.found else _doubts(actor, row), "at_least": look_at(""),
        "foreseen": checks.outcome_of(row.found, row.item).label if row.found else "",
    }  # fmt: skip
    return render(request, "oversight/check.html", context)


def _doubts(actor: Actor, row: SpotCheck) -> list[tuple[Signal, str]]:
    """What the system asks about the item, each with what to look at; who sees no signals goes by
    the reasons of the draw."""
    rows = signals_of(actor, row.item)
    return [(one, look_at(one.code)) for one in rows if one.state in _STANDING]


def _sees_item(actor: Actor, row: SpotCheck) -> bool:
    """Whether the item's own page is open to this reader as well."""
    return access.visible(actor, Item).filter(pk=row.item_id).exists()


def _next(actor: Actor, row: SpotCheck, *, may_record: bool) -> Next | None:
    if may_record:
        url = reverse("oversight_record_check", args=[row.pk])
        return Next("两个人到现场看过以后，由一个人填写核查记录。", "填写核查记录", url)
    here = reverse("oversight_check", args=[row.pk])
    for state, action, told in (
        (CheckState.RECORDED, "confirm", "核对记录，和您看到的一样就确认，不一样就退回。"),
        (CheckState.CONFIRMED, "conclude", "根据核查记录定处理，整改事项会跟着变。"),
    ):
        if row.state == state and access.can(actor, action, row):
            return Next(told, "", here)
    return None


@write_view(DOING_CHECKS)
def record(request: Request, check_id: int) -> HttpResponse:
    """The form that is filled in on the spot; kept as a draft while somebody types."""
    actor = request.actor
    row = selectors.get_check(actor, check_id)
    access.require(actor, "record", row)
    if row.state != CheckState.ASSIGNED:
        raise Conflict(f"现在是“{row.get_state_display()}”，不能填写核查记录。")
    begun = CheckForm.initial_of(row)
    begun["checked_on"] = row.checked_on or clock.today()
    form = CheckForm(request.POST or None, request.FILES or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            checks.record_check(
                actor, check_id=row.pk, version=form.cleaned_data["version"], facts=form.facts(),
                uploads=form.cleaned_data["uploads"],
            )  # fmt: skip
            messages.success(request, "核查记录已保存，等另一名核查人确认。")
            return redirect("oversight_check", row.pk)
    context = {
        "form": form, "row": row, "item": row.item, "told": selectors.words_of(row),
        "back_url": reverse("oversight_check", args=[row.pk]),
    }  # fmt: skip
    return render(request, "oversight/check_form.html", context, status=400 if form.errors else 200)


@write_view(DOING_CHECKS, form=False)
def move(request: Request, check_id: int) -> HttpResponse:
    """Confirm, send back, conclude, drop."""
    row: Any = do(request, DEEDS, check_id=check_id)
    return redirect("oversight_check", row.pk)


@write_view(CHECKING, form=False)
def opened(request: Request, check_file_id: int) -> HttpResponseBase:
    """A photo or paper from the spot: it leaves the house, so it is noted first."""
    row = checks.note_download(request.actor, check_file_id=check_file_id)
    return handed_out(row.file)


COLUMNS = [
    OutColumn("编号", 18), OutColumn("轮次", 14), OutColumn("单位", 28), OutColumn("事项", 8),
    OutColumn("具体问题", 40), OutColumn("为什么抽中", 36), OutColumn("状态", 12),
    OutColumn("核查人", 20), OutColumn("核查日期", 12, "date"), OutColumn("地点", 20),
    OutColumn("结论", 10), OutColumn("查到的情况", 44), OutColumn("处理", 10),
    OutColumn("处理理由", 36),
]  # fmt: skip


@write_view(OFFICE_ONLY, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found = selectors.list_checks(request.actor)
    chosen = CheckFilter(request.POST, queryset=found, request=request)
    told: Any = (
        [
            one.code, str(one.inspection.round), one.inspection.organisation.name,
            one.item.number, one.item.problem, "；".join(one.why), one.get_state_display(),
            "、".join(who.name for who in (one.first, one.second) if who), one.checked_on,
            one.place, one.get_found_display(), one.found_words, one.get_outcome_display(),
            one.outcome_reason,
        ]
        for one in chosen.qs.order_by("draw_id", "number")
    )  # fmt: skip
    return list_out(request, "实地核查", COLUMNS, told, chosen)

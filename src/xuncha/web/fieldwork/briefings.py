"""Briefings: asked from partners, answered by them, settled by the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, PARTNER
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import BriefingSource, BriefingState
from xuncha.cycle.fieldwork.models import Briefing
from xuncha.cycle.fieldwork.services import briefings
from xuncha.cycle.fieldwork.states import BRIEFING_STATES
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.fields import PutOffForm, ReasonForm
from xuncha.web.fieldwork.audience import READING, WITH_PARTNER
from xuncha.web.fieldwork.filters import BriefingFilter
from xuncha.web.fieldwork.forms.briefings import AnswerForm, AskForm, PaperAnswerForm
from xuncha.web.fieldwork.people import partners
from xuncha.web.fieldwork.tabs import desk_tabs
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for

SORTS = (
    Sort("due", "期限由近到远", "due_on"),
    Sort("new", "最近请求", "pk", descending=True),
)


def _open(row: Briefing) -> str:
    return "" if row.state in briefings.OPEN else "已经回复，不用催办。"


def _not_today(row: Briefing) -> str:
    reminded = row.reminded_at and row.reminded_at.astimezone(clock.CHINA).date()
    return "今天已经催办过了。" if reminded == clock.today() else _open(row)


DEEDS = (
    Deed("remind", briefings.remind_briefing, "已催办。", label="催办", unless=_not_today),
    Deed("accept", briefings.accept_briefing, "已收讫。", style="main"),
    Deed("return", briefings.return_briefing, "已请对方补充。", ReasonForm),
    Deed(
        "put_off", briefings.put_off_briefing, "期限已推后。", PutOffForm, label="推后期限",
        unless=_open,
    ),
    Deed(
        "withdraw", briefings.withdraw_briefing, "已撤回。", ReasonForm, style="danger"
    ),
)  # fmt: skip


@read_view(READING)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """Who was asked about an inspection, and who has answered."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    rows = selectors.list_briefings(actor).filter(inspection=inspection).order_by("number")
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "fieldwork_briefings_of"),
        "rows": rows,
        "today": clock.today(),
        "may_ask": bool(access.can(actor, "create", Briefing(inspection=inspection))),
    }
    return render(request, "fieldwork/briefings_of.html", context)


@read_view(WITH_PARTNER)
def all_of_them(request: Request) -> HttpResponse:
    """All briefings in sight; for a partner those that he was asked for."""
    rows = selectors.list_briefings(request.actor)
    chosen = BriefingFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, chosen.qs, SORTS)
    context = {
        "filter": chosen, "page": page, "sorts": SORTS, "today": clock.today(),
        "tabs": desk_tabs(request.actor, "fieldwork_briefings"),
    }  # fmt: skip
    return render(request, "fieldwork/briefings.html", context)


@write_view(OFFICE)
def ask(request: Request, inspection_id: int) -> HttpResponse:
    """Ask one partner; then the next one, if that was asked."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "create", Briefing(inspection=inspection))
    form = AskForm(request.POST or None, partners=partners())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            row = briefings.ask_briefing(
                request.actor, inspection_id=inspection.pk, body=data["body"], ask=data["ask"],
                source=BriefingSource(data["source"]), addressee_id=data["addressee"],
                due_on=data["due_on"],
            )  # fmt: skip
            messages.success(request, f"已请{row.body}通报，期限 {row.due_on}。")
            if "again" in request.POST:
                return redirect("fieldwork_ask_briefing", inspection.pk)
            return redirect("fieldwork_briefings_of", inspection.pk)
    back = reverse("fieldwork_briefings_of", args=[inspection.pk])
    return form_page(
        request, form, f"请协作单位通报（{inspection.organisation}）", back,
        again="保存并再请一家", draft=f"briefing-ask-{inspection.pk}",
    )  # fmt: skip


@read_view(WITH_PARTNER)
def one(request: Request, briefing_id: int) -> HttpResponse:
    """One briefing whole."""
    row = selectors.get_briefing(request.actor, briefing_id)
    return render(request, "fieldwork/briefing.html", _context(request, row))


def _context(request: Request, row: Briefing) -> dict[str, Any]:
    actor = request.actor
    return {
        "row": row,
        "inspection": row.inspection,
        "of_team": actor.has(*READING),
        "late": row.state in briefings.OPEN and row.due_on < clock.today(),
        "files": selectors.files_of_briefing(actor, row),
        "buttons": buttons_for(actor, row, DEEDS, BRIEFING_STATES),
        "act_url": reverse("fieldwork_move_briefing", args=[row.pk]),
        "may_answer": row.state in briefings.OPEN and bool(access.can(actor, "answer", row)),
        "steps": selectors.steps_of(actor, "briefing", row),
    }


@write_view(OFFICE | {PARTNER})
def answer(request: Request, briefing_id: int) -> HttpResponse:
    """The partner's word, or what the office enters from his paper."""
    actor = request.actor
    row = selectors.get_briefing(actor, briefing_id)
    access.require(actor, "answer", row)
    if row.state not in (BriefingState.ASKED, BriefingState.RETURNED):
        raise Conflict(BRIEFING_STATES.why_not(row, "answer"))
    kind = PaperAnswerForm if actor.has(*OFFICE) else AnswerForm
    begun = {"version": row.version, "answer": row.answer}
    form = kind(request.POST or None, request.FILES or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            briefings.answer_briefing(actor, briefing_id=row.pk, **form.cleaned_data)
            messages.success(request, "已回复，谢谢。" if actor.has(PARTNER) else "来件已登记。")
            return redirect("fieldwork_briefing", row.pk)
    return form_page(
        request, form, f"通报{row.inspection.organisation.name}的情况",
        reverse("fieldwork_briefing", args=[row.pk]), sub=row.ask, save="提交",
        draft=f"briefing-{row.pk}",
    )  # fmt: skip


@write_view(OFFICE, form=False)
def move(request: Request, briefing_id: int) -> HttpResponse:
    """Remind, settle, send back, put off, withdraw."""
    do(request, DEEDS, briefing_id=briefing_id)
    return redirect("fieldwork_briefing", briefing_id)


@write_view(WITH_PARTNER, form=False)
def download(request: Request, briefing_file_id: int) -> HttpResponseBase:
    """A file; each download goes into the log."""
    one = briefings.note_download(request.actor, briefing_file_id=briefing_file_id)
    return handed_out(one.file)

"""Meetings on pages: put down, with their opinions, closed; and the filing upward."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import HearingKind, HearingState
from xuncha.cycle.feedback.models import Filing, Hearing, Task
from xuncha.cycle.feedback.policies.hearings import OWNERS as MAY_OWN
from xuncha.cycle.feedback.services import hearings, tasks
from xuncha.cycle.feedback.states import FILING_STATES, HEARING_STATES
from xuncha.cycle.fieldwork.stay import accounts_with
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.feedback import forms
from xuncha.web.feedback.audience import OFFICE_ONLY, desk_tabs
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn

SORTS = (Sort("new", "最近登记", "pk", descending=True),)
DEEDS = (
    Deed(
        "close", hearings.close_hearing, "会议记录已定稿，报告往下走，意见已交办。", style="main"
    ),
    Deed("withdraw", hearings.withdraw_hearing, "已撤回。", forms.ReasonForm, style="danger"),
)  # fmt: skip
FILING_DEEDS = (
    Deed("file", hearings.file_upward, "报备已登记。", forms.FileForm, style="main"),
    Deed("receive", hearings.receive_filing, "回执已登记。", forms.OnForm, style="main"),
)


@read_view(READERS)
def listing(request: Request) -> HttpResponse:
    """All meetings."""
    actor = request.actor
    context = {
        "page": page_of(request, selectors.list_hearings(actor), SORTS), "today": clock.today(),
        "tabs": desk_tabs(actor, "feedback_hearings"), "kinds": HearingKind.choices,
        "may_record": bool(access.can(actor, "create", Hearing())),
    }  # fmt: skip
    return render(request, "feedback/hearings.html", context)


def _choices(actor: Any, kind: HearingKind, among: Any = ()) -> list[tuple[str, Any]]:
    rows = selectors.hearable(actor, kind, among)
    return [(str(one.pk), f"{one.inspection}　{one.title}") for one in rows]


@write_view(OFFICE_ONLY)
def record(request: Request) -> HttpResponse:
    """Put a meeting down."""
    chosen = forms.KindForm(request.GET)
    kind = HearingKind(chosen.cleaned_data["kind"] if chosen.is_valid() else "group")
    form = forms.HearingForm(
        request.POST or None, hearable=_choices(request.actor, kind),
        initial={"held_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = hearings.record_hearing(request.actor, kind=kind, facts=form.facts())
            messages.success(request, "已登记，请逐条登记点人点事的意见，再定稿。")
            return redirect("feedback_hearing", made.pk)
    return form_page(
        request, form, f"登记{kind.label}", reverse("feedback_hearings"), draft=f"hearing-{kind}"
    )


@write_view(OFFICE_ONLY)
def change(request: Request, hearing_id: int) -> HttpResponse:
    """Mend the record of a meeting."""
    row = selectors.get_hearing(request.actor, hearing_id)
    access.require(request.actor, "change", row)
    if row.state != HearingState.DRAFT:
        raise Conflict("会议记录已经定稿，不能再改。")
    mine = [one.report_id for one in row.reports.all()]
    begun = {"version": row.version, "held_on": row.held_on, "place": row.place,
             "attended": row.attended, "heard": row.heard, "decision": row.decision,
             "reports": mine}  # fmt: skip
    form = forms.HearingForm(
        request.POST or None, initial=begun,
        hearable=_choices(request.actor, HearingKind(row.kind), mine),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            hearings.change_hearing(
                request.actor, hearing_id=row.pk, version=form.cleaned_data["version"] or 0,
                facts=form.facts(),
            )  # fmt: skip
            messages.success(request, "已保存。")
            return redirect("feedback_hearing", row.pk)
    return form_page(
        request, form, f"修改{row}", reverse("feedback_hearing", args=[row.pk]),
        draft=f"hearing-{row.pk}",
    )  # fmt: skip


@read_view(READERS)
def one(request: Request, hearing_id: int) -> HttpResponse:
    """One meeting with what it decided. Opinions on persons are listed without their words."""
    actor = request.actor
    row = selectors.get_hearing(actor, hearing_id)
    filing: Filing | None = getattr(row, "filing", None)
    context = {
        "row": row, "tasks": selectors.list_tasks(actor).filter(hearing=row).order_by("number"),
        "buttons": buttons_for(actor, row, DEEDS, HEARING_STATES),
        "act_url": reverse("feedback_move_hearing", args=[row.pk]),
        "writes": row.state == HearingState.DRAFT and bool(access.can(actor, "change", row)),
        "steps": selectors.steps_of(actor, hearing=row), "today": clock.today(),
        "filing": filing,
        "filing_buttons": buttons_for(actor, filing, FILING_DEEDS, FILING_STATES) if filing else [],
    }  # fmt: skip
    return render(request, "feedback/hearing.html", context)


@write_view(OFFICE_ONLY, form=False)
def move(request: Request, hearing_id: int) -> HttpResponse:
    """Close or withdraw."""
    do(request, DEEDS, hearing_id=hearing_id)
    return redirect("feedback_hearing", hearing_id)


@write_view(OFFICE_ONLY, form=False)
def file(request: Request, filing_id: int) -> HttpResponse:
    """What was filed upward, and the receipt."""
    row = selectors.get_filing(request.actor, filing_id)
    do(request, FILING_DEEDS, filing_id=filing_id)
    return redirect("feedback_hearing", row.hearing_id)


@write_view(OFFICE_ONLY)
def add_task(request: Request, hearing_id: int) -> HttpResponse:
    """An opinion of the meeting."""
    actor = request.actor
    row = selectors.get_hearing(actor, hearing_id)
    access.require(actor, "create", Task(hearing=row))
    if row.state != HearingState.DRAFT:
        raise Conflict("会议记录已经定稿，不能再加意见。")
    heard = {one.report.inspection_id: str(one.report.inspection) for one in row.reports.all()}
    people = [(str(one.pk), one.name) for one in accounts_with(MAY_OWN)]
    form = forms.TaskForm(
        request.POST or None, inspections=[(str(pk), name) for pk, name in heard.items()],
        people=people,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            tasks.add_task(actor, hearing_id=row.pk, told=form.told())
            messages.success(request, "已登记，会议记录定稿的时候交办。")
            return redirect("feedback_hearing", row.pk)
    return form_page(
        request, form, "登记会议意见", reverse("feedback_hearing", args=[row.pk]), sub=str(row)
    )

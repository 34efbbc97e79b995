"""Double publicity: the draft out of the data, its approval, the days in public, objections."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.enums import PublicityState, ReportState, Scope
from xuncha.cycle.evaluation.models import Publicity
from xuncha.cycle.evaluation.outdated import why_outdated
from xuncha.cycle.evaluation.services import publicity
from xuncha.cycle.evaluation.states import PUBLICITY_STATES
from xuncha.cycle.evaluation.wording import digest_of, doubts_of
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.acting import Deed, Next, buttons_for, do, form_page
from xuncha.web.evaluation.common import (
    EVERYBODY,
    PUBLISHING,
    WRITING,
    Line,
    Offer,
    room_page,
)
from xuncha.web.evaluation.forms import (
    AnswerObjectionForm,
    ObjectionForm,
    OpinionForm,
    PublicityForm,
    PublishForm,
    ReasonForm,
)
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn, told

DEEDS = (
    Deed(
        "redraft", publicity.redraft_publicity, "已按今天的数据重写，请逐句核对。", ReasonForm,
        label="按今天的数据重写", note="手工改过的文字会换掉，意见反映方式留着。",
        unless=lambda row: _not_draft(row),
    ),
    Deed("submit", publicity.submit_publicity, "已送审。", style="main"),
    Deed("approve", publicity.approve_publicity, "已批准，可以公开。", style="main"),
    Deed("return", publicity.return_publicity, "已退回修改。", ReasonForm),
    Deed("publish", publicity.publish, "已登记，公开期开始计算。", PublishForm, style="main"),
    Deed(
        "object", publicity.note_objection, "意见已登记，请在期满前处理。", ObjectionForm,
        label="登记意见", unless=lambda row: _not_public(row),
    ),
    Deed("close", publicity.close_publicity, "公开期已结束。", OpinionForm, style="main"),
    Deed(
        "withdraw", publicity.withdraw_publicity, "已撤回，经过保留。", ReasonForm, style="danger"
    ),
)  # fmt: skip
_LEAD = "两份报告接受以后，系统按数据写公开稿：党内一份，社会一份；一人改，另一人批。"


def _not_draft(row: Publicity) -> str:
    return "" if row.state == PublicityState.DRAFT else "退回修改以后才能重写。"


def _not_public(row: Publicity) -> str:
    return "" if row.state == PublicityState.PUBLISHED else "公开期间收到的意见才在这里登记。"


@read_view(EVERYBODY)
def rows(request: Request, inspection_id: int) -> HttpResponse:
    """What is laid open of an inspection."""
    inspection = get_inspection(request.actor, inspection_id)
    found = selectors.publicities_of(request.actor, inspection.pk)
    lines = [_line(one) for one in found]
    there = {one.scope for one in found if one.state != PublicityState.WITHDRAWN}
    reports = selectors.reports_of(request.actor, inspection.pk).values()
    ready = sum(one.state == ReportState.ACCEPTED for one in reports) == 2
    may = access.can(request.actor, "create", Publicity(inspection=inspection))
    url = reverse("evaluation_draft_publicity", args=[inspection.pk])
    offers = [
        Offer(f"拟{scope.label}稿", url, "scope", scope.value, posts=True)
        for scope in Scope if scope not in there and may and ready
    ]  # fmt: skip
    note = "" if ready else "两份整改报告都接受以后才能拟公开稿。"
    return room_page(request, inspection, "双公开", _LEAD, lines, offers, note=note)


def _line(one: Publicity) -> Line:
    notes = [f"{one.published_on} 至 {one.until_on}，{one.place}"] if one.published_on else []
    url = reverse("evaluation_publicity", args=[one.pk])
    return Line(one.get_scope_display(), one.state, one.get_state_display(), url, notes)


@write_view(WRITING, form=False)
def draft(request: Request, inspection_id: int) -> HttpResponse:
    """Write a draft out of today's data."""
    scope = request.POST.get("scope", "")
    if scope not in Scope.values:
        raise Invalid("请选党内公开还是社会公开。", field="scope")
    row = publicity.draft_publicity(request.actor, inspection_id=inspection_id, scope=Scope(scope))
    messages.success(request, "公开稿按今天的数据写好了，请逐句核对。")
    return redirect("evaluation_change_publicity", row.pk)


@read_view(EVERYBODY)
def one(request: Request, publicity_id: int) -> HttpResponse:
    """One publicity whole: words, approval, days, objections."""
    actor = request.actor
    row = selectors.get_publicity(actor, publicity_id)
    may_change = row.state == PublicityState.DRAFT and bool(access.can(actor, "change", row))
    is_out = row.state == PublicityState.PUBLISHED
    inside = row.state in (PublicityState.DRAFT, PublicityState.SUBMITTED, PublicityState.APPROVED)
    buttons = buttons_for(actor, row, DEEDS, PUBLICITY_STATES)
    hidden = {*(() if is_out else ("object",)), *(() if may_change else ("redraft",))}
    context = {
        "row": row, "inspection": row.inspection,
        "objections": selectors.objections_of(actor, row),
        "doubts": doubts_of(row) if inside else [],
        "spans": [(one.start, one.end) for one in doubts_of(row)] if inside else [],
        "steps": selectors.steps_of(actor, publicity=row),
        "buttons": [one for one in buttons if one.deed.action not in hidden],
        "outdated": why_outdated(row) if row.state != PublicityState.WITHDRAWN else "",
        "act_url": reverse("evaluation_move_publicity", args=[row.pk]),
        "may_change": may_change, "may_answer": is_out and bool(access.can(actor, "reply", row)),
        "may_print": bool(access.can(actor, "print", row)), "intact": _intact(row),
        "answer_form": AnswerObjectionForm(auto_id=False), "next": _next(actor, row),
    }  # fmt: skip
    return render(request, "evaluation/publicity.html", context)


def _intact(row: Publicity) -> bool | None:
    return digest_of(row) == row.approved_digest if row.approved_digest else None


def _next(actor: Actor, row: Publicity) -> Next | None:
    here = reverse("evaluation_publicity", args=[row.pk])
    if row.state == PublicityState.DRAFT and access.can(actor, "change", row):
        url = reverse("evaluation_change_publicity", args=[row.pk])
        words = "核对公开稿，写明意见反映方式，再送审。" if not row.contact else "改好以后送审。"
        return Next(words, "修改", url)
    if row.state == PublicityState.SUBMITTED and access.can(actor, "approve", row):
        return Next("逐句看过以后批准，或者退回。", "", here)
    if row.state == PublicityState.APPROVED and access.can(actor, "publish", row):
        return Next("公开出去以后，登记日期、地点和凭据。", "", here)
    if row.state == PublicityState.PUBLISHED and row.until_on:
        over = clock.today() > row.until_on
        words = "公开期已满，处理完意见就结束。"
        return Next(words if over else f"公开到 {row.until_on}，收到意见随时登记。", "", here)
    return None


@write_view(WRITING)
def change(request: Request, publicity_id: int) -> HttpResponse:
    """Edit a draft."""
    row = selectors.get_publicity(request.actor, publicity_id)
    access.require(request.actor, "change", row)
    if row.state != PublicityState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，公开稿不能再改；要改先退回。")
    begun = {"version": row.version, "text": row.text, "contact": row.contact}
    form = PublicityForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            publicity.change_publicity(request.actor, publicity_id=row.pk, **form.cleaned_data)
            messages.success(request, "已保存，核对无误后送审。")
            return redirect("evaluation_publicity", row.pk)
    back = reverse("evaluation_publicity", args=[row.pk])
    return form_page(
        request, form, f"修改{row.get_scope_display()}稿", back, sub=str(row.inspection),
        draft=f"publicity-{row.pk}",
    )  # fmt: skip


@write_view(PUBLISHING, form=False)
def move(request: Request, publicity_id: int) -> HttpResponse:
    """Submit, approve, return, publish, note an objection, close, withdraw."""
    do(request, DEEDS, publicity_id=publicity_id)
    return redirect("evaluation_publicity", publicity_id)


@write_view(WRITING, form=False)
def answer(request: Request, objection_id: int) -> HttpResponse:
    """How an objection was dealt with."""
    row = selectors.get_objection(request.actor, objection_id)
    data = told(AnswerObjectionForm(request.POST))
    publicity.answer_objection(request.actor, objection_id=row.pk, answer=data["answer"])
    messages.success(request, "处理情况已记下。")
    return redirect("evaluation_publicity", row.publicity_id)


@write_view(EVERYBODY, form=False)
def printed(request: Request, publicity_id: int) -> HttpResponse:
    """The public text as a paper; each printing goes into the log."""
    publicity.note_print(request.actor, publicity_id=publicity_id)
    row = selectors.get_publicity(request.actor, publicity_id)
    return render(request, "evaluation/publicity_print.html", {"row": row})

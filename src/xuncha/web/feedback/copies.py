"""The four notices on pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import CopyKind, CopyState
from xuncha.cycle.feedback.models import CopyLetter
from xuncha.cycle.feedback.services import copies
from xuncha.cycle.feedback.states import COPY_STATES
from xuncha.cycle.feedback.suspects import suspects_in
from xuncha.cycle.fieldwork.stay import accounts_with
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.feedback import forms
from xuncha.web.feedback.audience import ADDRESSED, OFFICE_ONLY, RECEIVING, desk_tabs
from xuncha.web.feedback.filters import LetterFilter
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn

COLUMNS = (
    OutColumn("文号", 18), OutColumn("轮次", 14), OutColumn("单位", 28), OutColumn("抄告对象", 16),
    OutColumn("收文单位和职务", 28), OutColumn("状态", 10), OutColumn("发出日期", 12, "date"),
    OutColumn("签收期限", 12, "date"), OutColumn("签收日期", 12, "date"),
)  # fmt: skip
SORTS = (
    Sort("new", "最近拟稿", "pk", descending=True),
    Sort("due", "签收期限由近到远", "receive_by"),
)
DEEDS = (
    Deed("submit", copies.submit_copy, "已送审。", style="main"),
    Deed("issue", copies.issue_copy, "已编号发出。", style="main"),
    Deed("return", copies.return_copy, "已退回修改。", forms.ReasonForm),
    Deed("receive", copies.receive_copy, "已签收。", style="main"),
    Deed("enter", copies.enter_copy_receipt, "纸质回执已登记。", forms.ReceiptForm),
    Deed("withdraw", copies.withdraw_copy, "已撤回，文号保留。", forms.ReasonForm, style="danger"),
)  # fmt: skip


@read_view(ADDRESSED)
def listing(request: Request) -> HttpResponse:
    """Notices in sight."""
    actor = request.actor
    chosen = LetterFilter(request.GET, queryset=selectors.list_letters(actor), request=request)
    context = {
        "filter": chosen, "sorts": SORTS, "page": page_of(request, chosen.qs, SORTS),
        "tabs": desk_tabs(actor, "feedback_letters"), "today": clock.today(),
        "may_export": actor.has(*OFFICE_ONLY),
    }  # fmt: skip
    return render(request, "feedback/letters.html", context)


@write_view(OFFICE_ONLY, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    rows = selectors.list_letters(request.actor)
    chosen = LetterFilter(request.POST, queryset=rows, request=request)
    told = (
        [
            one.code, str(one.feedback.inspection.round),
            one.feedback.inspection.organisation.name, one.get_kind_display(), one.recipient,
            one.get_state_display(), one.issued_on, one.receive_by, one.received_on,
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "抄告", COLUMNS, told, chosen, unit="份")


@write_view(OFFICE_ONLY)
def draft(request: Request, feedback_id: int) -> HttpResponse:
    """Draft one out of the feedback."""
    actor = request.actor
    row = selectors.get_feedback(actor, feedback_id)
    access.require(actor, "create", CopyLetter(feedback=row))
    people = [
        (str(one.pk), f"{one.name}（{one.post}）" if one.post else one.name)
        for one in accounts_with(copies.RECIPIENTS)
    ]
    form = forms.CopyForm(request.POST or None, people=people)
    back = reverse("feedback_feedback", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            made = copies.draft_copy(
                actor, feedback_id=row.pk, kind=CopyKind(data["kind"]),
                recipient=data["recipient"], user_id=data["user_id"],
            )  # fmt: skip
            messages.success(request, "已按反馈意见拟好，请核对后送审。")
            return redirect("feedback_letter", made.pk)
    return form_page(request, form, "拟抄告", back, sub=str(row.inspection), save="拟稿")


@read_view(ADDRESSED)
def one(request: Request, copy_id: int) -> HttpResponse:
    """One notice."""
    actor = request.actor
    row = selectors.get_letter(actor, copy_id)
    may_change = row.state == CopyState.DRAFT and bool(access.can(actor, "change", row))
    context = {
        "row": row, "inspection": row.feedback.inspection, "may_change": may_change,
        "buttons": buttons_for(actor, row, DEEDS, COPY_STATES),
        "act_url": reverse("feedback_move_letter", args=[row.pk]),
        "suspects": suspects_in(row) if may_change else [], "today": clock.today(),
        "may_print": bool(access.can(actor, "print", row)),
        "steps": selectors.steps_of(actor, letter=row),
    }  # fmt: skip
    return render(request, "feedback/letter.html", context)


@write_view(OFFICE_ONLY)
def change(request: Request, copy_id: int) -> HttpResponse:
    """Edit a draft."""
    row = selectors.get_letter(request.actor, copy_id)
    access.require(request.actor, "change", row)
    if row.state != CopyState.DRAFT:
        raise Conflict("抄告已经送审，不能再改；要改先退回。")
    form = forms.CopyTextForm(
        request.POST or None, initial={"version": row.version, "text": row.text}
    )
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            copies.change_copy(request.actor, letter_id=row.pk, **form.cleaned_data)
            messages.success(request, "已保存。")
            return redirect("feedback_letter", row.pk)
    return form_page(
        request, form, "修改抄告", reverse("feedback_letter", args=[row.pk]),
        sub=row.recipient, draft=f"letter-{row.pk}",
    )  # fmt: skip


@write_view(RECEIVING, form=False)
def move(request: Request, copy_id: int) -> HttpResponse:
    """Submit, issue, return, receive, withdraw."""
    do(request, DEEDS, letter_id=copy_id)
    return redirect("feedback_letter", copy_id)


@write_view(OFFICE_ONLY, form=False)
def printed(request: Request, copy_id: int) -> HttpResponse:
    """The notice as a paper with its receipt; each printing goes into the log."""
    copies.note_print(request.actor, letter_id=copy_id)
    row = selectors.get_letter(request.actor, copy_id)
    return render(request, "feedback/letter_print.html", {"row": row})

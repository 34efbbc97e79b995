"""The feedback on pages: the desk, one inspection's page, a feedback from draft to receipts."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS, UNIT
from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.digests import digest_of_feedback
from xuncha.cycle.feedback.enums import (
    CopyKind,
    DeliveryState,
    FeedbackState,
    ReportState,
)
from xuncha.cycle.feedback.models import CopyLetter, Delivery, Feedback, Report
from xuncha.cycle.feedback.services import feedbacks
from xuncha.cycle.feedback.services.feedbacks import Conversation
from xuncha.cycle.feedback.states import DELIVERY_STATES, FEEDBACK_STATES
from xuncha.cycle.planning.enums import AFTER_ENTRY, AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.feedback import forms
from xuncha.web.feedback.audience import EVERYBODY, OFFICE_ONLY, WITH_UNIT, desk_tabs
from xuncha.web.feedback.filters import FeedbackFilter
from xuncha.web.feedback.following import next_of
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for

COLUMNS = (
    OutColumn("轮次", 14), OutColumn("单位", 28), OutColumn("状态", 10),
    OutColumn("问题", 8, "number"), OutColumn("反馈期限", 12, "date"),
    OutColumn("反馈日期", 12, "date"), OutColumn("抄告期限", 12, "date"),
)  # fmt: skip
SORTS = (
    Sort("new", "最近拟稿", "pk", descending=True),
    Sort("due", "期限由近到远", "due_on"),
)
DEEDS = (
    Deed("approve", feedbacks.approve_feedback, "已批准，可以反馈。", style="main"),
    Deed(
        "deliver", feedbacks.deliver_feedback, "反馈已办结，单位可以看到并签收，整改从此开始。",
        style="main",
    ),
    Deed("return", feedbacks.return_feedback, "已退回修改。", forms.ReasonForm),
    Deed("withdraw", feedbacks.withdraw_feedback, "已撤回。", forms.ReasonForm, style="danger"),
)  # fmt: skip
DELIVERY_DEEDS = (
    Deed("sign", feedbacks.sign_receipt, "已签收。", style="main"),
    Deed("enter", feedbacks.enter_receipt, "纸质回执已登记。", forms.ReceiptForm),
)


@read_view(EVERYBODY)
def desk(request: Request) -> HttpResponse:
    """All feedbacks in sight."""
    actor = request.actor
    chosen = FeedbackFilter(request.GET, queryset=selectors.list_feedbacks(actor), request=request)
    context = {
        "filter": chosen, "sorts": SORTS, "page": page_of(request, chosen.qs, SORTS),
        "tabs": desk_tabs(actor, "feedback_desk"), "today": clock.today(),
        "is_unit": actor.has(*UNIT), "may_export": actor.has(*OFFICE_ONLY),
    }  # fmt: skip
    return render(request, "feedback/desk.html", context)


@write_view(OFFICE_ONLY, form=False)
def export(request: Request) -> FileResponse:
    """What the desk shows, as a workbook."""
    rows = selectors.list_feedbacks(request.actor)
    chosen = FeedbackFilter(request.POST, queryset=rows, request=request)
    told = (
        [
            str(one.inspection.round), one.inspection.organisation.name, one.get_state_display(),
            one.lines_number, one.due_on, one.delivered_on, one.copies_due_on,
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "反馈", COLUMNS, told, chosen, unit="份")


@read_view(WITH_UNIT)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """Report, hearings, tasks, feedback, notices and form of one inspection, each as far as the
    reader may know of it."""
    actor = request.actor
    row = get_inspection(actor, inspection_id)
    report = selectors.main_report(actor, row)
    told = selectors.list_feedbacks(actor).filter(inspection=row)
    feedback = told.exclude(state=FeedbackState.WITHDRAWN).first()
    context = {
        "inspection": row, "tabs": tabs_for(actor, row, "feedback_inspection"),
        "reports": selectors.list_reports(actor).filter(inspection=row).order_by("number"),
        "report": report, "feedback": feedback, "today": clock.today(),
        "hearings": selectors.list_hearings(actor).filter(reports__report__inspection=row)
        .distinct().order_by("-pk"),
        "tasks": selectors.list_tasks(actor).filter(inspection=row).order_by("due_on", "pk"),
        "letters": selectors.list_letters(actor).filter(feedback__inspection=row).order_by("pk"),
        "reviews": selectors.list_reviews(actor).filter(inspection=row),
        "may_begin": _open(row) and bool(access.can(actor, "create", Report(inspection=row))),
        "may_draft": report is not None and report.state == ReportState.FINAL
        and feedback is None and bool(access.can(actor, "create", Feedback(inspection=row))),
        "is_unit": actor.has(*UNIT), "sees_reports": actor.has(*READERS, INSPECTOR),
        "reads": actor.has(*READERS),
    }  # fmt: skip
    return render(request, "feedback/inspection.html", context)


def _open(row: Inspection) -> bool:
    return row.state in AFTER_ENTRY and row.state not in AFTER_FEEDBACK


@write_view(OFFICE_ONLY, form=False)
def draft(request: Request, report_id: int) -> HttpResponse:
    """Draft the feedback out of the final report."""
    made = feedbacks.draft_feedback(request.actor, report_id=report_id)
    messages.success(request, "已按定稿的报告拟好，请核对总体评价和整改要求。")
    return redirect("feedback_feedback", made.pk)


@read_view(EVERYBODY)
def one(request: Request, feedback_id: int) -> HttpResponse:
    """One feedback: what is told to whom, and who signed for it."""
    actor = request.actor
    row = selectors.get_feedback(actor, feedback_id)
    deliveries = [_delivery(actor, each) for each in selectors.deliveries_of(actor, row)]
    context = _shown(actor, row) | {
        "buttons": buttons_for(actor, row, DEEDS, FEEDBACK_STATES),
        "act_url": reverse("feedback_move_feedback", args=[row.pk]),
        "writes": row.state == FeedbackState.DRAFT and bool(access.can(actor, "change", row)),
        "deliveries": deliveries,
        "acts": any(each["may_hold"] or each["buttons"] for each in deliveries),
        "may_print": bool(access.can(actor, "print", row)),
        "steps": selectors.steps_of(actor, feedback=row),
        "letters": selectors.list_letters(actor).filter(feedback=row).order_by("pk"),
        "may_copy": row.state == FeedbackState.DELIVERED
        and bool(access.can(actor, "create", CopyLetter(feedback=row))),
        "today": clock.today(),
        "next": next_of(actor, row, [each["one"] for each in deliveries], _left(actor, row)),
        "review": selectors.list_reviews(actor).filter(feedback=row).first(),
        "sees_inspection": access.visible(actor, Inspection).filter(pk=row.inspection_id).exists(),
        "sees_report": actor.has(*READERS, INSPECTOR), "reads": actor.has(*READERS),
    }  # fmt: skip
    return render(request, "feedback/feedback.html", context)


def _shown(actor: Actor, row: Feedback) -> dict[str, Any]:
    """What page and print share. A village sees its own lines and no general words."""
    lines = selectors.lines_of(actor, row)
    is_village = actor.has(*UNIT) and actor.unit_id != row.inspection.organisation_id
    intact = None
    if row.approved_digest and not is_village:
        intact = digest_of_feedback(row, lines) == row.approved_digest
    return {
        "row": row, "inspection": row.inspection, "is_village": is_village, "lines": lines,
        "sections": [(name, list(some)) for name, some in groupby(lines, lambda one: one.section)],
        "intact": intact, "is_unit": actor.has(*UNIT),
    }  # fmt: skip


def _delivery(actor: Actor, one: Delivery) -> dict[str, Any]:
    may_hold = one.state == DeliveryState.PLANNED and bool(access.can(actor, "hold", one))
    signs = one.feedback.state == FeedbackState.DELIVERED
    return {
        "one": one, "may_hold": may_hold and one.feedback.state != FeedbackState.DRAFT,
        "buttons": buttons_for(actor, one, DELIVERY_DEEDS, DELIVERY_STATES) if signs else [],
        "act_url": reverse("feedback_sign", args=[one.pk]),
    }  # fmt: skip


def _left(actor: Actor, row: Feedback) -> list[str]:
    """Which of the four have not been told yet."""
    if row.state != FeedbackState.DELIVERED or not actor.has(*READERS):
        return []
    sent = selectors.kinds_sent(actor, row)
    return [kind.label for kind in CopyKind if kind not in sent]


@write_view(OFFICE_ONLY)
def change(request: Request, feedback_id: int) -> HttpResponse:
    """The general words and the demands."""
    row = selectors.get_feedback(request.actor, feedback_id)
    access.require(request.actor, "change", row)
    if row.state != FeedbackState.DRAFT:
        raise Conflict("反馈意见已经批准，不能再改；要改请主任退回。")
    begun = {"version": row.version, "praise": row.praise, "demands": row.demands}
    form = forms.FeedbackForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            feedbacks.change_feedback(request.actor, feedback_id=row.pk, **form.cleaned_data)
            messages.success(request, "已保存。")
            return redirect("feedback_feedback", row.pk)
    return form_page(
        request, form, "修改反馈意见", reverse("feedback_feedback", args=[row.pk]),
        sub=str(row.inspection), draft=f"feedback-{row.pk}",
    )  # fmt: skip


@write_view(OFFICE, form=False)
def move(request: Request, feedback_id: int) -> HttpResponse:
    """Approve, return, deliver, withdraw."""
    do(request, DEEDS, feedback_id=feedback_id)
    return redirect("feedback_feedback", feedback_id)


@write_view(OFFICE_ONLY)
def hold(request: Request, delivery_id: int) -> HttpResponse:
    """Put one conversation down."""
    row = selectors.get_delivery(request.actor, delivery_id)
    access.require(request.actor, "hold", row)
    if row.state != DeliveryState.PLANNED:
        raise Conflict(f"{row}已经登记过。")
    back = reverse("feedback_feedback", args=[row.feedback_id])
    begun = {"version": row.version, "held_on": clock.today()}
    form = forms.ConversationForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        version = data.pop("version")
        with ProblemsIn(form):
            feedbacks.hold_conversation(
                request.actor, delivery_id=row.pk, version=version, facts=Conversation(**data)
            )
            messages.success(request, "已登记。")
            return redirect(back)
    return form_page(request, form, f"登记{row}", back, draft=f"delivery-{row.pk}")


@write_view(OFFICE | UNIT, form=False)
def sign(request: Request, delivery_id: int) -> HttpResponse:
    """The unit signs; the office puts down a receipt on paper."""
    row = selectors.get_delivery(request.actor, delivery_id)
    do(request, DELIVERY_DEEDS, delivery_id=delivery_id)
    return redirect("feedback_feedback", row.feedback_id)


@write_view(OFFICE | UNIT | {INSPECTOR}, form=False)
def printed(request: Request, feedback_id: int) -> HttpResponse:
    """The feedback as a paper with its receipt; each printing goes into the log."""
    feedbacks.note_print(request.actor, feedback_id=feedback_id)
    row = selectors.get_feedback(request.actor, feedback_id)
    return render(request, "feedback/feedback_print.html", _shown(request.actor, row))

"""A report on pages: begun, written sentence by sentence, checked, signed, led on, printed."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import REPORT_ORDER, ReportKind, ReportState
from xuncha.cycle.feedback.looking import Look, look_at
from xuncha.cycle.feedback.models import Report, ReportSentence, ReportVersion
from xuncha.cycle.feedback.sections import findings_for
from xuncha.cycle.feedback.services import reports, sentences
from xuncha.cycle.feedback.states import REPORT_STATES
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.feedback import forms
from xuncha.web.feedback.audience import TEAM_TOO, WRITERS, desk_tabs
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import INCOMPLETE, ProblemsIn, told

SORTS = (Sort("new", "最近起草", "pk", descending=True),)


def _amends(action: str) -> Any:
    def run(actor: Actor, *, report_id: int, version: int) -> Report:
        return reports.amend_report(actor, report_id=report_id, version=version, action=action)

    return run


DEEDS = (
    Deed("sign", reports.sign_report, "已签发，文字固定，等巡察办审核。", style="main"),
    Deed("review", reports.review_report, "已审核，可以提请听取。", forms.NoteForm, style="main"),
    Deed("amend_group", _amends("amend_group"), "已确认按领导小组意见改好。"),
    Deed("amend_secretary", _amends("amend_secretary"), "已确认按书记专题会意见改好。"),
    Deed("finalise", reports.finalise_report, "已定稿，可以拟反馈意见。", style="main"),
    Deed(
        "return", reports.return_report, "已退回，另起一版修改。", forms.ReasonForm,
        note="签发过的一版留着；改好以后由组长重新签发、巡察办重新审核。",
    ),
    Deed("withdraw", reports.withdraw_report, "已撤回。", forms.ReasonForm, style="danger"),
)  # fmt: skip


@read_view(TEAM_TOO)
def listing(request: Request) -> HttpResponse:
    """All reports in sight."""
    actor = request.actor
    page = page_of(request, selectors.list_reports(actor), SORTS)
    context = {"page": page, "tabs": desk_tabs(actor, "feedback_reports"), "today": clock.today()}
    return render(request, "feedback/reports.html", context)


@write_view(WRITERS)
def begin(request: Request, inspection_id: int) -> HttpResponse:
    """Begin a report out of the settled findings."""
    actor = request.actor
    row = get_inspection(actor, inspection_id)
    access.require(actor, "create", Report(inspection=row))
    known = [(str(one.pk), f"{one.number}．{one.text[:60]}") for one in findings_for(row.pk)]
    form = forms.BeginForm(request.POST or None, known=known)
    back = reverse("feedback_inspection", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            made = reports.begin_report(
                actor, inspection_id=row.pk, kind=ReportKind(data["kind"]), title=data["title"],
                finding_ids=data["findings"],
            )  # fmt: skip
            messages.success(request, "已按问题起草，请逐条核对。")
            return redirect("feedback_report", made.pk)
    return form_page(request, form, "起草报告", back, sub=str(row), save="起草")


@read_view(TEAM_TOO)
def one(request: Request, report_id: int) -> HttpResponse:
    """A report whole: what it says, what doesn't agree, what happened and what is next."""
    actor = request.actor
    row = selectors.get_report(actor, report_id)
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else None
    version = selectors.get_version(actor, row, number or row.revision)
    rows = selectors.sentences_in(actor, version)
    is_now = version.number == row.revision
    context = _shown(row, version, rows) | {
        "is_now": is_now, "versions": selectors.versions_of(actor, row),
        "writes": is_now and row.state == ReportState.DRAFT
        and bool(access.can(actor, "change", row)),
        "buttons": buttons_for(actor, row, DEEDS, REPORT_STATES) if is_now else [],
        "act_url": reverse("feedback_move_report", args=[row.pk]),
        "may_print": bool(access.can(actor, "print", row)),
        "steps": selectors.steps_of(actor, report=row), "today": clock.today(),
    }  # fmt: skip
    return render(request, "feedback/report.html", context)


def _shown(row: Report, version: ReportVersion, rows: list[ReportSentence]) -> dict[str, Any]:
    """What page and print share."""
    look: Look = look_at(row, version, rows)
    by_section = groupby(rows, key=lambda one: one.section)
    place = REPORT_ORDER.index(ReportState(row.state)) if row.state in REPORT_ORDER else 0
    return {
        "row": row, "inspection": row.inspection, "version": version, "look": look,
        "sections": [(name, list(several)) for name, several in by_section],
        "stages": REPORT_ORDER,
        "place": place + (row.state == ReportState.FINAL),
        "intact": reports.is_intact(row, version, rows) if row.signed_digest else None,
    }  # fmt: skip


@write_view(WRITERS)
def change(request: Request, report_id: int) -> HttpResponse:
    """Title, general part and advice."""
    row = _draft(request.actor, report_id)
    version = selectors.get_version(request.actor, row, row.revision)
    begun = {"version": row.version, "title": row.title, "opening": version.opening,
             "closing": version.closing}  # fmt: skip
    form = forms.WholeForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            sentences.change_whole(request.actor, report_id=row.pk, **form.cleaned_data)
            messages.success(request, "已保存。")
            return redirect("feedback_report", row.pk)
    return form_page(
        request, form, "修改报告", reverse("feedback_report", args=[row.pk]),
        sub=str(row.inspection), draft=f"report-{row.pk}",
    )  # fmt: skip


def _draft(actor: Actor, report_id: int) -> Report:
    row = selectors.get_report(actor, report_id)
    access.require(actor, "change", row)
    if row.state != ReportState.DRAFT:
        raise Conflict("报告已经签发，文字不能再改；要改请巡察办退回。")
    return row


def _villages(row: Report) -> list[tuple[str, Any]]:
    return [(str(one.pk), one.name) for one in sentences.villages_of(row)]


@write_view(WRITERS)
def add(request: Request, report_id: int) -> HttpResponse:
    """A sentence of its own."""
    row = _draft(request.actor, report_id)
    form = forms.SentenceForm(
        request.POST or None, initial={"version": row.version}, villages=_villages(row)
    )
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            sentences.add_sentence(
                request.actor, report_id=row.pk, version=form.cleaned_data["version"],
                told=form.told(),
            )  # fmt: skip
            messages.success(request, "已加写一条；它没有对应的问题，报告里会标出来。")
            return redirect("feedback_report", row.pk)
    return form_page(
        request, form, "加写一条", reverse("feedback_report", args=[row.pk]), sub=row.title,
        draft=f"report-add-{row.pk}",
    )  # fmt: skip


@write_view(WRITERS)
def sentence(request: Request, sentence_id: int) -> HttpResponse:
    """One entry, beside what was drafted from its finding."""
    one = selectors.get_sentence(request.actor, sentence_id)
    row = _draft(request.actor, one.version.report_id)
    if one.version.number != row.revision:
        raise Conflict("这是以前一版里的一条，不能再改。")
    begun = {"version": row.version, "text": one.text, "section": one.section,
             "village_id": one.village_id, "line": one.line}  # fmt: skip
    form = forms.SentenceForm(request.POST or None, initial=begun, villages=_villages(row))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            sentences.change_sentence(
                request.actor, sentence_id=one.pk, version=form.cleaned_data["version"],
                told=form.told(),
            )  # fmt: skip
            messages.success(request, "已保存。")
            return redirect("feedback_report", row.pk)
    context = {"one": one, "row": row, "form": form}
    return render(
        request, "feedback/sentence.html", context, status=400 if form.errors else 200
    )  # fmt: skip


@write_view(WRITERS, form=False)
def rework(request: Request, sentence_id: int) -> HttpResponse:
    """Write one anew out of its finding, or leave it out."""
    acts = {"redraft": sentences.redraft_sentence, "drop": sentences.drop_sentence}
    act = acts.get(request.POST.get("action", ""))
    if act is None:
        raise Invalid(INCOMPLETE)
    version = told(VersionForm(request.POST))["version"]
    one = selectors.get_sentence(request.actor, sentence_id)
    act(request.actor, sentence_id=one.pk, version=version)
    messages.success(request, "已办好。")
    return redirect("feedback_report", one.version.report_id)


@write_view(WRITERS, form=False)
def take_in(request: Request, report_id: int) -> HttpResponse:
    """Write a finding that stands nowhere into the report."""
    version = told(VersionForm(request.POST))["version"]
    number = request.POST.get("finding", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Invalid(INCOMPLETE)
    sentences.take_in(
        request.actor, report_id=report_id, version=version, finding_id=int(number)
    )  # fmt: skip
    messages.success(request, "已写进报告。")
    return redirect("feedback_report", report_id)


@write_view(TEAM_TOO, form=False)
def move(request: Request, report_id: int) -> HttpResponse:
    """Sign, review, amend, finalise, return, withdraw."""
    do(request, DEEDS, report_id=report_id)
    return redirect("feedback_report", report_id)


@write_view(WRITERS, form=False)
def printed(request: Request, report_id: int) -> HttpResponse:
    """The report as a paper; what does not agree is told above it, once more. Each printing goes
    into the log."""
    actor = request.actor
    row = selectors.get_report(actor, report_id)
    if not access.can(actor, "print", row):
        raise Refused(access.can(actor, "print", row).reason)
    reports.note_print(actor, report_id=report_id)
    version = selectors.get_version(actor, row, row.revision)
    rows = selectors.sentences_in(actor, version)
    return render(request, "feedback/report_print.html", _shown(row, version, rows))

"""Uses of results: the list with what is overdue, one of them from draft to closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.cycle.results import selectors
from xuncha.cycle.results.enums import ResultKind, ResultState
from xuncha.cycle.results.models import Result
from xuncha.cycle.results.services import answering, results
from xuncha.cycle.results.states import RESULT_STATES
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.fieldwork.people import partners
from xuncha.web.handing import handed_out, list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn
from xuncha.web.results.audience import EVERYBODY, MOVING, RECEIVING, desk_tabs
from xuncha.web.results.choices import MOST, as_pairs, inspections, units, usable
from xuncha.web.results.filters import ResultFilter
from xuncha.web.results.following import next_of
from xuncha.web.results.forms import AnswerForm, PutOffForm, ReasonForm, ResultForm, StartForm

SORTS = (
    Sort("new", "最近拟稿", "pk", descending=True),
    Sort("due", "期限由近到远", "due_on"),
)


def _not_owed(row: Result) -> str:
    return "" if row.state in (ResultState.ISSUED, ResultState.RECEIVED) else "现在不用推后。"


DEEDS = (
    Deed("issue", results.issue_result, "已编号移交，接收和反馈的时限开始计算。", style="main"),
    Deed("receive", answering.receive_result, "已接收，请在期限之内反馈结果。", style="main"),
    Deed("close", results.close_result, "已办结。", ReasonForm, style="main"),
    Deed("send_back", answering.send_back_result, "已请对方补充。", ReasonForm),
    Deed(
        "put_off", results.put_off_result, "期限已推后，原定的一天仍然显示。", PutOffForm,
        label="推后期限", unless=_not_owed,
    ),
    Deed("withdraw", results.withdraw_result, "已撤回，经过保留。", ReasonForm, style="danger"),
)  # fmt: skip


@read_view(EVERYBODY)
def rows(request: Request) -> HttpResponse:
    """All in sight: for a unit or a partner what was handed to it."""
    actor = request.actor
    chosen = ResultFilter(request.GET, queryset=selectors.list_results(actor), request=request)
    context = {
        "filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS,
        "tabs": desk_tabs(actor, "results_list"), "today": clock.today(),
        "may_write": actor.has(*OFFICE), "is_reader": actor.has(*READERS),
        "overdue": selectors.list_results(actor).filter(selectors.late_on(clock.today())).count(),
    }  # fmt: skip
    return render(request, "results/list.html", context)


@write_view(OFFICE)
def new(request: Request) -> HttpResponse:
    """Begin with an inspection's findings or with a common problem's."""
    actor = request.actor
    asked = request.GET.get("common", ""), request.GET.get("inspection", "")
    if asked[0].isdecimal():
        common = selectors.get_common(actor, int(asked[0]))
        ties = list(selectors.common_ties(actor, common))
        found = usable(actor).filter(pk__in=[one.finding_id for one in ties])
        begun = {"title": f"关于{common.title}的建议", "findings": [one.finding_id for one in ties]}
        return _write(request, common.round_id, list(found.order_by("pk")[:MOST]), begun)
    if asked[1].isdecimal():
        inspection = get_inspection(actor, int(asked[1]))
        found = usable(actor).filter(inspection=inspection)
        picked = request.GET.get("finding", "")
        ticked = [int(picked)] if picked.isdecimal() else []
        return _write(
            request, inspection.round_id, list(found.order_by("pk")[:MOST]), {"findings": ticked}
        )
    form = StartForm(request.POST or None, inspections=inspections(actor))
    if request.method == "POST" and form.is_valid():
        return redirect(f"{reverse('results_new')}?inspection={form.cleaned_data['inspection']}")
    return form_page(
        request, form, "拟成果运用事项", reverse("results_list"), save="下一步",
        sub="先选依据哪次巡察的问题；从共性问题页也可以直接拟。",
    )  # fmt: skip


def _form(request: Request, found: list[Finding], begun: dict[str, Any]) -> ResultForm:
    return ResultForm(
        request.POST or None, initial=begun, units=units(request.actor), partners=partners(),
        findings=as_pairs(found),
    )  # fmt: skip


def _write(
    request: Request, round_id: int, found: list[Finding], begun: dict[str, Any]
) -> HttpResponse:
    form = _form(request, found, begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = results.draft_result(
                request.actor, kind=ResultKind(form.cleaned_data["kind"]), round_id=round_id,
                draft=form.draft(), finding_ids=form.cleaned_data["findings"],
            )  # fmt: skip
            messages.success(request, "已拟好，由另一个人核对以后移交。")
            return redirect("results_result", row.pk)
    return form_page(
        request, form, "拟成果运用事项", reverse("results_list"), draft="result-new",
        sub="一人拟、另一人移交；移交以后内容不再改。",
    )  # fmt: skip


@write_view(OFFICE)
def change(request: Request, result_id: int) -> HttpResponse:
    """Write a draft anew."""
    actor = request.actor
    row = selectors.get_result(actor, result_id)
    access.require(actor, "change", row)
    if row.state != ResultState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，内容不能再改。")
    ticked = [one.finding for one in selectors.basis_of(actor, row)]
    of_these = usable(actor).filter(inspection__in={one.inspection_id for one in ticked})
    begun = {
        "version": row.version, "kind": row.kind, "title": row.title, "text": row.text,
        "unit_id": row.unit_id, "addressee_id": row.addressee_id, "area": row.area,
        "findings": [one.pk for one in ticked],
    }  # fmt: skip
    form = _form(request, list(of_these.order_by("pk")[:MOST]), begun)
    form.fields["kind"].disabled = True
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            results.change_result(
                actor, result_id=row.pk, version=form.cleaned_data["version"] or 0,
                draft=form.draft(), finding_ids=form.cleaned_data["findings"],
            )  # fmt: skip
            messages.success(request, "已保存。")
            return redirect("results_result", row.pk)
    return form_page(
        request, form, f"修改{row.get_kind_display()}", reverse("results_result", args=[row.pk]),
        draft=f"result-{row.pk}",
    )  # fmt: skip


@read_view(EVERYBODY)
def one(request: Request, result_id: int) -> HttpResponse:
    """One whole: its words, what it rests on, its clocks, what came of it, what is to be done."""
    actor = request.actor
    row = selectors.get_result(actor, result_id)
    is_reader = actor.has(*READERS)
    may_answer = row.state == ResultState.RECEIVED and bool(access.can(actor, "answer", row))
    context = {
        "row": row, "basis": selectors.basis_of(actor, row),
        "answers": selectors.answers_of(actor, row), "is_reader": is_reader,
        "steps": selectors.steps_of(actor, result=row) if is_reader else [],
        "buttons": buttons_for(actor, row, DEEDS, RESULT_STATES),
        "act_url": reverse("results_move", args=[row.pk]),
        "may_change": row.state == ResultState.DRAFT and bool(access.can(actor, "change", row)),
        "may_answer": may_answer, "late": _late(row), "next": next_of(actor, row),
    }  # fmt: skip
    return render(request, "results/result.html", context)


def _late(row: Result) -> list[str]:
    """What is or was late by the first day, in words."""
    if row.state == ResultState.WITHDRAWN:
        return []
    today, found = clock.today(), []
    if row.receive_by and (row.received_on or today) > row.receive_by:
        found.append("接收超期" if row.received_on else "超期没有接收")
    if row.original_due_on and (row.answered_on or today) > row.original_due_on:
        found.append("反馈超期" if row.answered_on else "超期没有反馈")
    return found


@write_view(MOVING, form=False)
def move(request: Request, result_id: int) -> HttpResponse:
    """Hand over, receive, send back, put off, close, withdraw."""
    do(request, DEEDS, result_id=result_id)
    return redirect("results_result", result_id)


@write_view(RECEIVING)
def answer(request: Request, result_id: int) -> HttpResponse:
    """What came of it, with numbers by code."""
    row = selectors.get_result(request.actor, result_id)
    access.require(request.actor, "answer", row)
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            answering.answer_result(
                request.actor, result_id=row.pk, version=data["version"], told=form.told(),
                uploads=data["uploads"],
            )  # fmt: skip
            messages.success(request, "结果已反馈，由巡察办另一个人办结。")
            return redirect("results_result", row.pk)
    context = {"form": form, "row": row, "back_url": reverse("results_result", args=[row.pk])}
    return render(
        request, "results/answer.html", context, status=400 if form.errors else 200
    )  # fmt: skip


@write_view(EVERYBODY, form=False)
def opened(request: Request, result_file_id: int) -> HttpResponseBase:
    """What was handed in with an answer; each download goes into the log."""
    found = answering.note_result_file(request.actor, result_file_id=result_file_id)
    return handed_out(found.file)


COLUMNS = [
    OutColumn("类型", 14), OutColumn("文号", 18), OutColumn("标题", 36), OutColumn("轮次", 14),
    OutColumn("接收方", 28), OutColumn("状态", 12), OutColumn("移交日期", 12, "date"),
    OutColumn("接收日期", 12, "date"), OutColumn("原定反馈截止", 12, "date"),
    OutColumn("反馈截止", 12, "date"), OutColumn("首次反馈", 12, "date"), OutColumn("结果", 16),
    OutColumn("办结日期", 12, "date"),
]  # fmt: skip


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found = selectors.list_results(request.actor)
    chosen = ResultFilter(request.POST, queryset=found, request=request)
    lines: Any = (
        [
            one.get_kind_display(), one.code, one.title, str(one.round), one.receiver,
            one.get_state_display(), one.issued_on, one.received_on, one.original_due_on,
            one.due_on, one.answered_on, one.get_outcome_display(), one.closed_on,
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "成果运用", COLUMNS, lines, chosen)

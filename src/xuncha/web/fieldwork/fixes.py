"""Immediate fixes: the notice, the unit's answer, the team's confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.checkpoints.selectors import GIVEN, points_of
from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import FIX_OPEN, FixState
from xuncha.cycle.fieldwork.models import ImmediateFix
from xuncha.cycle.fieldwork.services import fixes
from xuncha.cycle.fieldwork.states import FIX_STATES
from xuncha.cycle.fieldwork.stay import stay_of
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.fields import PutOffForm, ReasonForm
from xuncha.web.fieldwork.audience import READING, WITH_UNIT, WORKING, WORKING_WITH_UNIT
from xuncha.web.fieldwork.carrying import told_by
from xuncha.web.fieldwork.filters import FixFilter
from xuncha.web.fieldwork.forms.fixes import ConfirmForm, FixForm, PlanForm, ReportForm
from xuncha.web.fieldwork.tabs import desk_tabs
from xuncha.web.handing import handed_out, list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for

SORTS = (
    Sort("due", "期限由近到远", "due_on"),
    Sort("new", "最近下达", "pk", descending=True),
)


def _at_work(row: ImmediateFix) -> str:
    at_work = row.state in {FixState.SIGNED, FixState.RETURNED}
    return "" if at_work else f"现在是“{row.get_state_display()}”，不能填报措施。"


def _owed(row: ImmediateFix) -> str:
    if row.state not in FIX_OPEN:
        return f"现在是“{row.get_state_display()}”，不用推后期限。"
    return "期限已经过了，不能再推后。" if row.due_on < clock.today() else ""


DEEDS = (
    Deed("issue", fixes.issue_fix, "已下达，并通知单位负责人签收。", style="main"),
    Deed("sign", fixes.sign_fix, "已签收，请安排整改。", style="main"),
    Deed("plan", fixes.plan_fix, "措施已保存。", PlanForm, label="填报措施", unless=_at_work),
    Deed("confirm", fixes.confirm_fix, "已确认改好。", ConfirmForm, style="main"),
    Deed("return", fixes.return_fix, "已退回。", ReasonForm),
    Deed(
        "put_off", fixes.put_off_fix, "期限已推后，原定期限保留。", PutOffForm, label="推后期限",
        unless=_owed,
    ),
    Deed("withdraw", fixes.withdraw_fix, "已撤回。", ReasonForm, style="danger"),
)  # fmt: skip


@read_view(READING)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """All immediate fixes of an inspection."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "fieldwork_fixes_of"),
        "rows": selectors.list_fixes(actor).filter(inspection=inspection).order_by("number"),
        "today": clock.today(),
        "stay": stay_of(inspection),
        "may_draft": bool(access.can(actor, "create", ImmediateFix(inspection=inspection))),
    }
    return render(request, "fieldwork/fixes_of.html", context)


@read_view(WITH_UNIT)
def all_of_them(request: Request) -> HttpResponse:
    """Immediate fixes over all inspections in sight."""
    rows = selectors.list_fixes(request.actor)
    chosen = FixFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, chosen.qs, SORTS)
    context = {
        "filter": chosen, "page": page, "sorts": SORTS, "today": clock.today(),
        "tabs": desk_tabs(request.actor, "fieldwork_fixes"),
        "may_export": request.actor.has(*WORKING),
    }  # fmt: skip
    return render(request, "fieldwork/fixes.html", context)


_CARRIED = "内容是从底稿带来的，单位会读到：请删去不宜告知的话，再写清整改要求。"


def _points(actor: Actor, inspection: Inspection) -> list[tuple[str, str]]:
    rows = points_of(actor, inspection).filter(GIVEN)
    return [(str(one.pk), f"{one.number}　{one.text[:40]}") for one in rows]


@write_view(WORKING)
def draft(request: Request, inspection_id: int) -> HttpResponse:
    """Put down what the team's meeting decided; then the next one, if that was asked. ``?paper=``
    brings what a working paper says, to be looked through before it goes to the unit."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "create", ImmediateFix(inspection=inspection))
    begun = {"meeting_on": clock.today(), "point": request.GET.get("point", "")}
    asked = request.GET.get("paper", "")
    if asked:
        begun |= told_by(request.actor, inspection, asked)
    form = FixForm(
        request.POST or None, initial=begun, points=_points(request.actor, inspection)
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = fixes.draft_fix(
                request.actor, inspection_id=inspection.pk, facts=form.facts()
            )  # fmt: skip
            messages.success(request, f"{row.code} 已拟好，组长核对以后下达。")
            if "again" in request.POST:
                return redirect("fieldwork_draft_fix", inspection.pk)
            return redirect("fieldwork_fix", row.pk)
    back = reverse("fieldwork_fixes_of", args=[inspection.pk])
    return form_page(
        request, form, f"拟立行立改通知（{inspection.organisation}）", back,
        again="保存并再拟一件", sub=_CARRIED if asked else "",
        draft=f"fix-new-{inspection.pk}{f'-{asked}' if asked else ''}",
    )  # fmt: skip


@write_view(WORKING)
def change(request: Request, fix_id: int) -> HttpResponse:
    """Change a notice that was not issued yet."""
    row = selectors.get_fix(request.actor, fix_id)
    access.require(request.actor, "change", row)
    points = _points(request.actor, row.inspection)
    form = FixForm(request.POST or None, initial=FixForm.initial_of(row), points=points)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            fixes.change_fix(
                request.actor, fix_id=row.pk, version=form.cleaned_data["version"] or 0,
                facts=form.facts(),
            )  # fmt: skip
            messages.success(request, "已修改。")
            return redirect("fieldwork_fix", row.pk)
    return form_page(
        request, form, f"修改立行立改 {row.code}", reverse("fieldwork_fix", args=[row.pk]),
        draft=f"fix-{row.pk}",
    )  # fmt: skip


@read_view(WITH_UNIT)
def one(request: Request, fix_id: int) -> HttpResponse:
    """One matter whole."""
    actor = request.actor
    row = selectors.get_fix(actor, fix_id)
    starts = {"plan": {"measure": row.measure, "owner": row.owner}}
    context = {
        "row": row,
        "inspection": row.inspection,
        "of_unit": not actor.has(*READING),
        "late": row.state in FIX_OPEN and row.due_on < clock.today(),
        "done_late": row.done_on is not None and row.done_on > row.due_on,
        "files": selectors.files_of_fix(actor, row),
        "buttons": buttons_for(actor, row, DEEDS, FIX_STATES, starts),
        "act_url": reverse("fieldwork_move_fix", args=[row.pk]),
        "may_change": row.state == FixState.DRAFT and bool(access.can(actor, "change", row)),
        "may_report": row.state in {FixState.SIGNED, FixState.RETURNED}
        and bool(access.can(actor, "report", row)),
        "may_print": bool(access.can(actor, "print", row)),
        "steps": selectors.steps_of(actor, "fix", row),
    }
    return render(request, "fieldwork/fix.html", context)


@write_view(UNIT)
def report(request: Request, fix_id: int) -> HttpResponse:
    """The unit says that it is done, with proofs."""
    row = selectors.get_fix(request.actor, fix_id)
    access.require(request.actor, "report", row)
    begun = {"version": row.version, "result": row.result, "done_on": row.done_on or clock.today()}
    form = ReportForm(request.POST or None, request.FILES or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            fixes.report_fix(request.actor, fix_id=row.pk, **form.cleaned_data)
            messages.success(request, "已报结，等巡察组核实确认。")
            return redirect("fieldwork_fix", row.pk)
    return form_page(
        request, form, f"报结立行立改 {row.code}", reverse("fieldwork_fix", args=[row.pk]),
        sub=row.demand, save="报结", draft=f"fix-report-{row.pk}",
    )  # fmt: skip


@write_view(WORKING_WITH_UNIT, form=False)
def move(request: Request, fix_id: int) -> HttpResponse:
    """Issue, sign for, plan, confirm, send back, put off, withdraw."""
    do(request, DEEDS, fix_id=fix_id)
    return redirect("fieldwork_fix", fix_id)


@write_view(WITH_UNIT, form=False)
def download(request: Request, fix_file_id: int) -> HttpResponseBase:
    """A proof; each download goes into the log."""
    one = fixes.note_download(request.actor, fix_file_id=fix_file_id)
    return handed_out(one.file)


@write_view(READING, form=False)
def printed(request: Request, fix_id: int) -> HttpResponse:
    """The notice as a paper with its receipt; each printing goes into the log."""
    fixes.note_print(request.actor, fix_id=fix_id)
    row = selectors.get_fix(request.actor, fix_id)
    return render(request, "fieldwork/fix_print.html", {"row": row})


COLUMNS = [
    OutColumn("轮次", 16), OutColumn("单位", 28), OutColumn("编号", 10),
    OutColumn("组务会日期", 12, "date"), OutColumn("存在问题", 44), OutColumn("整改要求", 44),
    OutColumn("完成期限", 12, "date"), OutColumn("原定期限", 12, "date"), OutColumn("状态", 10),
    OutColumn("签收人", 10), OutColumn("签收日期", 12, "date"), OutColumn("整改措施", 40),
    OutColumn("责任人", 10), OutColumn("整改结果", 40), OutColumn("完成日期", 12, "date"),
    OutColumn("确认人", 10), OutColumn("确认日期", 12, "date"), OutColumn("怎样确认的", 30),
]  # fmt: skip


@write_view(WORKING, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found = selectors.list_fixes(request.actor).select_related("confirmed_by")
    chosen = FixFilter(request.POST, queryset=found, request=request)
    rows: Any = (
        [
            str(one.inspection.round), one.inspection.organisation.name, one.code, one.meeting_on,
            one.problem, one.demand, one.due_on, one.original_due_on, one.get_state_display(),
            one.signer, one.signed_on, one.measure, one.owner, one.result, one.done_on,
            one.confirmed_by.name if one.confirmed_by else "", one.confirmed_on, one.confirm_note,
        ]
        for one in chosen.qs.order_by("inspection_id", "number")
    )  # fmt: skip
    return list_out(request, "立行立改", COLUMNS, rows, chosen)

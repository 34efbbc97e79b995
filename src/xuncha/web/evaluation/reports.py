"""The two reports: sent, held against the ledger, explained, returned, accepted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import UNIT, UNIT_HEAD
from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.dues import report_due
from xuncha.cycle.evaluation.enums import ReadState, ReportKind, ReportState
from xuncha.cycle.evaluation.models import Report, ReportEdition
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services import reports
from xuncha.cycle.evaluation.states import REPORT_STATES
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused
from xuncha.web.acting import Deed, Next, buttons_for, do, form_page
from xuncha.web.evaluation.common import (
    EVERYBODY,
    OFFICES,
    UNITS,
    Line,
    Offer,
    room_page,
)
from xuncha.web.evaluation.forms import ExplainForm, OpinionForm, ReasonForm, SendForm
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn, told

DEEDS = (
    Deed("accept", reports.accept_report, "报告已接受。", OpinionForm, style="main"),
    Deed("return", reports.return_report, "报告已退回，单位会收到理由。", ReasonForm),
)
_LEAD = "集中整改期满报送；系统读出报告里的数，逐处和台账核对。"


@read_view(EVERYBODY)
def rows(request: Request, inspection_id: int) -> HttpResponse:
    """Both reports of an inspection."""
    inspection = get_inspection(request.actor, inspection_id)
    found = selectors.reports_of(request.actor, inspection.pk)
    lines = [_line(inspection, kind, found.get(kind)) for kind in ReportKind]
    offers = []
    owes = any(kind not in found or found[kind].state != ReportState.ACCEPTED
               for kind in _own_kinds(request.actor))  # fmt: skip
    if owes and request.actor.has(*UNIT) and inspection.feedback_on:
        url = reverse("evaluation_send_report", args=[inspection.pk])
        offers.append(Offer("报送", url))
    return room_page(request, inspection, "两份整改报告", _LEAD, lines, offers)


def _own_kinds(actor: Actor) -> list[ReportKind]:
    return list(ReportKind) if actor.has(UNIT_HEAD) else [ReportKind.UNIT]


def _line(inspection: Inspection, kind: ReportKind, row: Report | None) -> Line:
    if row is None:
        due = report_due(inspection, rules_on(clock.today()).settings.numbers)
        note = f"限 {due.on}（{due.rule}）"
        late = ["已经过了期限"] if clock.today() > due.on else []
        return Line(kind.label, "open", "未报送", notes=[note, *late])
    notes = [f"首次报送 {row.first_sent_on}，限 {row.due_on}"]
    notes += ["迟报"] if row.is_late else []
    url = reverse("evaluation_report", args=[row.pk])
    return Line(kind.label, row.state, row.get_state_display(), url, notes)


@write_view(UNITS)
def send(request: Request, inspection_id: int) -> HttpResponse:
    """Send a report or a better edition of it."""
    inspection = get_inspection(request.actor, inspection_id)
    form = SendForm(request.POST or None, request.FILES or None)
    mine = _own_kinds(request.actor)
    form.fields["kind"].choices = [(one.value, one.label) for one in mine]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form, Conflict, Invalid, Refused):
            row = reports.send_report(
                request.actor, inspection_id=inspection.pk, kind=ReportKind(data["kind"]),
                uploads=data["uploads"], note=data["note"],
            )  # fmt: skip
            messages.success(request, "已报送，系统正在和台账核对，结果显示在这一页。")
            return redirect("evaluation_report", row.pk)
    back = reverse("evaluation_reports", args=[inspection.pk])
    return form_page(request, form, "报送整改报告", back, sub=str(inspection), save="报送")


@read_view(EVERYBODY)
def one(request: Request, report_id: int) -> HttpResponse:
    """One report: its editions, where the last one disagrees with the ledger, what is to be
    done."""
    actor = request.actor
    row = selectors.get_report(actor, report_id)
    editions = list(selectors.editions_of(actor, row))
    last = editions[0]
    may_explain = row.state != ReportState.ACCEPTED and bool(access.can(actor, "explain", row))
    context = {
        "row": row, "inspection": row.inspection, "editions": editions, "last": last,
        "cards": [_card(one) for one in last.differences.all()],
        "steps": selectors.steps_of(actor, report=row),
        "buttons": buttons_for(actor, row, DEEDS, REPORT_STATES),
        "act_url": reverse("evaluation_move_report", args=[row.pk]),
        "may_explain": may_explain, "explain_form": ExplainForm(auto_id=False),
        "may_send": row.state != ReportState.ACCEPTED and bool(access.can(actor, "send", row)),
        "is_unit": actor.has(*UNIT), "next": _next(actor, row, last),
    }  # fmt: skip
    return render(request, "evaluation/report.html", context)


def _card(one: object) -> dict[str, object]:
    return {"row": one, "spans": [(one.start, one.end)]}  # type: ignore[attr-defined]


def _next(actor: Actor, row: Report, last: ReportEdition) -> Next | None:
    here = reverse("evaluation_report", args=[row.pk])
    if row.state == ReportState.ACCEPTED:
        return None
    if last.read_state == ReadState.WAITING:
        return Next("系统正在读报告、和台账核对，过一会儿刷新这一页。", "", here)
    left = sum(not one.explanation for one in last.differences.all())
    if actor.has(*UNIT):
        if row.state == ReportState.RETURNED:
            url = reverse("evaluation_send_report", args=[row.inspection_id])
            return Next("按退回理由修改以后重新报送。", "重新报送", url)
        words = f"{left} 处和台账对不上：改了重报，或者在下面逐处说明。"
        return Next(words, "", here) if left else None
    if actor.has(*OFFICES) and row.state == ReportState.SENT:
        words = f"{left} 处等单位说明。" if left else "核对过了，写明意见接受，或者退回。"
        return Next(words, "", here)
    return None


@write_view(OFFICES, form=False)
def move(request: Request, report_id: int) -> HttpResponse:
    """Return or accept."""
    do(request, DEEDS, report_id=report_id)
    return redirect("evaluation_report", report_id)


@write_view(UNITS, form=False)
def explain(request: Request, difference_id: int) -> HttpResponse:
    """The unit says why a figure stands."""
    row = selectors.get_difference(request.actor, difference_id)
    data = told(ExplainForm(request.POST))
    reports.explain(request.actor, difference_id=row.pk, text=data["text"])
    messages.success(request, "说明已记下。")
    return redirect("evaluation_report", row.edition.report_id)


@write_view(EVERYBODY, form=False)
def opened(request: Request, edition_id: int) -> HttpResponseBase:
    """The file of an edition; each download goes into the log."""
    return handed_out(reports.note_download(request.actor, edition_id=edition_id).file)

"""Lists of documents: drawn up, sent, seen by the unit, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import record_of, timeliness_of
from xuncha.cycle.fieldwork.enums import LineState, RequestState
from xuncha.cycle.fieldwork.models import DocumentRequest
from xuncha.cycle.fieldwork.services import requests
from xuncha.cycle.fieldwork.states import REQUEST_STATES
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.fields import PutOffForm, ReasonForm
from xuncha.web.fieldwork.audience import READING, WITH_UNIT, WORKING
from xuncha.web.fieldwork.forms.requests import ChangeForm, MoreLinesForm, RequestForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for


def _not_open(row: DocumentRequest) -> str:
    may = row.state in {RequestState.DRAFT, RequestState.SENT}
    return "" if may else f"清单{row.get_state_display()}，请另拟一份。"


def _not_sent(row: DocumentRequest) -> str:
    return "" if row.state == RequestState.SENT else "送达以后才能推后期限。"


def _add(actor: Any, *, request_id: int, version: int, lines: Any) -> DocumentRequest:
    return requests.add_lines(actor, request_id=request_id, lines=lines)


DEEDS = (
    Deed(
        "send", requests.send_request, "已送达，并通知了单位。", style="main",
    ),
    Deed("change", _add, "已加上。", MoreLinesForm, label="加材料", unless=_not_open),
    Deed("close", requests.close_request, "已办结。", style="main"),
    Deed(
        "put_off", requests.put_off_request, "期限已推后，原定期限保留。", PutOffForm,
        label="推后期限", unless=_not_sent, note="已经逾期的仍算逾期。",
    ),
    Deed("reopen", requests.reopen_request, "已重新办理。", ReasonForm),
    Deed("withdraw", requests.withdraw_request, "已撤回。", ReasonForm, style="danger"),
)  # fmt: skip


@read_view(READING)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """All lists of an inspection, and how the unit answered."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "fieldwork_requests_of"),
        "rows": selectors.list_requests(actor).filter(inspection=inspection).order_by("-number"),
        "record": record_of(actor, inspection),
        "today": clock.today(),
        "may_draft": bool(access.can(actor, "create", DocumentRequest(inspection=inspection))),
    }
    return render(request, "fieldwork/requests_of.html", context)


@read_view(READING)
def cooperation(request: Request, inspection_id: int) -> HttpResponse:
    """How the unit answered to what it was asked for, document by document."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    rows = selectors.list_lines(actor).filter(inspection=inspection)
    today = clock.today()
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "fieldwork_requests_of"),
        "record": record_of(actor, inspection),
        "rows": [
            (one, timeliness_of(one, today))
            for one in rows.order_by("request__number", "number")
        ],
        "today": today,
    }  # fmt: skip
    return render(request, "fieldwork/cooperation.html", context)


@write_view(WORKING)
def draft(request: Request, inspection_id: int) -> HttpResponse:
    """Draw up a list; documents are typed or pasted, one to a line."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "create", DocumentRequest(inspection=inspection))
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = requests.draft_request(
                request.actor, inspection_id=inspection.pk, **form.cleaned_data
            )  # fmt: skip
            messages.success(request, f"清单 {row.code} 已拟好，核对以后送达单位。")
            return redirect("fieldwork_request", row.pk)
    return form_page(
        request, form, f"拟调阅清单（{inspection.organisation}）",
        reverse("fieldwork_requests_of", args=[inspection.pk]), draft=f"request-{inspection.pk}",
    )  # fmt: skip


@read_view(WITH_UNIT)
def one(request: Request, request_id: int) -> HttpResponse:
    """One list with its documents."""
    actor = request.actor
    row = selectors.get_request(actor, request_id)
    lines = list(selectors.lines_of(actor, row))
    of_unit = not actor.has(*READING)
    mine = bool(access.can(actor, "change", row))
    today = clock.today()
    context = {
        "row": row,
        "inspection": row.inspection,
        "of_unit": of_unit,
        "lines": [(one, timeliness_of(one, today)) for one in lines],
        "buttons": buttons_for(actor, row, DEEDS, REQUEST_STATES),
        "act_url": reverse("fieldwork_move_request", args=[row.pk]),
        "may_change": row.state == RequestState.DRAFT and mine,
        "to_take": sum(one.state in _OWED for one in lines) if mine else 0,
        "to_give": sum(one.state == LineState.RECEIVED for one in lines) if mine else 0,
        "is_sent": row.state == RequestState.SENT,
        "may_print": bool(access.can(actor, "print", row)),
        "may_answer": actor.has(*UNIT) and row.state == RequestState.SENT,
        "steps": selectors.steps_of(actor, "request", row).filter(line__isnull=True),
    }
    return render(request, "fieldwork/request.html", context)


_OWED = frozenset({LineState.WAITING, LineState.HANDED, LineState.PARTLY})


@write_view(WORKING)
def change(request: Request, request_id: int) -> HttpResponse:
    """Subject and day of a list that was not sent yet."""
    row = selectors.get_request(request.actor, request_id)
    access.require(request.actor, "change", row)
    begun = {"version": row.version, "subject": row.subject, "due_on": row.due_on}
    form = ChangeForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            requests.change_draft(request.actor, request_id=row.pk, **form.cleaned_data)
            messages.success(request, "已修改。")
            return redirect("fieldwork_request", row.pk)
    return form_page(
        request, form, f"修改调阅清单 {row.code}", reverse("fieldwork_request", args=[row.pk])
    )  # fmt: skip


@write_view(WORKING, form=False)
def move(request: Request, request_id: int) -> HttpResponse:
    """Send, add documents, put off, close, reopen, withdraw."""
    do(request, DEEDS, request_id=request_id)
    return redirect("fieldwork_request", request_id)


@write_view(READING, form=False)
def printed(request: Request, request_id: int) -> HttpResponse:
    """The list as a paper, with columns to sign; each printing goes into the log."""
    requests.note_print(request.actor, request_id=request_id)
    row = selectors.get_request(request.actor, request_id)
    context = {"row": row, "lines": selectors.lines_of(request.actor, row)}
    return render(request, "fieldwork/request_print.html", context)

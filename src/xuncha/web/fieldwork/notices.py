"""The entry notice: its editions, its public text and what is missing in it, its way out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import NoticeState
from xuncha.cycle.fieldwork.models import EntryNotice
from xuncha.cycle.fieldwork.services import notices
from xuncha.cycle.fieldwork.states import NOTICE_STATES
from xuncha.cycle.fieldwork.wording import missing_in, title_of
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.fields import DayForm, ReasonForm
from xuncha.web.fieldwork.audience import READING, WITH_UNIT, WORKING
from xuncha.web.fieldwork.forms.notices import NoticeForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for

DEEDS = (
    Deed("submit", notices.submit_notice, "已送审，并通知了主任。", style="main"),
    Deed("approve", notices.approve_notice, "已批准，发布那天登记发布。", style="main"),
    Deed("return", notices.return_notice, "已退回。", ReasonForm),
    Deed(
        "publish", notices.publish_notice, "已登记发布，从此不再变动。", DayForm, style="main",
        note="发布以后公告不能再改，错了只能发更正。",
    ),
    Deed("withdraw", notices.withdraw_notice, "已撤回，内容保留可查。", ReasonForm, style="danger"),
)  # fmt: skip


@read_view(READING)
def editions(request: Request, inspection_id: int) -> HttpResponse:
    """All editions of an inspection's notice; the first step is to draft one."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    rows = list(selectors.notices_of(actor, inspection))
    standing = [one for one in rows if one.state != NoticeState.WITHDRAWN]
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "fieldwork_notices"),
        "rows": rows,
        "may_draft": not standing
        and bool(access.can(actor, "create", EntryNotice(inspection=inspection))),
    }
    return render(request, "fieldwork/notices.html", context)


@write_view(WORKING, form=False)
def draft(request: Request, inspection_id: int) -> HttpResponse:
    """Draft one from what is known."""
    row = notices.draft_notice(request.actor, inspection_id=inspection_id)
    messages.success(request, "已按任务和巡察组起草，请补上电话、信箱，再送审。")
    return redirect("fieldwork_change_notice", row.pk)


@read_view(WITH_UNIT)
def one(request: Request, entry_notice_id: int) -> HttpResponse:
    """One edition: its text, what it lacks, what happened to it."""
    row = selectors.get_notice(request.actor, entry_notice_id)
    return render(request, "fieldwork/notice.html", _context(request, row))


def _context(request: Request, row: EntryNotice) -> dict[str, Any]:
    actor = request.actor
    starts = {"publish": {"on": clock.today()}}
    return {
        "row": row,
        "title": title_of(row),
        "inspection": row.inspection,
        "of_unit": not actor.has(*READING),
        "lacks": missing_in(row) if row.state == NoticeState.DRAFT else [],
        "buttons": buttons_for(actor, row, DEEDS, NOTICE_STATES, starts),
        "act_url": reverse("fieldwork_move_notice", args=[row.pk]),
        "may_change": row.state == NoticeState.DRAFT and bool(access.can(actor, "change", row)),
        "may_correct": row.state == NoticeState.PUBLISHED
        and bool(access.can(actor, "correct", row))
        and not selectors.open_notice(actor, row.inspection_id),
        "may_print": bool(access.can(actor, "print", row)),
        "steps": selectors.steps_of(actor, "notice", row),
    }


@write_view(WORKING)
def change(request: Request, entry_notice_id: int) -> HttpResponse:
    """Fill in a draft."""
    row = selectors.get_notice(request.actor, entry_notice_id)
    access.require(request.actor, "change", row)
    if row.state != NoticeState.DRAFT:
        raise Conflict(notices.frozen(row))
    form = NoticeForm(request.POST or None, initial=NoticeForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            notices.change_notice(
                request.actor, notice_id=row.pk, version=form.cleaned_data["version"],
                facts=form.facts(),
            )  # fmt: skip
            messages.success(request, "公告已保存。")
            return redirect("fieldwork_notice", row.pk)
    return form_page(
        request, form, f"修改{title_of(row)}", reverse("fieldwork_notice", args=[row.pk]),
        draft=f"notice-{row.pk}",
    )  # fmt: skip


@write_view(WORKING, form=False)
def move(request: Request, entry_notice_id: int) -> HttpResponse:
    """Hand in, approve, send back, publish, withdraw."""
    do(request, DEEDS, notice_id=entry_notice_id)
    return redirect("fieldwork_notice", entry_notice_id)


@write_view(WORKING, form=False)
def correct(request: Request, entry_notice_id: int) -> HttpResponse:
    """A further edition of a published notice."""
    row = notices.correct_notice(
        request.actor, notice_id=entry_notice_id, reason=request.POST.get("reason", "")
    )  # fmt: skip
    messages.success(request, "已起草更正；新的一版发布之前，原来的仍然有效。")
    return redirect("fieldwork_change_notice", row.pk)


@write_view(READING, form=False)
def printed(request: Request, entry_notice_id: int) -> HttpResponse:
    """The public text as a paper; each printing goes into the log."""
    notices.note_print(request.actor, notice_id=entry_notice_id)
    row = selectors.get_notice(request.actor, entry_notice_id)
    context = {"row": row, "title": title_of(row), "lines": row.text.splitlines()}
    return render(request, "fieldwork/notice_print.html", context)

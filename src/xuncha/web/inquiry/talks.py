"""The talks of an inspection, one of them, and all of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.cluewords import doubts_in
from xuncha.cycle.inquiry.coverage import coverage_of
from xuncha.cycle.inquiry.enums import PostKind, TalkState
from xuncha.cycle.inquiry.models import Talk, TalkTarget
from xuncha.cycle.inquiry.services import talks
from xuncha.cycle.inquiry.states import TALK_STATES, lacks_of
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.web.acting import Deed, buttons_for, do
from xuncha.web.fields import ReasonForm
from xuncha.web.fieldwork.audience import READING, WORKING
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.inquiry.filters import TalkFilter
from xuncha.web.inquiry.forms.talks import TargetsForm
from xuncha.web.inquiry.sealed import clue_url
from xuncha.web.listing import Sort, page_of
from xuncha.web.rounds.tabs import tabs_for

SORTS = (
    Sort("new", "最近记录", "pk", descending=True),
    Sort("day", "谈话日期由近到远", "talked_on", descending=True),
    Sort("old", "最早记录", "pk"),
)
DEEDS = (
    Deed("sign", talks.sign_talk, "已签字，并通知了另一名谈话人。", style="main"),
    Deed("countersign", talks.countersign_talk, "两人都签了，可以归存。", style="main"),
    Deed(
        "close", talks.close_talk, "已归存，从此不再变动。", style="main",
    ),
    Deed("reopen", talks.reopen_talk, "已退回，改好以后两人重新签。", ReasonForm,
         note="两个人的签字都会取消，原来的文字留作一版。"),
    Deed("withdraw", talks.withdraw_talk, "已撤回，内容保留可查。", ReasonForm, style="danger"),
)  # fmt: skip


@read_view(READING)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """An inspection's talks with who is still to be talked to."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    lines = coverage_of(actor, inspection)
    is_open = inspection.state not in AFTER_FEEDBACK and inspection.entered_on is not None
    may_set = is_open and bool(access.can(actor, "set", TalkTarget(inspection=inspection)))
    wanted = {one.kind: one.wanted for one in lines}
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "inquiry_talks"),
        "rows": list(selectors.talks_of(actor, inspection)[:300]),
        "lines": lines,
        "lacking": sum(one.lacking for one in lines),
        "may_record": is_open and bool(access.can(actor, "create", Talk(inspection=inspection))),
        "targets_form": TargetsForm(
            initial={kind: wanted.get(kind, 0) for kind in PostKind.values}, auto_id="target-%s"
        )
        if may_set
        else None,
    }
    return render(request, "inquiry/talks.html", context)


@read_view(READING)
def rows(request: Request) -> HttpResponse:
    """Talks of all inspections in sight: what figures about talks open."""
    found = selectors.list_talks(request.actor)
    chosen = TalkFilter(request.GET, queryset=found, request=request)
    context = {"filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS}
    return render(request, "inquiry/talk_rows.html", context)


@read_view(READING)
def one(request: Request, talk_id: int) -> HttpResponse:
    """One talk whole: its words with what the software asks about, its signatures, its history."""
    row = selectors.get_talk(request.actor, talk_id)
    return render(request, "inquiry/talk.html", _context(request, row))


def _context(request: Request, row: Talk) -> dict[str, Any]:
    actor = request.actor
    is_open = row.inspection.state not in AFTER_FEEDBACK
    own = bool(access.can(actor, "create", row))
    doubts = doubts_in(row.text) if own else []
    return {
        "row": row,
        "inspection": row.inspection,
        "name": selectors.name_of(actor, row),
        "lacks": lacks_of(row) if row.state == TalkState.DRAFT else [],
        "doubts": doubts,
        "spans": [(one.start, one.end) for one in doubts],
        "clue_url": clue_url(row.inspection_id) if own else "",
        "buttons": buttons_for(actor, row, DEEDS, TALK_STATES) if is_open else [],
        "act_url": reverse("inquiry_move_talk", args=[row.pk]),
        "may_change": is_open and row.state == TalkState.DRAFT
        and bool(access.can(actor, "change", row)),
        "may_print": bool(access.can(actor, "print", row)),
        "steps": selectors.steps_of(actor, "talk", row),
        "versions": list(selectors.versions_of(actor, row)),
    }  # fmt: skip


@write_view(WORKING, form=False)
def move(request: Request, talk_id: int) -> HttpResponse:
    """Sign, send back, close, withdraw."""
    do(request, DEEDS, talk_id=talk_id)
    return redirect("inquiry_talk", talk_id)


@write_view(READING, form=False)
def printed(request: Request, talk_id: int) -> HttpResponse:
    """The record as a paper to be read and signed; each printing goes into the log."""
    talks.note_print(request.actor, talk_id=talk_id)
    row = selectors.get_talk(request.actor, talk_id)
    context = {
        "row": row, "name": selectors.name_of(request.actor, row),
        "lines": row.text.splitlines(),
    }  # fmt: skip
    return render(request, "inquiry/talk_print.html", context)

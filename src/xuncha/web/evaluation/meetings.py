"""The special democratic-life meeting: prepared, recorded by the unit, confirmed on the spot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, UNIT
from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.dues import meeting_due
from xuncha.cycle.evaluation.enums import MeetingState
from xuncha.cycle.evaluation.models import LifeMeeting
from xuncha.cycle.evaluation.policies.meetings import reads_meeting
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services import meetings
from xuncha.cycle.evaluation.states import MEETING_STATES
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, Next, buttons_for, do, form_page
from xuncha.web.evaluation.common import (
    EVERYBODY,
    MEETING,
    REPORTING,
    UNITS,
    Line,
    Offer,
    room_page,
)
from xuncha.web.evaluation.forms import HeldForm, OpinionForm, ReasonForm, SupervisorForm
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn

DEEDS = (
    Deed("plan", meetings.send_supervisor, "现场督导人已派。", SupervisorForm,
         label="派现场督导人", unless=lambda row: _over(row)),
    Deed("confirm", meetings.confirm_meeting, "已确认。", OpinionForm, style="main"),
    Deed("return", meetings.return_meeting, "已退回补充。", ReasonForm),
)  # fmt: skip
_LEAD = "领导班子把巡察反馈的问题作为批评和自我批评的内容，巡察办派人到会。"


def _over(row: LifeMeeting) -> str:
    return "会议情况已经确认。" if row.state == MeetingState.CONFIRMED else ""


@read_view(EVERYBODY)
def room(request: Request, inspection_id: int) -> HttpResponse:
    """The meeting of an inspection, or what is known before it is prepared."""
    inspection = get_inspection(request.actor, inspection_id)
    found = selectors.meeting_of(request.actor, inspection.pk)
    if found is not None:
        return redirect("evaluation_meeting", found.pk)
    lines, offers = [], []
    if inspection.feedback_on is not None:
        due = meeting_due(inspection, rules_on(clock.today()).settings.numbers)
        lines = [Line("专题民主生活会", "open", "还没有准备", notes=[f"限 {due.on}（{due.rule}）"])]
        if access.can(request.actor, "create", LifeMeeting(inspection=inspection)):
            url = reverse("evaluation_prepare_meeting", args=[inspection.pk])
            offers = [Offer("准备会议", url, posts=True)]
    return room_page(request, inspection, "专题民主生活会", _LEAD, lines, offers)


@write_view(REPORTING, form=False)
def prepare(request: Request, inspection_id: int) -> HttpResponse:
    """The unit begins; the office is asked to send somebody."""
    row = meetings.prepare_meeting(request.actor, inspection_id=inspection_id)
    messages.success(request, "已开始准备，巡察办会派现场督导人。")
    return redirect("evaluation_meeting", row.pk)


@read_view(EVERYBODY)
def one(request: Request, life_meeting_id: int) -> HttpResponse:
    """One meeting: when it is due, who was there, what was taken up, what the supervisor says."""
    actor = request.actor
    row = selectors.get_meeting(actor, life_meeting_id)
    preparing = row.state == MeetingState.PREPARING
    buttons = [
        one for one in buttons_for(actor, row, DEEDS, MEETING_STATES)
        if one.deed.action != "plan" or not _over(row)
    ]  # fmt: skip
    context = {
        "row": row, "inspection": row.inspection, "taken_up": selectors.taken_up_of(actor, row),
        "reads": reads_meeting(actor, row),
        "files": selectors.papers_of(actor, row),
        "steps": selectors.steps_of(actor, meeting=row), "buttons": buttons,
        "act_url": reverse("evaluation_move_meeting", args=[row.pk]),
        "may_record": preparing and bool(access.can(actor, "record", row)),
        "overdue": preparing and clock.today() > row.due_on, "next": _next(actor, row),
    }  # fmt: skip
    return render(request, "evaluation/meeting.html", context)


def _next(actor: Actor, row: LifeMeeting) -> Next | None:
    here = reverse("evaluation_meeting", args=[row.pk])
    if row.state == MeetingState.PREPARING:
        if actor.has(*UNIT):
            url = reverse("evaluation_record_meeting", args=[row.pk])
            return Next(f"在 {row.due_on} 前开会，开完登记会议情况。", "登记会议情况", url)
        if actor.has(*OFFICE) and row.supervisor_id is None:
            return Next("派一名现场督导人到会。", "", here)
    if row.state == MeetingState.RECORDED and access.can(actor, "confirm", row):
        return Next("您到会督导：看会议情况是不是真的，写明意见确认或者退回。", "", here)
    return None


@write_view(UNITS)
def record(request: Request, life_meeting_id: int) -> HttpResponse:
    """The unit puts down how it went."""
    row = selectors.get_meeting(request.actor, life_meeting_id)
    access.require(request.actor, "record", row)
    if row.state != MeetingState.PREPARING:
        raise Conflict(f"现在是“{row.get_state_display()}”，要改请督导人退回。")
    choices = [
        (str(one.pk), f"{one.number}．{one.text[:60]}")
        for one in selectors.findings_of(request.actor, row.inspection_id)
    ]
    taken = [str(one.finding_id) for one in selectors.taken_up_of(request.actor, row)]
    begun = {name: getattr(row, name) for name in ("version", "held_on", "place", "attended",
                                                   "opinions")}  # fmt: skip
    form = HeldForm(
        request.POST or None, request.FILES or None, findings=choices,
        initial=begun | {"finding_ids": taken, "held_on": row.held_on or row.planned_on},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            meetings.record_meeting(
                request.actor, meeting_id=row.pk, version=data["version"], held=form.held(),
                uploads=data["uploads"],
            )  # fmt: skip
            messages.success(request, "会议情况已登记，等督导人确认。")
            return redirect("evaluation_meeting", row.pk)
    back = reverse("evaluation_meeting", args=[row.pk])
    return form_page(
        request, form, "登记专题民主生活会", back, sub=str(row.inspection),
        draft=f"life-meeting-{row.pk}",
    )  # fmt: skip


@write_view(MEETING, form=False)
def move(request: Request, life_meeting_id: int) -> HttpResponse:
    """Send a supervisor, confirm, return."""
    do(request, DEEDS, meeting_id=life_meeting_id)
    return redirect("evaluation_meeting", life_meeting_id)


@write_view(EVERYBODY, form=False)
def opened(request: Request, life_file_id: int) -> HttpResponseBase:
    """A paper of the meeting; each download goes into the log."""
    return handed_out(meetings.note_download(request.actor, meeting_file_id=life_file_id).file)

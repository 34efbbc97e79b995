"""Records of meetings: list, page, writing, signing, print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.cycle.workpapers import selectors
from xuncha.cycle.workpapers.enums import Destination, MeetingKind, MeetingState, PaperState
from xuncha.cycle.workpapers.models import Meeting
from xuncha.cycle.workpapers.seats import sittings
from xuncha.cycle.workpapers.services import meetings as services
from xuncha.cycle.workpapers.services import opening
from xuncha.cycle.workpapers.services.meetings import MeetingFacts, There
from xuncha.cycle.workpapers.states import MEETING_STATES
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm, day
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn, told
from xuncha.web.rounds.tabs import tabs_for
from xuncha.web.workpapers.acting import AUDIENCE, WORKERS
from xuncha.web.workpapers.forms import ReasonForm, long

_ACTS: dict[str, Callable[..., Meeting]] = {
    "submit": services.submit_meeting, "return": services.return_meeting,
    "close": services.close_meeting, "withdraw": services.withdraw_meeting,
}  # fmt: skip
_DONE = {
    "submit": "已送参会人签字。", "return": "已退回修改，原来的签字作废。",
    "close": "已定稿，去向已写到各份底稿上。", "withdraw": "已撤回，记录保留可查。",
}  # fmt: skip


class MeetingForm(django_forms.Form):
    version = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)
    kind = django_forms.ChoiceField(label="种类", choices=MeetingKind.choices)
    held_on = day("日期")
    place = django_forms.CharField(label="地点", max_length=80, required=False)
    members = django_forms.MultipleChoiceField(
        label="参会的组员（本人在系统里签字）", required=False,
        widget=django_forms.CheckboxSelectMultiple,
    )  # fmt: skip
    others = long(
        "其他参会人", 2, 2000, required=False, help_text="一行一人：姓名 职务，在打印件上签字"
    )
    opinion = long("会议意见", 4, required=False, help_text="线索内容不写在这里")
    differences = long("分歧", 2, required=False)

    def __init__(self, *args: Any, seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = {str(one.user_id): one for one in seats if one.user_id}
        if self.there:
            self.fields["members"].choices = [  # type: ignore[attr-defined]
                (key, f"{one.name}（{one.role}）") for key, one in self.there.items()
            ]
        else:
            del self.fields["members"]

    def facts(self) -> MeetingFacts:
        """What was filled in."""
        data = self.cleaned_data
        lines = [line.split(maxsplit=1) for line in data["others"].splitlines() if line.strip()]
        others = [There(parts[0], parts[1] if len(parts) > 1 else "") for parts in lines]
        return MeetingFacts(
            kind=MeetingKind(data["kind"]), held_on=data["held_on"], place=data["place"],
            opinion=data["opinion"], differences=data["differences"],
            there=[*(self.there[key] for key in data.get("members", ())), *others],
        )  # fmt: skip


class WeighForm(django_forms.Form):
    paper = django_forms.TypedChoiceField(label="底稿", coerce=int)
    destination = django_forms.ChoiceField(label="去向", choices=Destination.choices)
    opinion = long("归并和处理意见", 2, 1000, required=False)
    character = django_forms.CharField(label="定性", max_length=200, required=False)
    differences = django_forms.CharField(label="分歧", max_length=1000, required=False)

    def __init__(self, *args: Any, papers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = [("", "请选择"), *papers]  # type: ignore[attr-defined]


class SignForm(django_forms.Form):
    dissent = django_forms.CharField(max_length=500, required=False)


@read_view(AUDIENCE)
def one_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """An inspection's meetings."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    found = selectors.list_meetings(actor).filter(inspection=inspection).order_by("-number")
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "meetings_inspection"),
        "rows": list(found),
        "may_create": bool(access.can(actor, "create", Meeting(inspection=inspection))),
    }
    return render(request, "workpapers/meetings.html", context)


@write_view(WORKERS)
def create(request: Request, inspection_id: int) -> HttpResponse:
    """Record a meeting."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "create", Meeting(inspection=inspection))
    seats = _there(inspection.pk, request.actor)
    begun = {"held_on": clock.today(), "members": [str(one.user_id) for one in seats]}
    form = MeetingForm(request.POST or None, initial=begun, seats=seats)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = services.record_meeting(
                request.actor, inspection_id=inspection.pk, facts=form.facts()
            )
            messages.success(request, f"{made}已保存，接着加上会上研究的底稿。")
            return redirect("meetings_meeting", made.pk)
    back = reverse("meetings_inspection", args=[inspection.pk])
    return _form(request, form, inspection, "记录会议", back)


@write_view(WORKERS)
def change(request: Request, meeting_id: int) -> HttpResponse:
    """Go on writing the draft of a record."""
    row = selectors.get_meeting(request.actor, meeting_id)
    access.require(request.actor, "change", row)
    people = list(selectors.attendees_of(request.actor, row))
    initial = {
        name: getattr(row, name)
        for name in ("version", "kind", "held_on", "place", "opinion", "differences")
    } | {
        "members": [str(one.user_id) for one in people if one.user_id],
        "others": "\n".join(f"{one.name} {one.role}".strip() for one in people if not one.user_id),
    }
    seats = _there(row.inspection_id, request.actor, row)
    form = MeetingForm(request.POST or None, initial=initial, seats=seats)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            services.change_meeting(
                request.actor, meeting_id=row.pk, version=form.cleaned_data["version"] or 0,
                facts=form.facts(),
            )  # fmt: skip
            messages.success(request, "已保存。")
            return redirect("meetings_meeting", row.pk)
    back = reverse("meetings_meeting", args=[row.pk])
    return _form(request, form, row.inspection, f"修改{row}", back)


def _form(
    request: Request, form: MeetingForm, inspection: Inspection, title: str, back: str
) -> HttpResponse:
    context = {"form": form, "inspection": inspection, "title": title, "back_url": back}
    status = 400 if form.errors else 200
    return render(request, "workpapers/meeting_form.html", context, status=status)


def _there(inspection_id: int, actor: Actor, row: Meeting | None = None) -> list[There]:
    """Who may be ticked: live seats with an account, whoever writes, whoever stands there."""
    found = {
        one.user_id: There(one.name, one.label, one.user_id) for one in sittings(inspection_id)
    }
    if actor.user_id is not None:
        found.setdefault(actor.user_id, There(actor.name, "巡察办", actor.user_id))
    for one in selectors.attendees_of(actor, row) if row else []:
        if one.user_id:
            found.setdefault(one.user_id, There(one.name, one.role, one.user_id))
    return list(found.values())


@read_view(AUDIENCE)
def meeting(request: Request, meeting_id: int) -> HttpResponse:
    """One record."""
    row = selectors.get_meeting(request.actor, meeting_id)
    return render(request, "workpapers/meeting.html", _context(request.actor, row))


def _context(actor: Actor, row: Meeting, form: WeighForm | None = None) -> dict[str, Any]:
    people = list(selectors.attendees_of(actor, row))
    weighed = list(selectors.weighed_of(actor, row))
    may_write = row.state == MeetingState.DRAFT and bool(access.can(actor, "change", row))
    waits = any(one.user_id == actor.user_id and not one.signed_at for one in people)
    return {
        "meeting": row, "inspection": row.inspection, "people": people, "weighed": weighed,
        "may_write": may_write,
        "form": form or (WeighForm(papers=_papers(actor, row)) if may_write else None),
        "may_sign": row.state == MeetingState.SIGNING and waits
        and bool(access.can(actor, "sign", row)),
        "asks": _asks(actor, row),
    }  # fmt: skip


def _papers(actor: Actor, row: Meeting) -> list[tuple[str, str]]:
    """Signed papers; those that wait for a decision first."""
    found = selectors.papers_of(actor, row.inspection).filter(state=PaperState.SIGNED)
    ordered = sorted(found, key=lambda one: (bool(one.destination), one.number))
    return [
        (str(one.pk), f"{one.code}　{one.title}" + (
            f"（已定：{one.get_destination_display()}）" if one.destination else ""))
        for one in ordered
    ]  # fmt: skip


def _asks(actor: Actor, row: Meeting) -> list[dict[str, Any]]:
    return [
        {
            "step": step, "url": reverse("meetings_move", args=[row.pk, step.action]),
            "why_not": MEETING_STATES.why_not(row, step.action), "asks": step.needs_reason,
        }
        for step in MEETING_STATES.open_actions(row.state)
        if access.can(actor, step.action, row)
    ]  # fmt: skip


@write_view(WORKERS, form=False)
def weigh(request: Request, meeting_id: int) -> HttpResponse:
    """What the meeting made of one paper."""
    row = selectors.get_meeting(request.actor, meeting_id)
    form = WeighForm(request.POST, papers=_papers(request.actor, row))
    if form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form, Invalid):
            services.weigh(
                request.actor, meeting_id=row.pk, paper_id=data["paper"],
                destination=Destination(data["destination"]), opinion=data["opinion"],
                character=data["character"], differences=data["differences"],
            )  # fmt: skip
            messages.success(request, "已记下这份底稿的去向。")
            return redirect(reverse("meetings_meeting", args=[row.pk]) + "#weighed")
    access.require(request.actor, "change", row)
    context = _context(request.actor, row, form)
    return render(request, "workpapers/meeting.html", context, status=400)


@write_view(WORKERS, form=False)
def unweigh(request: Request, weighed_id: int) -> HttpResponse:
    """Take a paper off."""
    row = services.unweigh(request.actor, weighed_id=weighed_id)
    messages.info(request, "已去掉。")
    return redirect(reverse("meetings_meeting", args=[row.pk]) + "#weighed")


@write_view(WORKERS, form=False)
def move(request: Request, meeting_id: int, action: str) -> HttpResponse:
    """Submit, return, close, withdraw."""
    if action not in _ACTS:
        raise Invalid("没有这个步骤。")
    form = ReasonForm(request.POST) if MEETING_STATES.transitions[action].needs_reason else (
        VersionForm(request.POST))  # fmt: skip
    row = _ACTS[action](request.actor, meeting_id=meeting_id, **told(form))
    messages.success(request, _DONE[action])
    return redirect("meetings_meeting", row.pk)


@write_view(AUDIENCE, form=False)
def sign(request: Request, meeting_id: int) -> HttpResponse:
    """Sign for oneself."""
    services.sign_meeting(request.actor, meeting_id=meeting_id, **told(SignForm(request.POST)))
    messages.success(request, "已签字。")
    return redirect("meetings_meeting", meeting_id)


@write_view(AUDIENCE, form=False)
def print_out(request: Request, meeting_id: int) -> HttpResponse:
    """The record as it is printed."""
    opening.note_meeting_print(request.actor, meeting_id=meeting_id)
    row = selectors.get_meeting(request.actor, meeting_id)
    return render(request, "workpapers/meeting_print.html", _context(request.actor, row))

"""The member's own page: where he sits, what he declares, and “我要回避”, which is open to
everybody in the work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import INSPECTOR, PARTNER, READERS
from xuncha.cycle.pool.selectors import own_inspector
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.enums import Door, GroundKind
from xuncha.cycle.teams.services import appraising, declaring, recusing
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.narrowing import visible_units
from xuncha.web.teams import forms
from xuncha.web.teams.acting import told

_MAY_RECUSE = READERS | {INSPECTOR, PARTNER}
_LIVE = frozenset({Door.WAITING, Door.OPEN})


@read_view(frozenset({INSPECTOR}))
def page(request: Request) -> HttpResponse:
    """My teams, declarations, recusals and appraisals."""
    return render(request, "teams/own.html", _context(request))


def _context(request: Request, **bound: Any) -> dict[str, Any]:
    actor = request.actor
    today = clock.today()
    seats = list(selectors.own_seats(actor))
    named = selectors.own_tasks(actor)
    rows = []
    for seat in seats:
        door = seat.team.authorisation.door_on(today)
        live = door in _LIVE and seat.ended_at is None
        places = named.get(seat.team_id, []) if live else []
        rows.append(
            {
                "seat": seat, "door": door, "live": live, "places": places,
                "declaration": getattr(seat, "declaration", None),
                "open": [one for one in places if one.inspection_id in actor.grants],
                "form": _declare_form(seat.pk, places, bound),
            }
        )  # fmt: skip
    person = own_inspector(actor)
    appraised = selectors.appraisals_of_person(actor, person) if person else []
    return {
        "rows": rows, "recusals": selectors.own_recusals(actor), "appraisals": list(appraised),
        "recuse_form": bound.get("recuse_form")
        or forms.RecuseForm(places=_targets(request), auto_id="recuse_%s"),
        "today": today,
    }  # fmt: skip


def _declare_form(seat_id: int, places: list[Any], bound: dict[str, Any]) -> forms.Declaring:
    kept: forms.Declaring | None = bound.get(f"declare_{seat_id}")
    return kept or forms.Declaring(None, choices(places), key=f"declare{seat_id}")


def choices(places: list[Any]) -> list[tuple[int, str]]:
    return [(one.inspection.organisation_id, one.inspection.organisation.name) for one in places]


def _targets(request: Request) -> list[tuple[str, str]]:
    """What one may recuse oneself from: a member from what his teams inspect, others from any
    organisation that they see."""
    actor = request.actor
    if actor.has(*READERS, PARTNER):
        return [(f"o{row.pk}", row.name) for row in visible_units(request)]
    rows = [one for own in selectors.own_tasks(actor).values() for one in own]
    return [(f"i{one.inspection_id}", one.inspection.organisation.name) for one in rows]


@write_view(frozenset({INSPECTOR}), form=False)
def declare(request: Request, seat_id: int) -> HttpResponse:
    """Declare for a seat of one's own."""
    seat = selectors.own_seats(request.actor).filter(pk=seat_id).first()
    named = selectors.own_tasks(request.actor).get(seat.team_id, []) if seat else []
    form = forms.Declaring(request.POST, choices(named), key=f"declare{seat_id}")
    if form.is_valid():
        try:
            declaring.declare(request.actor, seat_id=seat_id, **form.told())
        except Invalid as problem:
            form.tell(problem)
        else:
            messages.success(request, "已申报。授权期内，没有回避情形的任务已经可以查看。")
            return redirect("myteams_page")
    elif seat is None:
        declaring.declare(request.actor, seat_id=seat_id, has_none=True)
    context = _context(request, **{f"declare_{seat_id}": form})
    return render(request, "teams/own.html", context, status=400)


@write_view(_MAY_RECUSE)
def recuse(request: Request) -> HttpResponse:
    """“我要回避”. A page of its own for those without a team."""
    form = forms.RecuseForm(
        request.POST or None, places=_targets(request), auto_id="recuse_%s",
        initial={"target": f"o{request.GET.get('organisation', '')}"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kind, number = data["target"][0], int(data["target"][1:])
        target = {"inspection_id": number} if kind == "i" else {"organisation_id": number}
        try:
            made = recusing.recuse_self(
                request.actor, ground=GroundKind(data["ground"]), words=data["words"], **target
            )
        except (Invalid, Conflict) as problem:
            form.add_error(None, problem.sentence)
        else:
            text = f"您已申请回避{made.organisation}，有关访问已经关闭，并通知了巡察办。"
            messages.success(request, text)
            return redirect(_after(request.actor))
    context = {"form": form}
    return render(request, "teams/recuse.html", context, status=400 if form.errors else 200)


def _after(actor: Actor) -> str:
    return "myteams_page" if actor.has(INSPECTOR) else "workbench"


@write_view(frozenset({INSPECTOR}), form=False)
def seen(request: Request, appraisal_id: int) -> HttpResponse:
    """I have read my appraisal."""
    data = told(VersionForm(request.POST))
    appraising.note_appraisal_seen(request.actor, appraisal_id=appraisal_id, **data)
    messages.success(request, "已确认阅知。")
    return redirect("myteams_page")

"""The unit's page on the team that comes, and what units asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE, READERS, UNIT
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.enums import GroundKind
from xuncha.cycle.teams.models import Seat, UnitObjection
from xuncha.cycle.teams.services import objecting
from xuncha.foundation import access
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.teams import forms
from xuncha.web.teams.acting import told

SORTS = (Sort("new", "最近提出", "pk", descending=True),)


@read_view(UNIT)
def visiting(request: Request) -> HttpResponse:
    """Who comes to us, and what we asked for."""
    seats = list(selectors.coming_seats(request.actor))
    teams: dict[int, list[object]] = {}
    for seat in seats:
        teams.setdefault(seat.team_id, []).append(seat)
    asked = list(selectors.list_objections(request.actor).order_by("-pk"))
    open_ = {one.seat_id for one in asked if one.state in {"asked", "verified"}}
    probe = UnitObjection(organisation_id=request.actor.unit_id or 0)
    context = {
        "teams": [(rows[0], rows) for rows in teams.values()], "asked": asked, "open": open_,
        "may_ask": access.can(request.actor, "ask", probe),
    }  # fmt: skip
    return render(request, "teams/visiting.html", context)


@write_view(UNIT, form=False)
def ask(request: Request, seat_id: int) -> HttpResponse:
    """Ask that a member keep away."""
    access.get_or_404(request.actor, Seat, pk=seat_id)
    data = told(forms.ObjectForm(request.POST))
    objecting.ask_objection(request.actor, seat_id=seat_id, **data)
    messages.success(request, "已提出，巡察办核实以后由另一位同志决定，结果会通知您。")
    return redirect("visiting_page")


@read_view(READERS)
def requests(request: Request) -> HttpResponse:
    """What units asked for, newest first."""
    actor = request.actor
    page = page_of(request, selectors.list_objections(actor), SORTS)
    rows = [
        {
            "row": one,
            "verify": access.can(actor, "verify", one),
            "decide": access.can(actor, "uphold", one),
            "verify_form": forms.VerifyForm(
                initial={"version": one.version}, auto_id=f"verify{one.pk}_%s"
            ),
            "decide_form": forms.DecideForm(
                initial={"version": one.version}, auto_id=f"decide{one.pk}_%s"
            ),
        }
        for one in page
    ]
    return render(request, "teams/objections.html", {"page": page, "rows": rows})


@write_view(OFFICE, form=False)
def verify(request: Request, objection_id: int) -> HttpResponse:
    """Say what was found."""
    access.get_or_404(request.actor, UnitObjection, pk=objection_id)
    data = told(forms.VerifyForm(request.POST))
    objecting.verify_objection(
        request.actor, objection_id=objection_id, version=data["version"],
        ground=GroundKind(data["ground"]), words=data["words"],
    )  # fmt: skip
    messages.success(request, "核实情况已登记，等另一位同志决定。")
    return redirect("teams_objections")


@write_view(READERS, form=False)
def decide(request: Request, objection_id: int) -> HttpResponse:
    """Agree or not."""
    access.get_or_404(request.actor, UnitObjection, pk=objection_id)
    data = told(forms.DecideForm(request.POST))
    agrees = data["answer"] == "uphold"
    call = objecting.uphold_objection if agrees else objecting.refuse_objection
    call(
        request.actor, objection_id=objection_id, version=data["version"],
        decision=data["decision"],
    )  # fmt: skip
    messages.success(request, "已同意回避，访问已经关闭。" if agrees else "已答复不同意。")
    return redirect("teams_objections")

"""Acts on seats: set by hand, changed, left, replaced, declared on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.enums import SeatRole
from xuncha.cycle.teams.models import Seat
from xuncha.cycle.teams.services import declaring, recusing, replacing, seating
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, write_view
from xuncha.web.teams import forms
from xuncha.web.teams.acting import to_team, told
from xuncha.web.teams.boards import people_for, team_context
from xuncha.web.teams.own import choices


@write_view(OFFICE, form=False)
def seat(request: Request, team_id: int) -> HttpResponse:
    """Seat somebody by hand; what the service refuses stands beside the form."""
    row = selectors.get_team(request.actor, team_id)
    form = forms.SeatForm(request.POST)
    form.fields["inspector"].queryset = people_for(request, row)  # type: ignore[attr-defined]
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = seating.seat_member(
                request.actor, team_id=team_id, version=data["version"],
                inspector_id=data["inspector"].pk, role=SeatRole(data["role"]),
                reason=data["reason"],
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None,
                           problem.sentence)  # fmt: skip
        else:
            messages.success(request, f"已安排{made.inspector}。")
            return to_team(team_id, "seats")
    context = team_context(request, row, seat_form=form)
    return render(request, "teams/team.html", context, status=400)


def _seat(request: Request, seat_id: int) -> Seat:
    return access.get_or_404(request.actor, Seat, related=("inspector", "team"), pk=seat_id)


@write_view(OFFICE, form=False)
def leave(request: Request, seat_id: int) -> HttpResponse:
    """Take somebody out of a draft team."""
    row = _seat(request, seat_id)
    data = told(VersionForm(request.POST))
    seating.unseat_member(request.actor, seat_id=seat_id, **data)
    messages.success(request, f"{row.inspector}已移出。")
    return to_team(row.team_id, "seats")


@write_view(OFFICE, form=False)
def role(request: Request, seat_id: int) -> HttpResponse:
    """Another place in the team."""
    row = _seat(request, seat_id)
    data = told(forms.RoleForm(request.POST))
    seating.change_role(
        request.actor, seat_id=seat_id, version=data["version"], role=SeatRole(data["role"])
    )
    messages.success(request, f"{row.inspector}的职务已调整。")
    return to_team(row.team_id, "seats")


@write_view(OFFICE, form=False)
def secretary(request: Request, seat_id: int) -> HttpResponse:
    """Who leads the temporary branch."""
    row = _seat(request, seat_id)
    data = told(VersionForm(request.POST))
    seating.set_branch_secretary(request.actor, seat_id=seat_id, **data)
    messages.success(request, f"临时党支部书记：{row.inspector}。")
    return to_team(row.team_id, "seats")


@write_view(OFFICE, form=False)
def replace(request: Request, seat_id: int) -> HttpResponse:
    """A member of an authorised team leaves and another comes."""
    row = _seat(request, seat_id)
    form = forms.ReplaceForm(request.POST)
    form.fields["inspector"].queryset = people_for(request, row.team)  # type: ignore[attr-defined]
    data = told(form)
    came = data["inspector"]
    replacing.replace_member(
        request.actor, seat_id=seat_id, version=data["version"],
        inspector_id=came.pk if came else None, reason=data["reason"], paper=data["paper"],
    )  # fmt: skip
    messages.success(request, f"{row.inspector}已离组，有关访问已经关闭。")
    return to_team(row.team_id, "seats")


@write_view(OFFICE, form=False)
def conflicts(request: Request, seat_id: int) -> HttpResponse:
    """Put down what the engine says against a seat, to be settled."""
    row = _seat(request, seat_id)
    made = recusing.record_conflicts(request.actor, seat_id=seat_id)
    messages.success(request, f"已登记 {made} 项回避，请核实；确需参加的，可以提请豁免。")
    return to_team(row.team_id, "checks")


@write_view(OFFICE)
def note_declaration(request: Request, seat_id: int) -> HttpResponse:
    """Put a signed paper down, with all ties that it tells."""
    row = _seat(request, seat_id)
    access.require(request.actor, "note_declaration", row)
    places = choices(list(selectors.tasks_of(request.actor, row.team)))
    form = forms.Declaring(request.POST or None, places, key="noted", from_paper=True)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                declaring.note_declaration(request.actor, seat_id=seat_id, **form.told())
            except Invalid as problem:
                form.tell(problem)
            else:
                messages.success(request, f"已代录{row.inspector}的纸质申报。")
                return to_team(row.team_id, "seats")
    context = {"seat": row, "declaring": form}
    return render(request, "teams/declaration.html", context, status=status)

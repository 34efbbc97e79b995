"""Acts on the teams of a round, each one service."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.selectors import list_inspections
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.services import forming, seating
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, write_view
from xuncha.web.teams import forms


def told(form: django_forms.Form) -> dict[str, Any]:
    """What a form holds, or its first error as one sentence."""
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    sentence = str(errors[0])
    raise Invalid(f"{label}：{sentence}" if label else sentence, field=name)


def to_team(team_id: int, place: str = "") -> HttpResponse:
    """Back to the team's page."""
    return redirect(reverse("teams_team", args=[team_id]) + (f"#{place}" if place else ""))


@write_view(OFFICE, form=False)
def form(request: Request, round_id: int) -> HttpResponse:
    """Make the round's teams as the plan has grouped its inspections."""
    made = forming.form_teams(request.actor, round_id=round_id)
    messages.success(request, f"已按覆盖规划编成 {len(made)} 个组。")
    return redirect("teams_board", round_id)


@write_view(OFFICE, form=False)
def add(request: Request, round_id: int) -> HttpResponse:
    """One more team."""
    data = told(forms.TeamNameForm(request.POST))
    team = forming.add_team(request.actor, round_id=round_id, **data)
    messages.success(request, f"已增加{team}。")
    return to_team(team.pk)


@write_view(OFFICE, form=False)
def propose(request: Request, round_id: int) -> HttpResponse:
    """Fill the empty seats by the optimiser."""
    seated = seating.propose_seats(request.actor, round_id=round_id)
    messages.success(request, f"系统提出了 {seated} 人，每个席位都写了理由，请逐组核对。")
    return redirect("teams_board", round_id)


@write_view(OFFICE, form=False)
def draw(request: Request, round_id: int) -> HttpResponse:
    """Fill the empty seats by lot."""
    data = told(forms.DrawForm(request.POST))
    seed = seating.draw_seats(request.actor, round_id=round_id, **data)
    messages.success(request, f"已随机抽取，种子 {seed}；同样的种子和名单，结果一样，可以复核。")
    return redirect("teams_board", round_id)


@write_view(OFFICE, form=False)
def clear(request: Request, team_id: int) -> HttpResponse:
    """Empty a draft team."""
    seating.clear_seats(request.actor, team_id=team_id, **told(VersionForm(request.POST)))
    messages.success(request, "本组已清空。")
    return to_team(team_id)


@write_view(OFFICE, form=False)
def drop(request: Request, team_id: int) -> HttpResponse:
    """Take back a draft team."""
    data = told(VersionForm(request.POST))
    row = selectors.get_team(request.actor, team_id)
    forming.drop_team(request.actor, team_id=team_id, **data)
    messages.success(request, f"{row}已撤销，它的巡察任务等待重新编组。")
    return redirect("teams_board", row.round_id)


@write_view(OFFICE, form=False)
def assign(request: Request, team_id: int) -> HttpResponse:
    """Put an inspection to the team."""
    row = selectors.get_team(request.actor, team_id)
    bound = forms.AssignForm(request.POST)
    rows = list_inspections(request.actor).filter(round_id=row.round_id)
    bound.fields["inspection"].queryset = rows  # type: ignore[attr-defined]
    data = told(bound)
    forming.assign_inspection(
        request.actor, team_id=team_id, inspection_id=data["inspection"].pk,
        version=data["version"],
    )  # fmt: skip
    messages.success(request, f"{data['inspection'].organisation}已归{row}。")
    return to_team(team_id, "tasks")

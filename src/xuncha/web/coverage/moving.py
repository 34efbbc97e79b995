"""Moving by hand: an organisation, its pin, the teams of a round. Each answers with every rule
checked."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.coverage.board import board_for
from xuncha.cycle.planning.coverage.checks import faults_about
from xuncha.cycle.planning.coverage.moving import move_entry, pin_entry, set_teams
from xuncha.kernel.errors import Invalid
from xuncha.web.coverage.forms import MoveForm, PinForm, TeamsForm
from xuncha.web.coverage.showing import get_plan, part, touched
from xuncha.web.http import Request, write_view


@write_view(OFFICE, form=False)
def move(request: Request, plan_id: int) -> HttpResponse:
    """Put an organisation into a round, or out of all."""
    told = _clean(MoveForm(request.POST))
    plan = get_plan(request.actor, plan_id)
    before = board_for(request.actor, plan)
    after = move_entry(
        request.actor, plan_id=plan_id, organisation_id=told["organisation"],
        round_id=told["round"], version=told["version"], team=told["team"],
    )  # fmt: skip
    place = after.places[told["organisation"]]
    slot = after.slot(place.round)
    where = f"移到{slot.name}第 {place.team} 组" if slot else "移出所有轮次"
    words = f"{place.name}已{where}。"
    if request.headers.get("HX-Request"):
        rounds = touched(before, after)
        return part(request, plan, after, rounds, words, about=place.organisation)
    for one in faults_about(after, {place.organisation}, {place.round}):
        messages.warning(request, one.sentence)
    return _back(request, plan_id, words, place.organisation)


@write_view(OFFICE, form=False)
def pin(request: Request, plan_id: int) -> HttpResponse:
    """Pin an organisation to its round, or let it loose."""
    told = _clean(PinForm(request.POST))
    pin_entry(
        request.actor, plan_id=plan_id, organisation_id=told["organisation"],
        version=told["version"], pinned=told["pinned"], note=told["note"],
    )  # fmt: skip
    plan = get_plan(request.actor, plan_id)
    board = board_for(request.actor, plan)
    place = board.places[told["organisation"]]
    words = f"{place.name}已{'固定在这一轮' if told['pinned'] else '取消固定'}。"
    if request.headers.get("HX-Request"):
        return part(request, plan, board, {place.round}, words, about=place.organisation)
    return _back(request, plan_id, words, place.organisation)


@write_view(OFFICE, form=False)
def teams(request: Request, plan_id: int, round_id: int) -> HttpResponse:
    """How many teams a round has."""
    told = _clean(TeamsForm(request.POST))
    set_teams(request.actor, plan_id=plan_id, round_id=round_id, teams=told["teams"])
    plan = get_plan(request.actor, plan_id)
    board = board_for(request.actor, plan)
    slot = board.slot(round_id)
    words = f"{slot.name if slot else ''}改为 {told['teams']} 个组。"
    if request.headers.get("HX-Request"):
        return part(request, plan, board, {round_id}, words)
    messages.success(request, words)
    return redirect(f"{reverse('coverage_board', args=[plan_id])}#round-{round_id}")


def _clean(form: django_forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    return form.cleaned_data


def _back(request: Request, plan_id: int, words: str, organisation: int) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('coverage_board', args=[plan_id])}#unit-{organisation}")

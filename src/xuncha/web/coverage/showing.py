"""The board of a version, and one organisation in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.coverage.board import Board, Place, board_for
from xuncha.cycle.planning.coverage.checks import faults_about
from xuncha.cycle.planning.coverage.comparing import figures_of
from xuncha.cycle.planning.coverage.enums import EDITABLE, Outcome, PlanState
from xuncha.cycle.planning.coverage.moving import is_solving
from xuncha.cycle.planning.coverage.overview import band_of
from xuncha.cycle.planning.coverage.selectors import list_plans
from xuncha.cycle.planning.models import Demand, PlanVersion
from xuncha.cycle.results.models import JointPlan
from xuncha.cycle.results.selectors import list_joint
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent
from xuncha.web.coverage.cards import Shown, show
from xuncha.web.coverage.forms import ApproveForm, SolveForm
from xuncha.web.coverage.home import TAGS
from xuncha.web.http import Request, read_view
from xuncha.web.term.steps import next_step

OTHERS = 8
"""So many visits of other bodies an organisation's card shows."""
_RELATED = ("term", "job", "based_on", "made_by", "submitted_by", "approved_by")


def get_plan(actor: Actor, plan_id: int) -> PlanVersion:
    """A version in sight, with what its page shows."""
    return access.get_or_404(actor, PlanVersion, related=_RELATED, pk=plan_id)


def may_edit(actor: Actor, plan: PlanVersion) -> bool:
    """Whether this person could change it now."""
    return (
        plan.state in EDITABLE and not is_solving(plan) and bool(access.can(actor, "change", plan))
    )


@read_view(READERS)
def board(request: Request, plan_id: int) -> HttpResponse:
    """Rounds, teams, organisations; what is wrong; what can be done next."""
    actor = request.actor
    plan = get_plan(actor, plan_id)
    loaded = board_for(actor, plan)
    others = list_plans(actor, plan.term).exclude(pk=plan.pk)
    figures = figures_of(plan, loaded)
    context = board_context(actor, plan, loaded) | {
        "figures": figures,
        "gap": share(figures.gap),
        "is_solving": is_solving(plan),
        "conflicts": _conflicts(plan, loaded),
        "tag_key": TAGS.get(PlanState(plan.state), "none"),
        "others": others[:20],
        "can": {name: access.can(actor, name, plan) for name in _ACTS},
        "is_open": plan.state in EDITABLE,
        "solve_form": SolveForm(),
        "approve_form": ApproveForm(
            initial={"version": plan.version, "approved_on": clock.today()}
        ),
        "assumptions": _assumptions(plan, loaded),
        "next_step": next_step(actor, plan.term),
    }  # fmt: skip
    return render(request, "coverage/board.html", context)


def _conflicts(plan: PlanVersion, loaded: Board) -> list[str]:
    """Why no plan was found; no sentence that names whom the reader must keep away from."""
    if plan.outcome not in _FAILED:
        return []
    return [one for one in plan.conflicts if not any(name in one for name in loaded.hidden)]


_FAILED = {Outcome.INFEASIBLE, Outcome.UNKNOWN}
_ACTS = ("change", "submit", "return", "approve", "drop", "create")


def board_context(actor: Actor, plan: PlanVersion, loaded: Board) -> dict[str, Any]:
    """What the parts of the board need, in the page and by themselves."""
    first = reverse("coverage_entry", args=[plan.pk, 0])
    return {
        "plan": plan, "shown": show(loaded), "may_edit": may_edit(actor, plan), "as_part": False,
        "unit_url": first.removesuffix("0/"),
    }  # fmt: skip


def share(gap: float | None) -> str:
    """A proven gap in words."""
    return "没有证明" if gap is None else f"{100 * gap:.1f}%"


def _assumptions(plan: PlanVersion, loaded: Board) -> list[tuple[str, str]]:
    """What this version supposes, in words."""
    told = [("每组每轮", f"最多 {loaded.most_effort} 个工作日、{loaded.most_organisations} 个单位")]
    percent = plan.assumptions.get("effort_percent", 100)
    if percent != 100:
        told.append(("工作量", f"按 {percent}% 计"))
    for pk, on in plan.assumptions.get("due", {}).items():
        place = loaded.places.get(int(pk))
        if place is not None:
            told.append((place.name, f"最迟 {on}"))
    return told


@read_view(READERS)
def entry(request: Request, plan_id: int, organisation_id: int) -> HttpResponse:
    """One organisation of a version: its needs, why its risk, where it can go. Asked for by the
    board it comes without the frame."""
    actor = request.actor
    plan = get_plan(actor, plan_id)
    loaded = board_for(actor, plan)
    place = loaded.places.get(organisation_id)
    if place is None:
        raise Absent
    demand = (
        access.visible(actor, Demand).filter(term=plan.term, organisation=organisation_id).first()
    )
    context = {
        "plan": plan,
        "place": place,
        "band": band_of(place.risk),
        "slot": loaded.slot(place.round),
        "demand": demand,
        "note": place.note,
        "parent": loaded.goes_with(place),
        "followers": list(loaded.followers(organisation_id)),
        "faults": faults_about(loaded, {organisation_id}, set()),
        "others": _others(actor, organisation_id),
        "choices": _choices(loaded),
        "may_edit": may_edit(actor, plan) and not place.done,
    }
    is_part = bool(request.headers.get("HX-Request"))
    template = "coverage/_entry.html" if is_part else "coverage/entry.html"
    return render(request, template, context)


def _others(actor: Actor, organisation_id: int) -> list[JointPlan]:
    """When other supervising bodies plan to visit it, from this month on."""
    today = clock.today()
    ahead = Q(year__gt=today.year) | Q(year=today.year, month__gte=today.month)
    rows = list_joint(actor).filter(ahead, organisation=organisation_id)
    return list(rows.order_by("year", "month", "pk")[:OTHERS])


def _choices(loaded: Board) -> list[tuple[int, str, int, int]]:
    """Rounds that can still be filled: id, name, number of teams, load in percent."""
    shown: Shown = show(loaded)
    return [
        (one.slot.id, one.slot.name, one.slot.teams, one.load)
        for one in shown.rounds
        if one.slot.is_open and one.slot.teams
    ]


def touched(before: Board, after: Board) -> set[int | None]:
    """Rounds in which somebody's place is another one now."""
    rounds: set[int | None] = set()
    for pk, place in after.places.items():
        old = before.places.get(pk)
        if old is None or _seen(old) != _seen(place):
            rounds |= {place.round, old.round if old else None}
    return rounds


def _seen(place: Place) -> tuple[Any, ...]:
    return place.round, place.team, place.locked


def part(
    request: Request, plan: PlanVersion, loaded: Board, rounds: Iterable[int | None], words: str,
    about: int | None = None,
) -> HttpResponse:  # fmt: skip
    """The parts of the board that changed, to be put in place of the old ones, with what is wrong
    now said at once."""
    context = board_context(request.actor, plan, loaded)
    shown: Shown = context["shown"]
    places = set() if about is None else {about}
    wrong = faults_about(loaded, places, set(rounds)) if about is not None else []
    context |= {
        "changed": [box for box in shown.rounds if box.slot.id in set(rounds)],
        "words": words,
        "wrong": [one.sentence for one in wrong][:5],
        "as_part": True,
    }
    answer = render(request, "coverage/_changed.html", context)
    if about is not None:
        answer["HX-Trigger-After-Settle"] = json.dumps({"placed": {"card": f"unit-{about}"}})
    return answer

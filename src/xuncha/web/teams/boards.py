"""The rounds with their teams, a round's board, one team's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.planning.selectors import current_term, list_inspections
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.pool.selectors import admitted
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.checks import Check
from xuncha.cycle.teams.composing import Composed, compose, reserve_of
from xuncha.cycle.teams.conflicts import Conflict
from xuncha.cycle.teams.enums import AuthorisationState, Door
from xuncha.cycle.teams.models import Assignment, Seat, Team
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view
from xuncha.web.teams import forms
from xuncha.web.teams.buttons import Buttons, buttons_for
from xuncha.web.teams.following import team_step
from xuncha.web.term.steps import next_step

HIDDEN = "本组巡察的单位里有您须回避的，检查内容不显示。"
_CLOSED = frozenset({Door.OVER, Door.REVOKED})


@dataclass(frozen=True, slots=True)
class Card:
    """One team as the board shows it. ``checks`` are empty for teams that are over."""

    team: Team
    composed: Composed
    door: Door
    tasks: list[Assignment]
    checks: list[Check]
    hidden: bool

    @property
    def leader(self) -> Seat | None:
        return next((one for one in self.composed.seats if one.role == "leader"), None)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(colour, words, how many), those that there are."""
        levels = (("red", "不符", "fault"), ("yellow", "提醒", "warn"), ("green", "符合", "ok"))
        told = [
            (colour, words, sum(one.level == level for one in self.checks))
            for colour, words, level in levels
        ]
        return [one for one in told if one[2]]

    @property
    def first_fault(self) -> str:
        """What has to be mended first."""
        if self.hidden:
            return HIDDEN
        found = [one for one in self.checks if one.level == "fault"]
        return f"{found[0].label}：{found[0].words}" if found else ""


@read_view(READERS)
def rounds(request: Request) -> HttpResponse:
    """The term's rounds, each with how its teams stand."""
    term = current_term(request.actor)
    rows = list(selectors.rounds_with_teams(request.actor, term)) if term else []
    today = clock.today()
    context = {
        "term": term, "rows": rows, "today": today, "next_step": next_step(request.actor, term),
    }  # fmt: skip
    return render(request, "teams/rounds.html", context)


@read_view(READERS)
def board(request: Request, round_id: int) -> HttpResponse:
    """A round's teams as cards, with what still waits for a team."""
    actor = request.actor
    row = access.get_or_404(actor, Round, related=("term",), pk=round_id)
    cards = cards_of(request, row)
    waiting = list(
        list_inspections(actor).filter(round=row, assignment__isnull=True).order_by("team_name")
    )
    drafts = [one for one in cards if one.team.authorisation.state == AuthorisationState.DRAFT]
    context = {
        "round": row,
        "cards": cards,
        "waiting": waiting,
        "named": any(one.team_name for one in waiting),
        "drafts": len(drafts),
        "may_form": access.can(actor, "form", Team(round=row)),
        "may_fill": bool(drafts) and bool(access.can(actor, "change", drafts[0].team)),
        "name_form": forms.TeamNameForm(auto_id="new_%s"),
        "draw_form": forms.DrawForm(auto_id="draw_%s"),
        "next_step": next_step(actor, row.term),
        "reserve": reserve_of(row) if drafts else None,
        "over": bool(cards) and all(one.door in _CLOSED for one in cards),
    }
    return render(request, "teams/board.html", context)


def cards_of(request: Request, row: Round, only: Team | None = None) -> list[Card]:
    """Cards of a round's teams (or of one), in a fixed number of queries."""
    actor = request.actor
    teams = [only] if only is not None else list(selectors.list_teams(actor, row))
    seen = set(
        access.visible(actor, Assignment)
        .filter(team__in=[team.pk for team in teams])
        .values_list("pk", flat=True)
    )
    made = []
    for one in compose(teams, row):
        door = one.authorisation.door_on(clock.today())
        tasks = [task for task in one.tasks if task.pk in seen]
        hidden = len(tasks) < len(one.tasks)
        checks = [] if door in _CLOSED or hidden else one.checks
        made.append(Card(one.team, one, door, tasks, checks, hidden))
    return made


@read_view(READERS)
def team(request: Request, team_id: int) -> HttpResponse:
    """One team whole: checks, seats, inspections, paper, declarations, conflicts."""
    row = selectors.get_team(request.actor, team_id)
    return render(request, "teams/team.html", team_context(request, row))


@dataclass(frozen=True, slots=True)
class Line:
    """A seat with what is said of it."""

    seat: Seat
    conflicts: list[Conflict]
    declaration: Any
    flagged: bool
    load: Any

    @property
    def unrecorded(self) -> bool:
        """Whether the engine says something that no row holds yet."""
        return any(one.recusal is None for one in self.conflicts)


def team_context(request: Request, row: Team, **bound: Any) -> dict[str, Any]:
    """What the team's page needs; ``bound`` carries forms that came back with errors."""
    actor = request.actor
    card = cards_of(request, row.round, only=row)[0]
    paper = row.authorisation
    buttons = buttons_for(actor, row, paper)
    version = {"version": row.version}
    blank = {
        "seat_form": forms.SeatForm(initial=version, auto_id="seat_%s"),
        "assign_form": forms.AssignForm(initial=version, auto_id="assign_%s"),
        "paper_form": forms.PaperForm(
            initial=version
            | {
                "paper": paper.paper,
                "opens_on": paper.opens_on or row.round.start_on,
                "shuts_on": paper.shuts_on or row.round.end_on,
            },
            auto_id="paper_%s",
        ),
        "announce_form": forms.AnnounceForm(
            initial={"version": paper.version, "announced_on": clock.today()}, auto_id="told_%s"
        ),
        "replace_form": forms.ReplaceForm(initial=version, auto_id="replace_%s"),
        "role_form": forms.RoleForm(initial=version, auto_id="role_%s"),
    } | bound
    _fill_choices(request, row, blank, buttons)
    return blank | {
        "team": row,
        "paper": paper,
        "card": card,
        "lines": _lines(request, row, card),
        "left": selectors.seats_of(actor, row, left_too=True).filter(ended_at__isnull=False),
        "buttons": buttons,
        "hidden_words": HIDDEN,
        "is_draft": paper.state == AuthorisationState.DRAFT,
        "today": clock.today(),
        "next_step": team_step(actor, row, card.composed, buttons, card.door, hidden=card.hidden),
    }


def _fill_choices(
    request: Request, row: Team, given: dict[str, Any], buttons: Buttons
) -> None:  # fmt: skip
    if buttons.change or buttons.replace:
        people = people_for(request, row)
        for name in ("seat_form", "replace_form"):
            given[name].fields["inspector"].queryset = people
    if buttons.change:
        tasks = open_tasks(request, row)
        given["assign_form"].fields["inspection"].queryset = tasks


def _lines(request: Request, row: Team, card: Card) -> list[Line]:
    seats = card.composed.seats
    said = selectors.declarations_of(request.actor, row)
    loads = selectors.loads([one.inspector_id for one in seats], row.round.term)
    flagged = {seat for one in card.checks if one.level == "fault" for seat in one.seats}
    shown = {} if card.hidden or not card.checks else card.composed.conflicts
    return [
        Line(
            seat, shown.get(seat.pk, []), said.get(seat.pk), seat.pk in flagged,
            loads.get(seat.inspector_id, selectors.Load()),
        )
        for seat in seats
    ]  # fmt: skip


def people_for(request: Request, row: Team) -> QuerySet[Inspector]:
    """Who may be seated in the round: in the pool, and in none of its teams."""
    seated = access.visible(request.actor, Seat).filter(
        round_id=row.round_id, ended_at__isnull=True
    )
    return admitted(request.actor).exclude(pk__in=seated.values("inspector")).order_by("name")


def open_tasks(request: Request, row: Team) -> QuerySet[Inspection]:
    """Inspections of the round that are not the team's."""
    rows = list_inspections(request.actor).filter(round_id=row.round_id)
    return rows.exclude(assignment__team_id=row.pk).order_by("organisation__code")

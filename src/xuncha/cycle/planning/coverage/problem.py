"""A version of the plan as a problem for the optimiser, and its answer back as places.

What is done is not asked again: rounds that have begun stand in the problem without teams, so that
a round's index, and with it the weighted delay, stays what it is over the whole term. A team that
prepares an inspection already gets nothing more: its round is asked about with the other teams,
numbered from 1, and the answer's numbers are led back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.planning.coverage.board import Board, Place, Slot
from xuncha.kernel.errors import Invalid

_KINDS = {OrganisationKind.TOWNSHIP: "镇"}
_UNKNOWN_KIND = "区直单位"
_RULES = {
    "team_size": [1, 1], "deputies": [0, 0], "leader_not_same_organisation_twice": False,
    "same_home_in_team": True, "recusal_years": 3, "delay_tolerance": 0.02,
}  # fmt: skip
"""People are no part of this question: teams are numbers here."""


@dataclass(frozen=True, slots=True)
class Put:
    """Where the optimiser puts an organisation."""

    organisation: int
    round: int
    team: int


def problem_of(board: Board, start: dt.date, end: dt.date) -> dict[str, Any]:
    """The problem in the form of ``xuncha plan``. Refuses rounds that overlap, no round to fill,
    and nothing to put, each with its sentence."""
    slots = [one for one in board.slots if one.within_term]
    for earlier, later in pairwise(slots):
        if later.start_on <= earlier.end_on:
            raise Invalid(
                f"{later.name}（{later.start_on} 开始）和{earlier.name}（{earlier.end_on} 结束）"
                "时间重叠，请先改好轮次。"
            )
    if not any(free_teams(board, one) for one in slots):
        raise Invalid("没有还未开始、并且有巡察组的轮次，请先排定轮次和组数。")
    places = [one for one in board.places.values() if not one.done]
    if not places:
        raise Invalid("没有尚欠的单位，不需要编排。")
    asked = {one.organisation for one in places}
    names = {one.id: round_key(one) for one in slots}
    return {
        "term": {"start": start.isoformat(), "end": end.isoformat()},
        "rules": _RULES | {
            "max_organisations_per_team": board.most_organisations,
            "max_effort_per_team": board.most_effort,
        },
        "rounds": [
            {
                "id": names[one.id], "start": one.start_on.isoformat(),
                "end": one.end_on.isoformat(), "teams": len(free_teams(board, one)),
            }
            for one in slots
        ],
        "organisations": [_organisation(one, board, asked, names) for one in places],
        "inspectors": [], "recusals": [],
    }  # fmt: skip


def _organisation(
    place: Place, board: Board, asked: set[int], names: dict[int, str]
) -> dict[str, Any]:
    parent = board.goes_with(place)
    goes_along = parent is not None and parent.organisation in asked
    kind = OrganisationKind(place.unit_kind)
    return {
        "id": str(place.organisation), "name": place.name,
        "kind": _KINDS.get(kind, str(kind.label)) if kind in OrganisationKind else _UNKNOWN_KIND,
        "parent": str(place.parent) if goes_along else None, "risk": place.risk,
        "effort": place.effort, "skills": [],
        "not_before": place.not_before.isoformat() if place.not_before else None,
        "due": place.due.isoformat() if place.due else None, "with_parent": goes_along,
        "fixed_round": names.get(place.round or 0) if place.locked else None,
    }  # fmt: skip


def free_teams(board: Board, slot: Slot) -> list[int]:
    """Teams of a round that the optimiser may fill, by their real numbers."""
    if not slot.is_open:
        return []
    busy = board.busy_teams(slot.id)
    return [one for one in range(1, slot.teams + 1) if one not in busy]


def round_key(slot: Slot) -> str:
    """A round as the optimiser names it in its sentences: short, and unique within the term."""
    return f"第{slot.number}轮"


def puts_of(board: Board, assignments: list[dict[str, Any]]) -> list[Put]:
    """The optimiser's answer as places."""
    slots = {round_key(one): one for one in board.slots}
    puts = []
    for team in assignments:
        slot = slots[team["round"]]
        number = free_teams(board, slot)[int(team["team"]) - 1]
        puts += [Put(int(unit), slot.id, number) for unit in team["organisations"]]
    return puts

"""What the pages of this room share: who comes here, the tabs, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.directory.roles import (
    BUSINESS,
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
    UNIT_HEAD,
    UNIT_LIAISON,
)
from xuncha.cycle.evaluation.process import (
    OFFICE_OWES,
    UNIT_OWES,
    Part,
    next_of,
    process_of,
)
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Next
from xuncha.web.http import Request
from xuncha.web.rounds.tabs import tabs_for

EVERYBODY = BUSINESS
OFFICES = OFFICE
UNITS = UNIT
DIRECTOR = frozenset({OFFICE_DIRECTOR})
WRITING = OFFICE | {UNIT_LIAISON}
PUBLISHING = OFFICE | {UNIT_LIAISON, UNIT_HEAD}
MEETING = OFFICE | UNIT | {PARTNER}
JUDGING = READERS | UNIT
REPORTING = OFFICE | UNIT
DECIDING = frozenset({OFFICE_DIRECTOR, LEADER})


def next_for(actor: Actor, parts: Sequence[Part]) -> Next | None:
    """The first thing that this person's side owes."""
    who = UNIT_OWES if actor.has(*UNIT) else OFFICE_OWES if actor.has(*OFFICE) else ""
    found = next_of(parts, who)
    return Next(f"{found.words}。", "去办", found.url) if found else None


def desk_tabs(actor: Actor, here: str) -> list[tuple[str, str, bool, None]]:
    """The lists of this area."""
    names = (("evaluation_board", "办理进程"), ("evaluation_rules", "评估规则"))
    return [(label, reverse(name), name == here, None) for name, label in names]


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a small list: what it is, how it stands, where it opens."""

    label: str
    state: str
    state_label: str
    url: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be begun here: a page to go to, or a button that posts."""

    label: str
    url: str
    name: str = ""
    value: str = ""
    posts: bool = False


def room_page(
    request: Request, inspection: Inspection, title: str, lead: str, lines: list[Line],
    offers: list[Offer], **more: Any,
) -> HttpResponse:  # fmt: skip
    """The small list of one kind of record of an inspection, with what may be begun."""
    parts = process_of(request.actor, inspection)
    context = {
        "inspection": inspection, "tabs": tabs_for(request.actor, inspection, "evaluation_process"),
        "title": title, "lead": lead, "lines": lines, "offers": offers,
        "next": next_for(request.actor, parts), "note": "",
    } | more  # fmt: skip
    return render(request, "evaluation/room.html", context)

"""How a unit answers to what it is asked for: said once, as conditions that lists, figures and the
record of cooperation share. Each line has exactly one of the five."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q

from xuncha.cycle.fieldwork.enums import LineState, RequestState, Timeliness
from xuncha.cycle.fieldwork.models import DocumentRequest, RequestLine
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

ASKED = Q(request__state__in=[RequestState.SENT, RequestState.CLOSED]) & ~Q(
    state=LineState.WITHDRAWN
)
"""Lines that the unit was asked for and still is: not those that the team let go."""
SHORT = ASKED & Q(is_short=True)
HELD_ORIGINALS = Q(state=LineState.RECEIVED, is_original=True)
"""Originals that the team has and must give back."""
TO_TAKE = Q(state=LineState.HANDED)
"""Handed in, not counted and taken yet."""


def answered(how: str, today: dt.date) -> Q:
    """The lines of one kind of answer, as of a day."""
    owed = Q(state__in=[LineState.WAITING, LineState.PARTLY])
    overdue = owed & Q(due_on__lt=today)
    open_yet = Q(state=LineState.WAITING, due_on__gte=today)
    said_none = Q(state=LineState.NONE)
    settled = ~overdue & ~open_yet & ~said_none
    kinds = {
        Timeliness.ON_TIME: settled & Q(first_on__lte=F("due_on")),
        Timeliness.LATE: settled & Q(first_on__gt=F("due_on")),
        Timeliness.OVERDUE: overdue,
        Timeliness.NONE: said_none,
        Timeliness.WAITING: open_yet,
    }
    return ASKED & kinds[Timeliness(how)]


def overdue_lines(today: dt.date) -> Q:
    """Owed and past the day."""
    return answered(Timeliness.OVERDUE, today)


def timeliness_of(line: RequestLine, today: dt.date) -> Timeliness:
    """The same for one line."""
    assert line.due_on is not None
    if line.state == LineState.NONE:
        return Timeliness.NONE
    if line.state in {LineState.WAITING, LineState.PARTLY} and line.due_on < today:
        return Timeliness.OVERDUE
    if line.state == LineState.WAITING or line.first_on is None:
        return Timeliness.WAITING
    return Timeliness.ON_TIME if line.first_on <= line.due_on else Timeliness.LATE


@dataclass(frozen=True, slots=True)
class Record:
    """A unit's cooperation in one inspection, in numbers of documents."""

    asked: int
    on_time: int
    late: int
    overdue: int
    none: int
    waiting: int
    short: int
    put_off: int

    @property
    def due(self) -> int:
        """Those whose answer can be judged already."""
        return self.asked - self.waiting


def record_of(actor: Actor, inspection: Inspection) -> Record:
    """The record as of today, through the actor's doors, in two queries."""
    today = clock.today()
    rows = access.visible(actor, RequestLine).filter(ASKED, inspection=inspection)
    counts = {
        str(one.value): Count("pk", filter=answered(one, today), distinct=True)
        for one in Timeliness
    }
    told = rows.aggregate(
        asked=Count("pk"), short=Count("pk", filter=Q(is_short=True)),
        **{f"n_{key}": value for key, value in counts.items()},
    )  # fmt: skip
    later = access.visible(actor, DocumentRequest).filter(
        inspection=inspection, due_on__gt=F("original_due_on")
    )
    return Record(
        asked=told["asked"], short=told["short"], put_off=later.count(),
        **{str(one.value): told[f"n_{one.value}"] for one in Timeliness},
    )  # fmt: skip

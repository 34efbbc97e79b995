"""A partner's desk: what was handed to him, what he owes and tells before a round, by clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.fieldwork.enums import BriefingState
from xuncha.cycle.fieldwork.selectors import list_briefings
from xuncha.cycle.oversight.enums import CheckState
from xuncha.cycle.oversight.selectors import list_checks
from xuncha.cycle.results import selectors
from xuncha.cycle.results.enums import OWED, ResultState
from xuncha.cycle.schemes.selectors import seats_waiting_for
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.http import Request, read_view
from xuncha.web.results.audience import PARTNER, desk_tabs

SHOWN = 60
_NEVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Line:
    """One thing owed: of what kind, in words, where, by when."""

    kind: str
    text: str
    state: str
    url: str
    due_on: dt.date | None = None
    late: bool = False


def _handed(actor: Actor, today: dt.date) -> list[Line]:
    """What was handed to this partner and not yet answered."""
    rows = selectors.list_results(actor).filter(
        state__in=sorted(OWED), addressee=actor.user_id
    )  # fmt: skip
    found = []
    for one in rows.order_by("due_on", "pk")[:SHOWN]:
        due = one.receive_by if one.state == ResultState.ISSUED else one.original_due_on
        words, url = f"{one.code} {one.title}", reverse("results_result", args=[one.pk])
        late = bool(due and due < today)
        found.append(Line(one.get_kind_display(), words, one.get_state_display(), url, due, late))
    return found


def _briefings(actor: Actor, today: dt.date) -> list[Line]:
    """What this partner was asked to tell before a round."""
    wanted = [BriefingState.ASKED, BriefingState.RETURNED]
    rows = list_briefings(actor).filter(state__in=wanted, addressee=actor.user_id)
    return [
        Line(
            "巡前通报", f"{one.inspection.organisation}：{one.get_source_display()}",
            one.get_state_display(), reverse("fieldwork_briefing", args=[one.pk]), one.due_on,
            one.due_on < today,
        )
        for one in rows.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip


def _reviews(actor: Actor, today: dt.date) -> list[Line]:
    """Seats from which this partner has to speak about a scheme."""
    return [
        Line(
            "整改方案审核", f"{one.review.scheme.inspection.organisation}整改方案", "待审核",
            reverse("schemes_scheme", args=[one.review.scheme_id]), one.review.due_on,
            one.review.due_on < today,
        )
        for one in seats_waiting_for(actor)[:SHOWN]
    ]  # fmt: skip


def _checks(actor: Actor) -> list[Line]:
    """Spot checks that this partner was given."""
    user = actor.user_id or 0
    rows = list_checks(actor).filter(state__in=[CheckState.ASSIGNED, CheckState.RECORDED])
    mine = rows.filter(first_id=user) | rows.filter(second_id=user)
    return [
        Line(
            "实地核查", f"{one.code}（{one.inspection.organisation}）", one.get_state_display(),
            reverse("oversight_check", args=[one.pk]),
        )
        for one in mine.exclude(recorded_by_id=user).order_by("pk")[:SHOWN]
    ]  # fmt: skip


@read_view(PARTNER)
def desk(request: Request) -> HttpResponse:
    """Everything on one page, what is due first on top."""
    actor, today = request.actor, clock.today()
    owed = [
        *_handed(actor, today), *_briefings(actor, today), *_reviews(actor, today),
        *_checks(actor),
    ]  # fmt: skip
    owed.sort(key=lambda one: (one.due_on or _NEVER, one.kind, one.url))
    mine = selectors.list_results(actor).filter(addressee=actor.user_id)
    told = list_briefings(actor).filter(addressee=actor.user_id)
    answered = told.filter(state__in=[BriefingState.ANSWERED, BriefingState.ACCEPTED])
    plans = selectors.list_joint(actor).filter(added_by=actor.user_id, year=today.year)
    context = {
        "owed": owed, "late": sum(one.late for one in owed),
        "done": list(mine.exclude(state__in=sorted(OWED)).order_by("-pk")[:10]),
        "handed": mine.count(), "told": answered.count(), "plans": plans.count(),
        "year": today.year, "tabs": desk_tabs(actor, "results_desk"),
    }  # fmt: skip
    return render(request, "results/desk.html", context)

"""What waits on the workbench: clocks that run, requests to see a source."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from xuncha.cycle.petitions.enums import RequestState
from xuncha.cycle.petitions.models import Custodian, PetitionClock, SourceRequest
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.petitions.lists import AUDIENCE


@source(AUDIENCE, 45)
def waiting(actor: Actor) -> Iterable[Section]:
    """Own petitions by their next clock, then requests that the actor decides."""
    rows = access.visible(actor, PetitionClock).filter(
        met_on__isnull=True, petition__handler=actor.user_id
    )
    rows = rows.select_related("petition").order_by("due_on", "pk")[:SHOWN]
    yield Section(
        "我承办的信访", [_clock(one) for one in rows], reverse("petitions_list") + "?mine=yes"
    )
    own = (
        access.visible(actor, Custodian)
        .filter(user=actor.user_id, ended_at__isnull=True)
        .values("inspection")
    )
    asked = access.visible(actor, SourceRequest).filter(
        Q(petition__inspection__in=own), state=RequestState.ASKED
    )
    asked = asked.exclude(asked_by=actor.user_id).select_related("petition").order_by("pk")
    yield Section("等您决定的来源查看申请", [_request(one) for one in asked[:SHOWN]])


def _clock(one: PetitionClock) -> Todo:
    url = reverse("petitions_petition", args=[one.petition_id])
    words = f"{one.petition.code} {one.get_kind_display()}"
    return Todo(words, url, one.due_on, late=one.late)


def _request(one: SourceRequest) -> Todo:
    url = reverse("petitions_petition", args=[one.petition_id]) + "#source"
    return Todo(one.petition.code, url)

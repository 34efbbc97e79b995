"""Reading what stands in clear: numbers, states, days, names of those who know."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.cycle.clues.enums import FIELDS
from xuncha.cycle.clues.models import (
    Clue,
    ClueGrant,
    ClueRead,
    ClueRules,
    Copy,
    CopyClock,
    Outcome,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_PARTS = {
    "handover": "移交意见", "withdrawn": "撤回理由", "grant": "授予理由", "ended": "收回理由",
    "receipt": "签收人", "outcome": "办理情况", "recovered": "追缴金额（元）",
}  # fmt: skip


def label_of(place: str) -> str:
    """A place's name."""
    return FIELDS.get(place) or _PARTS[place.split(":")[0]]


def list_clues(actor: Actor) -> QuerySet[Clue]:
    """Clues in sight."""
    return access.visible(actor, Clue).select_related(
        "inspection__organisation", "inspection__round"
    )


def get_clue(actor: Actor, clue_id: int) -> Clue:
    """One clue."""
    rows = Clue.objects.select_related(
        "inspection__organisation", "inspection__round", "registered_by"
    )
    return access.get_or_404(actor, rows, pk=clue_id)


def places_of(clue: Clue) -> list[str]:
    """Which places are filled: the clue's own in the order of the page, then the others."""
    there = set(clue.texts.values_list("place", flat=True))
    own = [one for one in FIELDS if one in there]
    return [*own, *sorted(there - set(own))]


def grants_of(actor: Actor, clue: Clue) -> QuerySet[ClueGrant]:
    """Who may know or could, newest first."""
    rows = ClueGrant.objects.filter(clue=clue).select_related("user", "given_by", "ended_by")
    return access.visible(actor, rows).order_by("-pk")


def reads_of(actor: Actor, clue: Clue) -> QuerySet[ClueRead]:
    """Who read what, newest first."""
    return access.visible(actor, ClueRead.objects.filter(clue=clue)).order_by("-number")


def copies_of(actor: Actor, clue: Clue) -> list[Copy]:
    """The copies with their clocks and outcomes."""
    rows = Copy.objects.filter(clue=clue).select_related("handover", "to")
    return list(
        access.visible(actor, rows).prefetch_related("clocks", "outcomes").order_by("number")
    )


def late_clocks(actor: Actor) -> QuerySet[CopyClock]:
    """Clocks of copies in sight that are still running, the next one first."""
    rows = CopyClock.objects.filter(met_on__isnull=True, copy__in=access.visible(actor, Copy))
    return rows.select_related("copy__clue").order_by("due_on", "pk")


def outcomes_of(copy: Copy) -> QuerySet[Outcome]:
    return copy.outcomes.order_by("pk")


def list_rules(actor: Actor) -> QuerySet[ClueRules]:
    """Versions, newest first."""
    return access.visible(actor, ClueRules).select_related("made_by").order_by("-number")

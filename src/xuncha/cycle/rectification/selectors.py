"""Reading rectification: always through the doors, always under the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Case, Func, IntegerField, Prefetch, Q, QuerySet, Sum, When

from xuncha.cycle.rectification.enums import REACHED, SENT_BACK, SignalState
from xuncha.cycle.rectification.models import (
    DueMove,
    Extension,
    ExtensionRules,
    Item,
    ItemStep,
    LedgerImport,
    Measure,
    Progress,
    Proof,
    Signal,
)
from xuncha.cycle.rectification.policies import DECIDERS
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_NOUGHT: Func = Func(template="0", output_field=IntegerField())
"""A nought that stands in the statement itself: only then does SQLite see that the partial index
of items with questions serves."""

QUESTIONED = Q(open_signals__gt=_NOUGHT)
"""At least one question waits."""

LEVELS: dict[str, Q] = {level: Q(state__in=sorted(states)) for level, states in REACHED.items()}
"""What each level means, once."""


def overdue(today: dt.date) -> Q:
    """Open past its due date. Long-term items are never overdue."""
    return Q(owed_on__lt=today)


def due_within(today: dt.date, days: int) -> Q:
    """Open and due within so many days from today on."""
    last = today + dt.timedelta(days=days)
    return Q(owed_on__gte=today, owed_on__lte=last)


def list_items(actor: Actor) -> QuerySet[Item]:
    """Items in sight, with what a list shows, newest last by their number of entry."""
    return access.visible(actor, Item).select_related(
        "organisation", "finding", "round", "inspection"
    )


def list_sent_back(actor: Actor) -> QuerySet[Item]:
    """Items that lie with their units again, with the steps that say why."""
    steps = Prefetch("steps", ItemStep.objects.order_by("-pk"))
    return list_items(actor).filter(state__in=sorted(SENT_BACK)).prefetch_related(steps)


def get_item(actor: Actor, item_id: int) -> Item:
    """One item with all that hangs on it, in a fixed number of queries."""
    rows = Item.objects.select_related(
        "organisation", "finding__leaf", "round", "inspection", "claimed_by", "verified_by",
        "sustained_by",
    ).prefetch_related(
        Prefetch("measures", Measure.objects.order_by("number")),
        Prefetch("progress", Progress.objects.select_related("author").order_by("-id")),
        Prefetch("proofs", Proof.objects.select_related("file", "added_by").order_by("id")),
        Prefetch("steps", ItemStep.objects.order_by("-id")),
        Prefetch(
            "extensions",
            Extension.objects.select_related("asked_by", "decided_by").order_by("-id"),
        ),
        Prefetch("due_moves", DueMove.objects.select_related("by").order_by("id")),
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=item_id)


def signals_of(actor: Actor, item: Item) -> QuerySet[Signal]:
    """Questions about an item that this reader may see, the waiting ones first."""
    rows = Signal.objects.filter(item=item).select_related("decided_by")
    waits = Case(When(state=SignalState.OPEN, then=0), default=1)
    return access.visible(actor, rows).order_by(waits, "state", "code", "id")


def list_signals(actor: Actor) -> QuerySet[Signal]:
    """Questions in sight, over all inspections."""
    rows = Signal.objects.select_related("item", "inspection__organisation", "inspection__round")
    return access.visible(actor, rows)


def pending_extensions(actor: Actor) -> QuerySet[Extension]:
    """Requests that wait for a decision."""
    rows = Extension.objects.filter(state="asked").select_related("item__organisation", "asked_by")
    return access.visible(actor, rows)


def extensions_to_decide(actor: Actor) -> QuerySet[Extension]:
    """Requests that wait for this person's level."""
    levels = [level for level, roles in DECIDERS.items() if actor.has(*roles)]
    return pending_extensions(actor).filter(level__in=levels)


def list_extension_rules(actor: Actor) -> QuerySet[ExtensionRules]:
    """Versions of the rules of extensions, newest first."""
    rows = ExtensionRules.objects.select_related("made_by")
    return access.visible(actor, rows).order_by("-number")


def get_proof(actor: Actor, proof_id: int) -> Proof:
    """One proof with its item."""
    return access.get_or_404(actor, Proof, related=("item",), pk=proof_id)


def list_imports(actor: Actor, inspection_id: int) -> QuerySet[LedgerImport]:
    """Files brought in for an inspection, newest first."""
    rows = LedgerImport.objects.filter(inspection_id=inspection_id)
    return access.visible(actor, rows.select_related("file", "brought_by")).order_by("-id")


def recovered(items: Iterable[int]) -> dict[int, Decimal]:
    """Sum recovered for each item, over all its progress."""
    rows = (
        Progress.objects.filter(item__in=items, recovered_yuan__isnull=False)
        .values_list("item")
        .annotate(Sum("recovered_yuan"))
        .order_by("item")
    )
    return dict(rows)

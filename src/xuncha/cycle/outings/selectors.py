"""Reading outings through the doors."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.outings.enums import ClashState
from xuncha.cycle.outings.models import Clash, Exchange, Machine
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_OPEN = Q(exchanges__clashes__state=ClashState.OPEN)


def list_machines(actor: Actor) -> QuerySet[Machine]:
    """Machines in sight, with how many clashes wait."""
    rows = Machine.objects.select_related("team__round").prefetch_related("exchanges")
    found = access.visible(actor, rows)
    return found.annotate(waiting=Count("exchanges__clashes", filter=_OPEN, distinct=True))


def with_open_clashes(rows: QuerySet[Machine]) -> QuerySet[Machine]:
    """Those of the machines with something to decide."""
    asked = Exchange.objects.filter(clashes__state=ClashState.OPEN).values("machine")
    return rows.filter(pk__in=asked)


def get_machine(actor: Actor, machine_id: int) -> Machine:
    """One machine with its team."""
    return access.get_or_404(
        actor, Machine, related=("team__round", "team__authorisation"), pk=machine_id
    )


def exchanges_of(actor: Actor, machine: Machine) -> QuerySet[Exchange]:
    """Its packages, newest first."""
    return access.visible(actor, Exchange.objects.filter(machine=machine)).order_by("-pk")


def list_clashes(actor: Actor) -> QuerySet[Clash]:
    """What clashed, as far as the reader may see the inspection."""
    rows = Clash.objects.select_related("exchange__machine__team__round", "inspection")
    return access.visible(actor, rows)


def get_clash(actor: Actor, clash_id: int) -> Clash:
    """One clash with its package."""
    related = (
        "exchange__machine__team__round", "inspection__organisation", "inspection__round",
        "settled_by",
    )  # fmt: skip
    return access.get_or_404(actor, Clash, related=related, pk=clash_id)


def next_clash(actor: Actor, row: Clash) -> Clash | None:
    """The next one of the same machine that waits."""
    rows = list_clashes(actor).filter(
        state=ClashState.OPEN, exchange__machine=row.exchange.machine_id
    )
    return rows.exclude(pk=row.pk).order_by("pk").first()

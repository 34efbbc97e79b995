"""Reading outings through the doors."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.outings.enums import ClashState
from xuncha.cycle.outings.models import Clash, Exchange, Machine
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_machines(actor: Actor) -> QuerySet[Machine]:
    """Machines in sight, with how many clashes wait, of those that the reader may see."""
    rows = Machine.objects.select_related("team__round").prefetch_related("exchanges")
    asked = Q(exchanges__clashes__in=_open_clashes(actor).values("pk"))
    return access.visible(actor, rows).annotate(
        waiting=Count("exchanges__clashes", filter=asked, distinct=True)
    )


def _open_clashes(actor: Actor) -> QuerySet[Clash]:
    return access.visible(actor, Clash.objects.filter(state=ClashState.OPEN))


def with_open_clashes(actor: Actor, rows: QuerySet[Machine]) -> QuerySet[Machine]:
    """Those of the machines with something to decide that the reader may see."""
    asked = _open_clashes(actor).values("exchange__machine")
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

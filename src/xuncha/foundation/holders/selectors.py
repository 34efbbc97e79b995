"""Reading about keys: whose is in use, which ceremonies there were. Never a key."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.foundation import access
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.holders.models import Escrow, EscrowShare, Keyholder
from xuncha.kernel.actor import Actor


def may_hold(actor: Actor) -> bool:
    """Whether this person may have anything to do with sealed records at all."""
    return actor.user_id is not None and bool(access.can(actor, "make", Keyholder()))


def own_holder(actor: Actor) -> Keyholder | None:
    """One's own key in use."""
    rows = access.visible(actor, Keyholder).filter(user=actor.user_id, retired_at__isnull=True)
    return rows.first()


def with_key() -> list[User]:
    """Who has a key in use, by name."""
    rows = Keyholder.objects.filter(retired_at__isnull=True, user__is_active=True)
    users = User.objects.filter(pk__in=rows.values("user"))
    return list(users.order_by("name", "pk"))


def officers() -> list[User]:
    """Who may keep a share of the escrow: those of the right roles with a key of their own."""
    return [one for one in with_key() if access.can(build_actor(one), "keep", Escrow())]


def escrows(actor: Actor) -> QuerySet[Escrow]:
    """Escrow keys in sight, newest first."""
    rows = access.visible(actor, Escrow).select_related("convened_by")
    return rows.prefetch_related("shares__officer").order_by("-pk")


def own_shares(actor: Actor) -> QuerySet[EscrowShare]:
    """Shares that the actor keeps, newest first."""
    rows = access.visible(actor, EscrowShare).filter(officer=actor.user_id)
    return rows.select_related("escrow").order_by("-pk")

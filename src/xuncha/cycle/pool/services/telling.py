"""Who is told of what happens in the pool."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def tell_roles(actor: Actor, roles: Collection[str], kind: str, text: str, url: str) -> None:
    """Tell everybody who holds one of the roles today, but not whoever acts."""
    today = clock.today()
    grants = RoleGrant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), role__in=sorted(roles),
        from_on__lte=today, approved_at__isnull=False, user__is_active=True,
    )  # fmt: skip
    users = grants.order_by("user_id").values_list("user_id", flat=True).distinct()
    tell(actor, users=list(users), kind=kind, text=text, url=url)


def tell_person(actor: Actor, user_id: int | None, kind: str, text: str, url: str) -> None:
    """Tell one user, if there is one."""
    if user_id is not None:
        tell(actor, users=[user_id], kind=kind, text=text, url=url)

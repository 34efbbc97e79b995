"""From a signed-in user to the frozen actor of a request.

Higher floors add what they know (unit, live grants, recusals) through ``enrich``; this floor never
looks up to them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q

from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

Enricher = Callable[[User, Actor], Actor]
_enrichers: list[Enricher] = []


def enrich(func: Enricher) -> Enricher:
    """Register a function that completes the actor; runs at each request, so one query at most."""
    if func not in _enrichers:
        _enrichers.append(func)
    return func


def live_roles(user: User) -> frozenset[str]:
    """Roles approved and in force today."""
    today = clock.today()
    return frozenset(
        RoleGrant.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=today),
            user=user,
            from_on__lte=today,
            approved_at__isnull=False,
        ).values_list("role", flat=True)
    )


def build_actor(user: User, *, request_id: str = "", address: str = "") -> Actor:
    """The actor for a user, as of now. A user who was switched off gets no role at all."""
    actor = Actor(
        user_id=user.pk,
        name=user.name,
        roles=live_roles(user) if user.is_active else frozenset(),
        request_id=request_id,
        address=address,
    )
    for func in _enrichers:
        actor = replace(func(user, actor))
    return actor

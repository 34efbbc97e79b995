"""Reading accounts through the doors."""

from __future__ import annotations

import datetime as dt
from math import ceil

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from xuncha.foundation import access
from xuncha.foundation.accounts.devices import SealedDevice
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def list_users(actor: Actor) -> QuerySet[User]:
    """Accounts in sight with their roles of today."""
    today = clock.today()
    standing = RoleGrant.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return access.visible(actor, User).prefetch_related(
        Prefetch("role_grants", standing.order_by("pk"), to_attr="standing")
    )


def with_role(rows: QuerySet[User], role: str) -> QuerySet[User]:
    """Those who hold a role or are to hold it, unless it has ended."""
    grants = RoleGrant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=clock.today()), user=OuterRef("pk"), role=role
    )
    return rows.filter(Exists(grants))


def grants_of(actor: Actor, user: User) -> QuerySet[RoleGrant]:
    """All roles a user has, had or is to have."""
    rows = RoleGrant.objects.filter(user=user).select_related("asked_by", "approved_by")
    return access.visible(actor, rows).order_by("-pk")


def waiting_grants(actor: Actor) -> QuerySet[RoleGrant]:
    """Roles asked for and not yet approved."""
    rows = RoleGrant.objects.filter(approved_at__isnull=True).select_related("user", "asked_by")
    standing = rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=clock.today()))
    return access.visible(actor, standing).order_by("pk")


def has_totp(user: User) -> bool:
    """Whether a second factor is in force."""
    return bool(SealedDevice.objects.filter(user=user, confirmed=True).exists())


def waiting_totp(actor: Actor) -> SealedDevice | None:
    """One's own secret that waits for its first code."""
    waiting: SealedDevice | None = SealedDevice.objects.filter(
        user_id=actor.user_id, confirmed=False
    ).first()
    return waiting


def is_password_old(user: User) -> bool:
    """Whether the password has had its days. On a demo site the passwords are known to all and
    never grow old."""
    if settings.XUNCHA_DEMO:
        return False
    if user.password_changed_at is None:
        return True
    return clock.now() - user.password_changed_at > dt.timedelta(days=settings.XUNCHA_PASSWORD_DAYS)


def minutes_locked(username: str) -> int:
    """In how many minutes a locked sign-in name opens again; 0 if it is not locked. Reckoned by the
    machine's own clock, as the lock-out library does."""
    now = timezone.now()
    attempts = AccessAttempt.objects.filter(
        username=username, attempt_time__gt=now - settings.AXES_COOLOFF_TIME
    ).order_by("attempt_time")
    told = list(attempts.values_list("attempt_time", "failures_since_start"))
    left = sum(count for _, count in told)
    for at, count in told:
        if left < settings.AXES_FAILURE_LIMIT:
            break
        left -= count
        if left < settings.AXES_FAILURE_LIMIT:
            opens: dt.datetime = at + settings.AXES_COOLOFF_TIME
            return ceil((opens - now).total_seconds() / 60)
    return 0


def is_locked(user: User) -> bool:
    """Whether too many sign-ins failed lately."""
    return minutes_locked(user.username) > 0


def active_user(username: str) -> User | None:
    """Whoever signs in by that name, unless he was switched off: for commands on the machine."""
    return User.objects.filter(username=username, is_active=True).first()

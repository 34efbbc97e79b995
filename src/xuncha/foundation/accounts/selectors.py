"""Reading accounts through the doors."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from xuncha.foundation import access
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
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_password_old(user: User) -> bool:
    """Whether the password has had its days."""
    if user.password_changed_at is None:
        return True
    return clock.now() - user.password_changed_at > dt.timedelta(days=settings.XUNCHA_PASSWORD_DAYS)

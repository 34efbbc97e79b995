"""Roles: asked for by the system administrator, approved by the security officer."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from xuncha.foundation import access
from xuncha.foundation.accounts import roles as register
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def ask_role(
    actor: Actor, *, user_id: int, role: str, from_on: dt.date, until_on: dt.date | None = None
) -> RoleGrant:
    """Ask that a user gets a role. Refuses an unknown role, dates the wrong way round, and a role
    that doesn't go with those he has: administrators hold one role and no business."""
    user = access.get_or_404(actor, User, pk=user_id)
    grant = RoleGrant(
        user=user, role=role, from_on=from_on, until_on=until_on, asked_by_id=actor.user_id
    )
    access.require(actor, "ask", grant)
    if until_on is not None and until_on < from_on:
        raise Invalid("岗位的止日不能早于起日。", field="until_on")
    _goes_with_others(grant)
    grant.save(force_insert=True)
    record(actor, "accounts.role.asked", user, role=role)
    return grant


@service
def approve_role(actor: Actor, *, grant_id: int) -> RoleGrant:
    """Put an asked role into force. Never by whoever asked, never for oneself."""
    grant = access.get_or_404(actor, RoleGrant, related=("user",), pk=grant_id)
    access.require(actor, "approve", grant)
    if grant.until_on is not None and grant.until_on < clock.today():
        raise Conflict("申请的期限已经过了，请系统管理员重新申请。")
    _goes_with_others(grant)
    changed = RoleGrant.objects.filter(pk=grant.pk, approved_at__isnull=True).update(
        approved_at=clock.now(), approved_by_id=actor.user_id
    )
    if not changed:
        raise Conflict("这项申请刚才已经批准了。")
    record(actor, "accounts.role.approved", grant.user, role=grant.role)
    return grant


@service
def end_role(actor: Actor, *, grant_id: int, reason: str) -> RoleGrant:
    """Take a role back: it opens nothing from this moment on. One that was never in force before
    today is struck out; the log keeps that it was there. Refuses the last of the three."""
    grant = access.get_or_404(actor, RoleGrant, related=("user",), pk=grant_id)
    access.require(actor, "end", grant)
    if not reason.strip():
        raise Invalid("请写明收回的理由。", field="reason")
    keep_one_of_three(grant.user, without=grant)
    if grant.until_on is not None and grant.until_on < clock.today():
        raise Conflict("这个岗位已经到期，不用收回。")
    record(actor, "accounts.role.ended", grant.user, role=grant.role, reason=reason)
    if grant.approved_at is None or grant.from_on >= clock.today():
        grant.delete()
        return grant
    last = clock.today() - dt.timedelta(days=1)
    if not RoleGrant.objects.filter(pk=grant.pk, until_on=grant.until_on).update(until_on=last):
        raise Conflict
    return grant


def keep_one_of_three(user: User, *, without: RoleGrant | None = None) -> None:
    """Go on only if each of the three posts that the user holds has another holder who can sign
    in: nobody could give it back, for each needs another of the three. ``without``: only this role
    is being taken."""
    mine = _in_force().filter(user=user, role__in=register.THREE)
    if without is not None:
        mine = mine.filter(pk=without.pk)
    for role in mine.values_list("role", flat=True):
        others = _in_force().filter(role=role, user__is_active=True).exclude(user=user)
        if not others.exists():
            raise Conflict(f"这是最后一位{register.label_of(role)}，先安排好接任的人再办理。")


def _in_force() -> QuerySet[RoleGrant]:
    today = clock.today()
    return RoleGrant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        from_on__lte=today,
        approved_at__isnull=False,
    )


def _goes_with_others(grant: RoleGrant) -> None:
    others = RoleGrant.objects.filter(user=grant.user).exclude(pk=grant.pk)
    standing = others.filter(Q(until_on__isnull=True) | Q(until_on__gte=clock.today()))
    held = set(standing.values_list("role", flat=True))
    if grant.role in held:
        raise Conflict("这个人已经有这个岗位，或者正在申请。")
    register.check_together(held | {grant.role})

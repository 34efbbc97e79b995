"""Roles: asked for by the system administrator, approved by the security officer."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

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
    if role not in {one.key for one in register.every()}:
        raise Invalid("没有这个岗位。", field="role")
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
    today is struck out; the log keeps that it was there."""
    grant = access.get_or_404(actor, RoleGrant, related=("user",), pk=grant_id)
    access.require(actor, "end", grant)
    if not reason.strip():
        raise Invalid("请写明收回的理由。", field="reason")
    if grant.approved_at is None or grant.from_on >= clock.today():
        grant.delete()
    else:
        last = clock.today() - dt.timedelta(days=1)
        RoleGrant.objects.filter(pk=grant.pk).update(until_on=last)
    record(actor, "accounts.role.ended", grant.user, role=grant.role, reason=reason)
    return grant


def _goes_with_others(grant: RoleGrant) -> None:
    """Families never mix, and of the three administrators nobody is two."""
    others = RoleGrant.objects.filter(user=grant.user).exclude(pk=grant.pk)
    standing = others.filter(Q(until_on__isnull=True) | Q(until_on__gte=clock.today()))
    for other in standing.values_list("role", flat=True):
        if other == grant.role:
            raise Conflict("这个人已经有这个岗位，或者正在申请。")
        mine, theirs = register.family_of(grant.role), register.family_of(other)
        if mine != theirs:
            raise Invalid("三员不能兼任业务岗位，业务人员也不能兼任三员。", field="role")
        if grant.role in register.THREE:
            raise Invalid("系统管理员、安全保密员、安全审计员必须是三个人。", field="role")

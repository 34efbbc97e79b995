"""Making users, switching them off and on, and lifting a lock."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable

from axes.utils import reset as reset_axes
from django.db import IntegrityError, transaction

from xuncha.foundation import access
from xuncha.foundation.accounts import roles as register
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.accounts.services.roles import keep_one_of_three
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")


def new_password() -> str:
    """A first password: 12 characters that are not mistaken for each other."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(letters) for _ in range(12))


@service
def create_user(actor: Actor, *, username: str, name: str, post: str) -> tuple[User, str]:
    """A new account without any role, and its first password, shown this once. Refuses a sign-in
    name that exists or is not made of small letters, digits and ``._-``."""
    access.require(actor, "create", User())
    password = new_password()
    user = _make(username=username, name=name, post=post, password=password, must_change=True)
    record(actor, "accounts.user.created", user, username=user.username)
    return user, password


@service
def change_user(actor: Actor, *, user_id: int, name: str, post: str, requires_totp: bool) -> User:
    """Mend name, post and whether a second factor is demanded. The sign-in name stays for good:
    the log speaks of it. Refuses an empty name."""
    user = access.get_or_404(actor, User, pk=user_id)
    access.require(actor, "change", user)
    wanted = {"name": _name(name), "post": post.strip(), "requires_totp": requires_totp}
    before = {key: getattr(user, key) for key in wanted}
    for key, value in wanted.items():
        setattr(user, key, value)
    user.save(update_fields=list(wanted))
    record(actor, "accounts.user.changed", user, before=before, after=wanted)
    return user


@service
def set_active(actor: Actor, *, user_id: int, active: bool, reason: str) -> User:
    """Switch an account off or on again, with the reason; switched off, it is out at once. What it
    did stays in its name. Refuses the last of the three administrators."""
    user = access.get_or_404(actor, User, pk=user_id)
    access.require(actor, "disable", user)
    if not reason.strip():
        raise Invalid("请写明理由。", field="reason")
    if not active:
        keep_one_of_three(user)
    if not User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active):
        raise Conflict("这个账号刚才已经改过了。")
    user.is_active = active
    verb = "accounts.user.enabled" if active else "accounts.user.disabled"
    record(actor, verb, user, reason=reason)
    return user


@service
def unlock_user(actor: Actor, *, user_id: int) -> User:
    """Lift the lock that failed sign-ins put on an account."""
    user = access.get_or_404(actor, User, pk=user_id)
    access.require(actor, "unlock", user)
    reset_axes(username=user.username)
    record(actor, "accounts.user.unlocked", user)
    return user


@service
def bootstrap_user(
    actor: Actor,
    *,
    username: str,
    name: str,
    post: str,
    password: str,
    roles: Iterable[str],
    must_change: bool = True,
    requires_totp: bool = False,
    from_on: dt.date | None = None,
) -> User:
    """The first people of a site, by the system only: their roles are in force from ``from_on``
    (today) on. Refuses roles that never go together."""
    if not actor.is_system:
        raise Refused("只有系统自己能这样建立账号。")
    wanted = list(dict.fromkeys(roles))
    register.check_together(wanted)
    user = _make(
        username=username, name=name, post=post, password=password, must_change=must_change,
        requires_totp=requires_totp,
    )  # fmt: skip
    since = from_on or clock.today()
    for role in wanted:
        RoleGrant.objects.create(user=user, role=role, from_on=since, approved_at=clock.now())
    record(actor, "accounts.user.created", user, username=username, roles=wanted)
    return user


def _name(text: str) -> str:
    if not text.strip():
        raise Invalid("请填写姓名。", field="name")
    return text.strip()


def _make(
    *,
    username: str,
    name: str,
    post: str,
    password: str,
    must_change: bool,
    requires_totp: bool = False,
) -> User:
    if not _USERNAME.fullmatch(username):
        raise Invalid("用户名用小写字母开头，3 到 40 个小写字母、数字或 . _ -。", field="username")
    user = User(
        username=username, name=_name(name), post=post.strip(), created_at=clock.now(),
        must_change_password=must_change, password_changed_at=clock.now(),
        requires_totp=requires_totp,
    )  # fmt: skip
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Invalid(f"用户名“{username}”已经有人用了。", field="username") from None
    return user

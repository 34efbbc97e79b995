"""Signing in and out, for the log. The library checks; these note, and end old passwords."""

from __future__ import annotations

from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.selectors import is_password_old
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor


@service
def note_sign_in(actor: Actor, *, user: User) -> bool:
    """Somebody is in. Gives whether his password has had its days: it must be changed now."""
    record(actor, "accounts.session.opened", user)
    is_old = is_password_old(user)
    if is_old and not user.must_change_password:
        user.must_change_password = True
        user.save(update_fields=["must_change_password"])
    return is_old


@service
def note_sign_out(actor: Actor, *, user: User, reason: str = "") -> None:
    """Somebody has left, or was sent out for the reason."""
    record(actor, "accounts.session.closed", user, reason=reason)


@service
def note_refused_sign_in(actor: Actor, *, username: str) -> None:
    """A sign-in with a wrong name or password: which name was tried, from where."""
    user = User.objects.filter(username=username).first()
    record(actor, "accounts.session.refused", user, name=_tried(user, username), step="password")


@service
def note_locked(actor: Actor, *, username: str) -> None:
    """A sign-in that was stopped because too many failed."""
    user = User.objects.filter(username=username).first()
    record(actor, "accounts.session.locked", user, name=_tried(user, username))


def _tried(user: User | None, username: str) -> str:
    """The account's sign-in name; of one that doesn't exist only how it starts, because people type
    passwords into the wrong field and the log is for ever."""
    if user is not None:
        return user.username
    return f"{username[:2]}…（没有这个用户名，{len(username)} 个字符）"

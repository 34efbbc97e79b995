"""Passwords: changed by their owner, reset by the system administrator."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services.users import new_password
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

_FIELDS = ["password", "must_change_password", "password_changed_at"]


@service
def change_password(actor: Actor, *, user_id: int, old: str, new: str) -> User:
    """One's own password. Refuses a wrong old one, the same again, and whatever is too weak. Every
    other session of the person ends with it (the session carries a hash of the password)."""
    user = access.get_or_404(actor, User, pk=user_id)
    if user.pk != actor.user_id:
        raise Invalid("只能修改自己的密码。")
    if not user.check_password(old):
        raise Invalid("原密码不对。", field="old")
    if old == new:
        raise Invalid("新密码不能和原密码一样。", field="new")
    if user.username in new.lower():
        raise Invalid("新密码里不能有用户名。", field="new")
    try:
        validate_password(new, user)
    except ValidationError as problem:
        raise Invalid("".join(problem.messages), field="new") from None
    user.set_password(new)
    user.must_change_password = False
    user.password_changed_at = clock.now()
    user.save(update_fields=_FIELDS)
    record(actor, "accounts.password.changed", user)
    return user


@service
def reset_password(actor: Actor, *, user_id: int) -> str:
    """A new first password for somebody who lost his, shown this once; to be changed at sign-in."""
    user = access.get_or_404(actor, User, pk=user_id)
    access.require(actor, "reset_password", user)
    password = new_password()
    user.set_password(password)
    user.must_change_password = True
    user.password_changed_at = clock.now()
    user.save(update_fields=_FIELDS)
    record(actor, "accounts.password.reset", user)
    return password

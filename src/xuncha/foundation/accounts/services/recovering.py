"""The last way back in: on the machine itself, by the system, with a reason."""

from __future__ import annotations

from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.selectors import has_totp
from xuncha.foundation.accounts.services.passwords import reset_password
from xuncha.foundation.accounts.services.second_factor import remove_totp
from xuncha.foundation.accounts.services.users import unlock_user
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid, Refused


@service
def recover_user(actor: Actor, *, username: str, drop_totp: bool, reason: str) -> str:
    """A new password for whoever can't be helped by one colleague alone, shown this once; lifts the
    lock, and takes the second factor off if asked to. By the system only: whoever stands at the
    machine has the keys anyway, and the log says that it was done there."""
    if not actor.is_system:
        raise Refused("只有在服务器上才能这样重置密码。")
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Invalid(f"没有用户名为“{username}”的账号。", field="username")
    if not reason.strip():
        raise Invalid("请写明理由。", field="reason")
    record(actor, "accounts.user.recovered", user, reason=reason)
    password = reset_password(actor, user_id=user.pk)
    unlock_user(actor, user_id=user.pk)
    if drop_totp and has_totp(user):
        remove_totp(actor, user_id=user.pk, reason=reason)
    return password

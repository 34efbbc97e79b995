"""TOTP as a second factor: enrolled by its owner, removed by the security officer."""

from __future__ import annotations

from django_otp.plugins.otp_totp.models import TOTPDevice

from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def prepare_totp(actor: Actor) -> TOTPDevice:
    """A device that waits for its first code; the one that waits already, if there is one."""
    user = access.get_or_404(actor, User, pk=actor.user_id)
    if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        raise Conflict("动态口令已经启用；要换手机，请先让安全保密员撤销。")
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="动态口令", confirmed=False)


@service
def confirm_totp(actor: Actor, *, code: str) -> TOTPDevice:
    """Put the waiting device into force with its first code."""
    device = TOTPDevice.objects.filter(user_id=actor.user_id, confirmed=False).first()
    if device is None:
        raise Conflict("没有等待启用的动态口令，请重新打开这个页面。")
    if not device.verify_token(code.strip()):
        raise Invalid("动态口令不对，请看手机上现在的六位数字。", field="code")
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    user = User.objects.get(pk=actor.user_id)
    user.requires_totp = True
    user.save(update_fields=["requires_totp"])
    record(actor, "accounts.totp.enrolled", user)
    return device


@service
def remove_totp(actor: Actor, *, user_id: int, reason: str) -> User:
    """Take the second factor off somebody who lost his phone. He enrols anew at his next sign-in if
    his account requires one."""
    user = access.get_or_404(actor, User, pk=user_id)
    access.require(actor, "unlock", user)
    if not reason.strip():
        raise Invalid("请写明理由。", field="reason")
    removed, _ = TOTPDevice.objects.filter(user=user).delete()
    if not removed:
        raise Conflict("这个账号没有启用动态口令。")
    record(actor, "accounts.totp.removed", user, reason=reason)
    return user

"""TOTP as a second factor: enrolled by its owner, removed by the security officer."""

from __future__ import annotations

from math import ceil

from django.utils import timezone

from xuncha.foundation import access
from xuncha.foundation.accounts.devices import SealedDevice, make_device
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def prepare_totp(actor: Actor) -> SealedDevice:
    """A new secret that waits for its first code; one that waited before is void, because whoever
    saw it then need not be the one who sits here now. Refuses where a second factor is in force."""
    user = access.get_or_404(actor, User, pk=actor.user_id)
    if SealedDevice.objects.filter(user=user, confirmed=True).exists():
        raise Conflict("动态口令已经启用；要换手机，请先让安全保密员撤销。")
    SealedDevice.objects.filter(user=user).delete()
    return make_device(user)


@service
def confirm_totp(actor: Actor, *, code: str) -> SealedDevice:
    """Put the waiting secret into force with its first code, which can't be used again. A wrong
    code leaves it waiting (``Invalid``)."""
    device: SealedDevice | None = SealedDevice.objects.filter(
        user_id=actor.user_id, confirmed=False
    ).first()
    if device is None:
        raise Conflict("没有等待启用的动态口令，请重新打开这个页面。")
    if not device.verify_token(code.strip()):
        raise Invalid("动态口令不对，请看手机上现在的六位数字。", field="code")
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    user = access.get_or_404(actor, User, pk=actor.user_id)
    user.requires_totp = True
    user.save(update_fields=["requires_totp"])
    record(actor, "accounts.totp.enrolled", user)
    return device


@service
def verify_totp(actor: Actor, *, code: str) -> SealedDevice | None:
    """The second step of signing in: the device that gave the code, None where the code is wrong,
    too old or was used before. Each failure doubles the seconds until the next try (``Invalid``
    tells them) and stays in the log."""
    devices = SealedDevice.objects.select_for_update().filter(user_id=actor.user_id, confirmed=True)
    device: SealedDevice | None = devices.first()
    if device is None:
        raise Conflict("动态口令已被撤销，请重新打开页面启用。")
    allowed, told = device.verify_is_allowed()
    if not allowed:
        left = (told["locked_until"] - timezone.now()).total_seconds() if told else 0
        raise Invalid(f"连续输错，请 {max(ceil(left), 1)} 秒后再试。", field="code")
    if device.verify_token(code.strip()):
        return device
    user = access.get_or_404(actor, User, pk=actor.user_id)
    record(actor, "accounts.session.refused", user, name=user.username, step="totp")
    return None


@service
def remove_totp(actor: Actor, *, user_id: int, reason: str) -> User:
    """Take the second factor off somebody who lost his phone. He enrols anew at his next sign-in if
    his account requires one."""
    user = access.get_or_404(actor, User, pk=user_id)
    access.require(actor, "remove_totp", user)
    if not reason.strip():
        raise Invalid("请写明理由。", field="reason")
    removed, _ = SealedDevice.objects.filter(user=user).delete()
    if not removed:
        raise Conflict("这个账号没有启用动态口令。")
    record(actor, "accounts.totp.removed", user, reason=reason)
    return user

"""The second factor: a code counts once, wrong ones slow down, a lost phone is the officer's."""

from __future__ import annotations

import datetime as dt
import importlib
import time
from binascii import hexlify
from collections.abc import Callable

import pytest
from django.apps import apps
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.foundation.accounts.conftest import last
from tests.people import Cast
from xuncha.foundation.accounts import services
from xuncha.foundation.accounts.devices import SealedDevice
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.selectors import has_totp
from xuncha.foundation.seals import fields
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused, Unavailable

Who = Callable[[str], Actor]


def code_of(device: SealedDevice, steps: int = 0) -> str:
    """What the phone shows, ``steps`` half minutes from now."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


def wrong_code(device: SealedDevice) -> str:
    """Six digits that are none of the accepted ones."""
    good = {code_of(device, steps) for steps in range(-3, 4)}
    return next(f"{n:06d}" for n in range(100) if f"{n:06d}" not in good)


def patient(device: SealedDevice) -> None:
    """As if the seconds that a failure costs had gone by."""
    SealedDevice.objects.filter(pk=device.pk).update(
        throttling_failure_timestamp=timezone.now() - dt.timedelta(hours=1)
    )


@pytest.fixture
def device(who: Who) -> SealedDevice:
    """李闻's, in force; the code before the present one is spent, the phone's clock is right."""
    waiting = services.prepare_totp(who("liwen"))
    device = services.confirm_totp(who("liwen"), code=code_of(waiting, -1))
    SealedDevice.objects.filter(pk=device.pk).update(drift=0)
    return device


def test_enrolling_takes_a_right_code(who: Who, people: Cast) -> None:
    waiting = services.prepare_totp(who("liwen"))
    with pytest.raises(Invalid, match="不对"):
        services.confirm_totp(who("liwen"), code=wrong_code(waiting))
    assert not has_totp(people["liwen"])
    services.confirm_totp(who("liwen"), code=code_of(waiting))
    assert has_totp(people["liwen"])
    assert User.objects.get(username="liwen").requires_totp
    assert last().verb == "accounts.totp.enrolled"
    assert waiting.key not in str(last().details)


def test_a_secret_shown_before_is_void(who: Who) -> None:
    """Whoever saw the first secret, and left, has no use for it."""
    first = services.prepare_totp(who("liwen"))
    second = services.prepare_totp(who("liwen"))
    assert first.key != second.key
    if code_of(first) != code_of(second):
        with pytest.raises(Invalid):
            services.confirm_totp(who("liwen"), code=code_of(first))


def test_without_a_waiting_secret_nothing_is_confirmed(who: Who, device: SealedDevice) -> None:
    with pytest.raises(Conflict):
        services.confirm_totp(who("zhaoqing"), code="123456")
    with pytest.raises(Conflict, match="已经启用"):
        services.prepare_totp(who("liwen"))


def test_a_code_counts_once(who: Who, device: SealedDevice) -> None:
    code = code_of(device)
    assert services.verify_totp(who("liwen"), code=code) == device
    assert services.verify_totp(who("liwen"), code=code) is None
    assert (last().verb, last().details["step"]) == ("accounts.session.refused", "totp")


def test_the_code_of_the_enrolment_is_spent(who: Who) -> None:
    waiting = services.prepare_totp(who("liwen"))
    code = code_of(waiting)
    services.confirm_totp(who("liwen"), code=code)
    assert services.verify_totp(who("liwen"), code=code) is None


@pytest.mark.parametrize(("steps", "good"), [(1, True), (0, True), (3, False), (-3, False)])
def test_a_clock_may_be_off_by_one_step(
    who: Who, device: SealedDevice, steps: int, good: bool
) -> None:
    code = code_of(device, steps)
    assert (services.verify_totp(who("liwen"), code=code) is not None) is good


def test_wrong_codes_slow_down_and_the_delay_survives(who: Who, device: SealedDevice) -> None:
    assert services.verify_totp(who("liwen"), code=wrong_code(device)) is None
    with pytest.raises(Invalid, match="秒后再试"):
        services.verify_totp(who("liwen"), code=code_of(device))
    patient(device)
    assert services.verify_totp(who("liwen"), code=code_of(device)) is not None


def test_one_person_s_code_is_nothing_for_another(who: Who, device: SealedDevice) -> None:
    with pytest.raises(Conflict):
        services.verify_totp(who("zhaoqing"), code=code_of(device))


def test_a_lost_phone(who: Who, people: Cast, device: SealedDevice) -> None:
    target = people["liwen"].pk
    with pytest.raises(Refused):
        services.remove_totp(who("xitong"), user_id=target, reason="丢了")
    with pytest.raises(Invalid, match="理由"):
        services.remove_totp(who("baomi"), user_id=target, reason="")
    services.remove_totp(who("baomi"), user_id=target, reason="手机丢失")
    assert not has_totp(people["liwen"])
    assert User.objects.get(username="liwen").requires_totp, "he has to enrol anew"
    with pytest.raises(Conflict):
        services.remove_totp(who("baomi"), user_id=target, reason="手机丢失")


def test_the_database_holds_no_secret(device: SealedDevice) -> None:
    row = TOTPDevice.objects.get(pk=device.pk)
    assert fields.is_sealed(row.key)
    assert hexlify(device.bin_key).decode() not in row.key
    with pytest.raises(ValueError, match=r"."):
        _ = row.bin_key  # the library alone can do nothing with it


def test_a_sealed_secret_carried_to_another_person_opens_nothing(
    who: Who, people: Cast, device: SealedDevice
) -> None:
    other = services.prepare_totp(who("song"))
    SealedDevice.objects.filter(pk=other.pk).update(key=device.key, confirmed=True)
    with pytest.raises(Unavailable):
        services.verify_totp(who("song"), code=code_of(device, 1))


def test_secrets_of_an_older_version_are_sealed_and_still_work(
    who: Who, device: SealedDevice
) -> None:
    plain = hexlify(device.bin_key).decode()
    TOTPDevice.objects.filter(pk=device.pk).update(key=plain)
    move = importlib.import_module("xuncha.foundation.accounts.migrations.0002_seal_totp_secrets")
    move.seal(apps, None)
    move.seal(apps, None)
    row = SealedDevice.objects.get(pk=device.pk)
    assert fields.is_sealed(row.key)
    assert services.verify_totp(who("liwen"), code=code_of(row, 1)) == row
    move.unseal(apps, None)
    assert TOTPDevice.objects.get(pk=device.pk).key == plain

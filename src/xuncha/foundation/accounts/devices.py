"""The second factor's secret, sealed: whoever has the database can't reckon the codes."""

from __future__ import annotations

import os
from binascii import unhexlify

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from xuncha.foundation.accounts.models import User
from xuncha.foundation.seals import fields

SECRET_BYTES = 20


def place_of(device_id: int, user_id: int) -> str:
    """What a device's secret is sealed for: this record and this person."""
    return f"otp_totp.totpdevice:{device_id}:user:{user_id}:key"


class SealedDevice(TOTPDevice):  # type: ignore[misc]  # the library has no types
    """One phone of one person. Made by ``prepare_totp``, in force once confirmed, ends when the
    security officer takes it off. ``key`` holds the secret sealed with the site's key; the library
    reckons with what ``bin_key`` opens."""

    class Meta:
        proxy = True
        verbose_name = "动态口令"

    @property
    def bin_key(self) -> bytes:
        """The secret; ``Unavailable`` where it can't be opened."""
        return fields.unseal(self.key, place=place_of(self.pk, self.user_id))


@transaction.atomic
def make_device(user: User) -> SealedDevice:
    """A device with a fresh secret that waits for its first code."""
    device = SealedDevice(user=user, name="动态口令", confirmed=False, key="")
    device.save(force_insert=True)
    place = place_of(device.pk, user.pk)
    device.key = fields.seal(os.urandom(SECRET_BYTES), place=place)
    device.save(update_fields=["key"])
    return device


def sealed_key(key: str, *, device_id: int, user_id: int) -> str:
    """What stands in the column for a secret that an older version kept as plain digits."""
    if fields.is_sealed(key):
        return key
    return fields.seal(unhexlify(key), place=place_of(device_id, user_id))

from binascii import hexlify

from django.db import migrations

from xuncha.foundation.accounts.devices import place_of, sealed_key
from xuncha.foundation.seals import fields


def seal(apps, schema_editor):
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.order_by("pk"):
        device.key = sealed_key(device.key, device_id=device.pk, user_id=device.user_id)
        device.save(update_fields=["key"])


def unseal(apps, schema_editor):
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.order_by("pk"):
        if fields.is_sealed(device.key):
            secret = fields.unseal(device.key, place=place_of(device.pk, device.user_id))
            device.key = hexlify(secret).decode("ascii")
            device.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedDevice",
            fields=[],
            options={
                "verbose_name": "动态口令",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("otp_totp.totpdevice",),
        ),
        migrations.RunPython(seal, unseal),
    ]

"""The demo's deeds in one town: one that residents are satisfied with, one to be called back, one
past its promise, one just heard of."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib
from decimal import Decimal

from xuncha.cycle.deeds import services
from xuncha.cycle.deeds.enums import DeedKind, Heard, When
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.deeds.services import Done, Said, Told
from xuncha.cycle.planning.models import Inspection
from xuncha.demo.texts import results_words as words
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def load(seed: int, *, town: str, liaison: str) -> None:
    """``town`` is a name; its villages get the deeds, ``liaison`` speaks for it."""
    rows = Inspection.objects.filter(organisation__name=town, entered_on__isnull=False)
    inspection = rows.select_related("organisation", "round").order_by("-round__number").first()
    assert inspection is not None, town
    unit, places = _who(liaison), services.villages_of(inspection)
    for at in range(len(words.DEEDS)):
        _deed(inspection, places[(at + 1) % len(places)].pk, at, unit, seed)


def _who(username: str) -> Actor:
    return build_actor(User.objects.get(username=username), request_id="demo")


def _ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def _deed(inspection: Inspection, village_id: int, at: int, unit: Actor, seed: int) -> None:
    kind, heard, title, place, said = words.DEEDS[at]
    clerk, other = _who("jiandan"), _who("heduishi")
    told = Told(DeedKind(kind), Heard(heard), _ago(70 - at), title, said, place)
    with clock.at(_ago(70 - at)):
        row = services.register_deed(
            clerk, inspection_id=inspection.pk, village_id=village_id, told=told
        )
    if at == 3:
        return
    with clock.at(_ago(66)):
        row = services.verify_deed(
            other, deed_id=row.pk, version=row.version, text=words.LOOKED,
            owner_id=inspection.organisation_id,
        )  # fmt: skip
    promised = _ago(4 if at == 2 else 12)
    with clock.at(_ago(64)):
        row = services.claim_deed(
            unit, deed_id=row.pk, version=row.version, promise=words.PROMISE,
            due_on=promised,
        )  # fmt: skip
        row = services.start_deed(unit, deed_id=row.pk, version=row.version)
        _photo(unit, row, When.BEFORE)
    if at < 2:
        _finished(row, at, unit, clerk, seed)


def _finished(row: Deed, at: int, unit: Actor, clerk: Actor, seed: int) -> None:
    with clock.at(_ago(20 - at)):
        _photo(unit, row, When.AFTER)
        done = Done(words.DID, (700, 260)[at], Decimal((105_000, 48_600)[at]))
        row = services.finish_deed(unit, deed_id=row.pk, version=row.version, done=done)
    if at == 0:
        on = _ago(10)
        with clock.at(on):
            call = services.made_call(row, 180, seed=seed % 900_000 + 1, by_id=clerk.user_id)
            call.save(force_insert=True)
            said = Said(on, len(call.picks) - 1, 0, 1, words.HAPPY)
            services.record_call(clerk, deed_id=row.pk, version=row.version, said=said)


def _photo(unit: Actor, row: Deed, when: When) -> None:
    grey = 90 if when == When.BEFORE else 200
    stream = io.BytesIO(_picture(grey))
    name = f"{row.village}{when.label}.png"
    services.add_photos(unit, deed_id=row.pk, when=when, uploads=[(stream, name)])


def _picture(grey: int, width: int = 64, height: int = 48) -> bytes:
    """A small even picture: the demo has no photos of real places."""

    def part(kind: bytes, told: bytes) -> bytes:
        return struct.pack(">I", len(told)) + kind + told + struct.pack(
            ">I", zlib.crc32(kind + told)
        )  # fmt: skip

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([grey]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows))
        + part(b"IEND", b"")
    )  # fmt: skip

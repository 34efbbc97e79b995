"""A record's data key: taken out with somebody's own key, handed to others, changed.

The record is any row with ``generation``, ``version``, ``seal_word`` and ``keys`` (rows of a
``WrappedKey``). What is sealed with the data key is the room's own business.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from xuncha.foundation.holders.models import Escrow, Keyholder
from xuncha.foundation.seals import boxes
from xuncha.kernel.errors import Conflict, Refused, Unavailable

NO_ESCROW = "还没有使用中的托管密钥，不能封存；请巡察办主任先主持托管仪式。"


@dataclass(frozen=True, slots=True)
class OpenKey:
    """Somebody's private key while it is unlocked. Lives as long as the request."""

    user_id: int
    holder_id: int
    private: bytes = field(repr=False)


def context_of(record: Any, owner: str) -> str:
    """What a copy is bound to: record, generation, owner."""
    return f"{record.seal_word} {record.pk} {record.generation} {owner}"


def data_key(record: Any, key: OpenKey, missing: str) -> bytes:
    """The record's data key out of the holder's own copy. ``Refused`` with the sentence where he
    has none."""
    row = record.keys.filter(holder_id=key.holder_id, generation=record.generation).first()
    if row is None:
        raise Refused(missing)
    return boxes.unwrap(row.wrapped, key.private, context_of(record, f"holder {key.holder_id}"))


def holder_of(user_id: int | None) -> Keyholder | None:
    """Somebody's key in use."""
    return Keyholder.objects.filter(user=user_id, retired_at__isnull=True).first()


def active_escrow() -> Escrow:
    """The escrow key in use; ``Refused`` where there is none."""
    row = Escrow.objects.filter(state="active").first()
    if row is None:
        raise Refused(NO_ESCROW)
    return row


def hand_to(record: Any, secret: bytes, holder: Keyholder) -> None:
    """Wrap the data key for one holder, in place of an older copy."""
    record.keys.filter(holder=holder).delete()
    wrapped = boxes.wrap(secret, holder.public, context_of(record, f"holder {holder.pk}"))
    record.keys.create(holder=holder, generation=record.generation, wrapped=wrapped)


def hand_to_escrow(record: Any, secret: bytes, escrow: Escrow) -> None:
    """Wrap the data key for the escrow, in place of an older copy."""
    record.keys.filter(escrow__isnull=False).delete()
    wrapped = boxes.wrap(secret, escrow.public, context_of(record, f"escrow {escrow.pk}"))
    record.keys.create(escrow=escrow, generation=record.generation, wrapped=wrapped)


def hand_to_escrow_in_use(record: Any, secret: bytes) -> None:
    """The same for the escrow in use, if there is one."""
    if escrow := Escrow.objects.filter(state="active").first():
        hand_to_escrow(record, secret, escrow)


def from_escrow(record: Any, wrapped: str, escrow: Escrow, secret: bytes) -> bytes:
    """The data key out of the escrow's copy, once the papers were joined."""
    return boxes.unwrap(wrapped, secret, context_of(record, f"escrow {escrow.pk}"))


@contextmanager
def unchanged(record: Any) -> Iterator[None]:
    """While something is read with a record's data key. Where somebody changed the key meanwhile,
    what doesn't open is not damaged but new: ``Conflict``, so that the reader asks once more."""
    try:
        yield
    except Unavailable:
        rows = type(record)._base_manager.filter(pk=record.pk, generation=record.generation)
        if rows.exists():
            raise
        raise Conflict from None


def next_generation(record: Any) -> None:
    """A new generation: every old copy of the key is gone. ``Conflict`` where somebody else changed
    the record meanwhile."""
    _move(record, generation=F("generation") + 1)
    record.refresh_from_db()
    record.keys.all().delete()


def touch(record: Any) -> None:
    """Mark that the record changed, so that a change of its key that runs beside it starts anew."""
    _move(record)
    record.version += 1


def _move(record: Any, **fields: Any) -> None:
    rows = type(record)._base_manager.filter(pk=record.pk, version=record.version)
    if not rows.update(version=F("version") + 1, **fields):
        raise Conflict

"""The chain itself: sealing rows, moving the head, and finding the first break.

Each digest is HMAC-SHA256 over the previous digest and the row's canonical JSON. The key lies
outside the database, so that whoever edits the tables can't reseal them. The head is also written
to a file beside the key after each commit: a tail that was cut off shows.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from xuncha.foundation.audit import keeping
from xuncha.foundation.audit.models import AuditHead, AuditRow
from xuncha.kernel.errors import Conflict

GENESIS = "0" * 64
_SEALED = (
    "number", "actor_id", "actor_name", "actor_roles", "verb", "object_kind", "object_id",
    "object_name", "details", "reason", "request_id", "address",
)  # fmt: skip
_TRIES = 50
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest_of(row: AuditRow, previous: str, key: bytes) -> str:
    """Seal of a row behind ``previous``, as 64 hexadecimal digits."""
    content: dict[str, Any] = {name: getattr(row, name) for name in _SEALED}
    content["at"] = row.at.astimezone(dt.UTC).isoformat()
    text = _canonical(content)
    return hmac.digest(key, f"{previous}{text}".encode(), "sha256").hex()


def append(rows: list[AuditRow]) -> None:
    """Put rows at the end of the chain, in the transaction that is open.

    The head moves by conditional update; where another process was faster, the rows are sealed
    anew behind its rows. ``Conflict`` only if that fails fifty times in a row.
    """
    key = keeping.key()
    for _ in range(_TRIES):
        head = AuditHead.objects.filter(pk=1).first()
        if head is None:
            head, _made = AuditHead.objects.get_or_create(pk=1, defaults={"digest": GENESIS})
        previous = head.digest
        for step, row in enumerate(rows, start=1):
            row.number = head.number + step
            row.previous = previous
            row.digest = previous = digest_of(row, previous, key)
        moved = AuditHead.objects.filter(pk=1, number=head.number, digest=head.digest).update(
            number=F("number") + len(rows), digest=previous
        )
        if moved:
            AuditRow.objects.bulk_create(rows)
            return
    raise Conflict("系统正忙，操作没有完成，请稍后再试。")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found. ``rows`` counts the sound ones before the first bad one,
    ``sentence`` says it to a person."""

    sound: bool
    rows: int
    head: str
    sentence: str
    bad_row: int | None = None


def verify(
    rows: Iterable[AuditRow],
    *,
    known: tuple[int, str] | None,
    key: bytes,
    head: tuple[int, str] | None = None,
) -> Verdict:
    """Walk the chain from the first row on. ``known`` is a number and digest kept outside, ``head``
    the pair that the database itself keeps; rows behind them are newer and no fault.

    Names the first row that is missing or was changed, or says that the tail was cut off.
    """
    previous, count = GENESIS, 0
    kept = [(_OUTSIDE, known), (_INSIDE, head)]
    for row in rows:
        if row.number != count + 1:
            return _broken(count, previous, f"第 {count + 1} 条审计记录缺失。", count + 1)
        if row.previous != previous or not hmac.compare_digest(
            row.digest, digest_of(row, previous, key)
        ):
            words = f"第 {row.number} 条审计记录被改动过。"
            return _broken(count, previous, words, row.number)
        previous, count = row.digest, row.number
        for name, pair in kept:
            if pair is not None and pair[0] == count and pair[1] != previous:
                words = f"第 {count} 条审计记录与{name}不符，整段记录可能被重新编造。"
                return _broken(count - 1, previous, words, count)
    for name, pair in kept:
        if pair is not None and pair[0] > count:
            words = f"审计链尾部被截断：现存 {count} 条，{name}是第 {pair[0]} 条。"
            return _broken(count, previous, words, count + 1)
    words = f"审计链完整，共 {count} 条，链头 {previous[:16]}。"
    return Verdict(sound=True, rows=count, head=previous, sentence=words)


_OUTSIDE, _INSIDE = "库外留存的链头", "库内记的链头"


def _broken(rows: int, head: str, sentence: str, bad_row: int) -> Verdict:
    return Verdict(sound=False, rows=rows, head=head, sentence=sentence, bad_row=bad_row)

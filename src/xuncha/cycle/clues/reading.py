"""The store's own chain of reads: which field, by whom, when, whole and in order.

Each row's digest seals it and the one before with a key derived from the chain's key outside the
database; the clue keeps the end, and the general log keeps it too at each read, so that neither a
changed row nor a cut-off tail goes unseen.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence

from xuncha.cycle.clues.enums import Way
from xuncha.cycle.clues.models import Clue, ClueRead
from xuncha.foundation.audit import keeping
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.services import record
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict

_TRIES = 20
READ, PRINTED = "clues.clue.read", "clues.clue.printed"


def note_reads(actor: Actor, clue: Clue, places: Sequence[str], way: Way) -> None:
    """Put one row for each place at the end of the clue's chain, and the end into the general
    log."""
    assert actor.user_id is not None
    now = clock.now()
    for _ in range(_TRIES):
        rows, head = [], clue.reads_head
        for number, place in enumerate(places, start=clue.reads + 1):
            row = ClueRead(
                clue=clue, number=number, place=place, way=way, by_id=actor.user_id,
                by_name=actor.name, at=now, request_id=actor.request_id, previous=head,
            )  # fmt: skip
            row.digest = head = _digest(row)
            rows.append(row)
        moved = Clue.objects.filter(pk=clue.pk, reads=clue.reads).update(
            reads=clue.reads + len(rows), reads_head=head
        )
        if moved:
            ClueRead.objects.bulk_create(rows)
            clue.reads, clue.reads_head = clue.reads + len(rows), head
            verb = READ if way == Way.SHOWN else PRINTED
            record(actor, verb, clue, reads=clue.reads, head=head)
            return
        clue.refresh_from_db(fields=["reads", "reads_head"])
    raise Conflict("系统正忙，操作没有完成，请稍后再试。")


def chain_fault(clue: Clue) -> str:
    """ "" if the clue's reads are whole, else what is wrong in one sentence."""
    head, count = "", 0
    for row in ClueRead.objects.filter(clue=clue).order_by("number"):
        count += 1
        if row.number != count or row.previous != head:
            return f"第 {count} 条阅读记录缺失。"
        if not hmac.compare_digest(row.digest, _digest(row)):
            return f"第 {count} 条阅读记录被改动过。"
        head = row.digest
    if (count, head) != (clue.reads, clue.reads_head) or _told(clue) not in {None, (count, head)}:
        return "阅读记录的尾部与留存的链头不符，可能被截断。"
    return ""


def _told(clue: Clue) -> tuple[int, str] | None:
    """The end of the chain as the general log last heard it."""
    rows = AuditRow.objects.filter(
        object_kind=clue._meta.label_lower, object_id=str(clue.pk), verb__in=[READ, PRINTED]
    )
    details = rows.order_by("-number").values_list("details", flat=True).first()
    return (details["reads"], details["head"]) if details else None


def _digest(row: ClueRead) -> str:
    told = [
        row.clue_id, row.number, row.place, str(row.way), row.by_id, row.by_name,
        row.at.astimezone(clock.CHINA).isoformat(), row.request_id, row.previous,
    ]  # fmt: skip
    key = hmac.digest(keeping.key(), b"xuncha clue reads", "sha256")
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()

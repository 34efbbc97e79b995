"""Reading the log: for the auditor, and for the check of the chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model

from xuncha.foundation.audit import chain, keeping
from xuncha.foundation.audit.models import AuditHead, AuditRow

_PAGE = 2000


def verify_chain(
    known: tuple[int, str] | None = None, told: Callable[[int, int], None] | None = None
) -> chain.Verdict:
    """Check the whole chain against the database's own head and ``known``, else the head kept
    outside the database. The heads are read before the rows: what is added meanwhile is newer.
    ``told`` hears now and then how many of how many rows are done."""
    outside = known or keeping.known_head()
    inside = AuditHead.objects.filter(pk=1).values_list("number", "digest").first()
    total = max(pair[0] for pair in (outside, inside, (1, "")) if pair)

    def tell(done: int) -> None:
        if told is not None:
            told(done, max(done, total))

    verdict = chain.verify(_rows(tell), known=outside, head=inside, key=keeping.key())
    if verdict.sound and verdict.rows and outside is None:
        return replace(
            verdict, sentence=f"{verdict.sentence}库外没有留存链头，尾部是否少了只能比对库内的。"
        )
    return verdict


def _rows(told: Callable[[int], None]) -> Iterator[AuditRow]:
    """All rows in order, page by page: no statement stays open, so whoever walks may tell how far
    he is, and holds up nobody."""
    last = done = 0
    while page := list(AuditRow.objects.filter(number__gt=last).order_by("number")[:_PAGE]):
        yield from page
        last, done = page[-1].number, done + len(page)
        told(done)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log as far as it says which record something was done to."""

    number: int
    digest: str
    object_kind: str
    object_id: str


def changes_after(number: int, most: int) -> list[Change]:
    """The lines behind ``number``, oldest first, at most so many. They are numbered in the order
    of the commits: who has read up to one has missed nothing before it."""
    rows = AuditRow.objects.filter(number__gt=number).order_by("number")
    told = rows.values_list("number", "digest", "object_kind", "object_id")[:most]
    return [Change(*one) for one in told]


def changed_records(after: int, kinds: frozenset[str]) -> int:
    """How many records of some kinds the log speaks of behind a line."""
    rows = AuditRow.objects.filter(number__gt=after, object_kind__in=kinds)
    return rows.order_by().values("object_kind", "object_id").distinct().count()


def last_line() -> tuple[int, str]:
    """Number and digest of the newest line; 0 and "" in an empty log."""
    rows = AuditRow.objects.order_by("-number").values_list("number", "digest")
    return rows.first() or (0, "")


def line_digest(number: int) -> str:
    """The digest of one line; "" where there is none."""
    rows = AuditRow.objects.filter(number=number).values_list("digest", flat=True)
    return rows.first() or ""


def details_of(verb: str, obj: Model) -> dict[str, Any] | None:
    """What the log says of the first time that something was done to a record: for records that
    keep a digest there. None where it says nothing."""
    kind = obj._meta.label_lower
    rows = AuditRow.objects.filter(verb=verb, object_kind=kind, object_id=str(obj.pk))
    return rows.order_by("number").values_list("details", flat=True).first()

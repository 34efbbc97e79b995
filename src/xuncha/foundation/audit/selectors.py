"""Reading the log: for the auditor, and for the check of the chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

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

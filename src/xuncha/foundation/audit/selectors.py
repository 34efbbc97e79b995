"""Reading the log: for the auditor, and for the check of the chain."""

from __future__ import annotations

from dataclasses import replace

from xuncha.foundation.audit import chain, keeping
from xuncha.foundation.audit.models import AuditHead, AuditRow


def verify_chain(known: tuple[int, str] | None = None) -> chain.Verdict:
    """Check the whole chain against the database's own head and ``known``, else the head kept
    outside the database. The heads are read before the rows: what is added meanwhile is newer."""
    outside = known or keeping.known_head()
    inside = AuditHead.objects.filter(pk=1).values_list("number", "digest").first()
    rows = AuditRow.objects.order_by("number").iterator(chunk_size=2000)
    verdict = chain.verify(rows, known=outside, head=inside, key=keeping.key())
    if verdict.sound and verdict.rows and outside is None:
        return replace(
            verdict, sentence=f"{verdict.sentence}库外没有留存链头，尾部是否少了只能比对库内的。"
        )
    return verdict

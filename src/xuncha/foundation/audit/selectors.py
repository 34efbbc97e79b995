"""Reading the log: for the auditor, and for the check of the chain."""

from __future__ import annotations

from xuncha.foundation.audit import chain, keeping
from xuncha.foundation.audit.models import AuditRow


def verify_chain(known: tuple[int, str] | None = None) -> chain.Verdict:
    """Check the whole chain against ``known``, else against the head kept outside the database."""
    rows = AuditRow.objects.order_by("number").iterator(chunk_size=2000)
    return chain.verify(rows, known=known or keeping.known_head(), key=keeping.key())

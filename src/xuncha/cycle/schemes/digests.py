"""What an approval binds to: the hash of everything that a version says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from xuncha.cycle.schemes.models import SchemeRow, SchemeVersion


def digest_of(version: SchemeVersion, rows: Iterable[SchemeRow] | None = None) -> str:
    """The same rows answering the same findings, adopted by the same meeting, give the same 64
    signs; anything else another. One query, or none where the rows are at hand."""
    if rows is None:
        rows = version.rows.select_related("finding").order_by("line")
    told = {
        "adopted": [version.meeting, str(version.adopted_on)],
        "rows": [
            [
                one.line, one.finding.key, one.parts, one.task, one.acts, one.lead, one.department,
                str(one.due_on), one.is_long_term, one.proof,
            ]
            for one in sorted(rows, key=lambda one: one.line)
        ],
    }  # fmt: skip
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()

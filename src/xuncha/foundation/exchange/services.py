"""Remembering how a table was matched, and noting what left the house as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.foundation.audit.services import record, service
from xuncha.foundation.exchange.models import ColumnMapping
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@service
def remember_mapping(
    actor: Actor, *, kind: str, signature: str, mapping: Mapping[str, Any], owner: str
) -> ColumnMapping:
    """Keep how the headers were matched, in place of what was kept for the same headers before.

    ``mapping`` is JSON, as a rule column key → header; ``signature`` stands for the headers
    (``importing.signature_of``, or the import's own), ``owner`` is the key of the unit ("" for
    everybody). Called by an import that has been let through; refuses nothing.
    """
    kept, made = ColumnMapping.objects.update_or_create(
        kind=kind,
        signature=signature,
        owner=owner,
        defaults={
            "mapping": dict(mapping),
            "used_at": clock.now(),
            "used_by_id": actor.user_id,
        },
    )
    record(actor, "exchange.mapping.remembered", kept, kind=kind, owner=owner, is_new=made)
    return kept


@service
def record_export(
    actor: Actor, *, what: str, rows: int, filters: Mapping[str, object] | None = None
) -> None:
    """Note that a table left the house: what it was, how many rows, by which filters.

    ``filters`` must be JSON: words, numbers, lists of them. Call it before the first byte goes out;
    whoever breaks the download off has had the chance to read it all the same.
    """
    record(actor, "exchange.table.exported", name=what, rows=rows, filters=dict(filters or {}))

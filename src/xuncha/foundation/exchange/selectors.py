"""What imports remember."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.foundation.exchange.models import ColumnMapping


def remembered(kind: str, signature: str, owner: str) -> dict[str, Any] | None:
    """The mapping kept for these headers: the unit's own, else the one for everybody, else None."""
    rows = ColumnMapping.objects.filter(
        Q(owner=owner) | Q(owner=""), kind=kind, signature=signature
    ).order_by("-owner")
    found = rows.first()
    return dict(found.mapping) if found else None

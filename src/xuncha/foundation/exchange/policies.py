"""A remembered mapping holds header words only; imports use it, nobody browses it."""

from __future__ import annotations

from xuncha.foundation import access
from xuncha.foundation.exchange.models import ColumnMapping
from xuncha.kernel.policies import RolePolicy


@access.register(ColumnMapping)
class ColumnMappingPolicy(RolePolicy):
    """Nobody reaches a mapping by itself: an import asks ``selectors.remembered`` for its own."""

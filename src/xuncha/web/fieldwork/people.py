"""Who may be chosen on the forms of the field."""

from __future__ import annotations

from xuncha.cycle.directory.roles import PARTNER
from xuncha.cycle.fieldwork.stay import accounts_with


def partners() -> list[tuple[str, str]]:
    """Accounts of partners, with the post that tells whom they stand for."""
    rows = accounts_with({PARTNER})
    return [(str(one.pk), f"{one.name}（{one.post}）" if one.post else one.name) for one in rows]

"""What the policies of this room share: the office and the leaders read all, whoever keeps away
from a unit sees nothing of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import LEADER, OFFICE_DIRECTOR, READERS
from xuncha.kernel.actor import Actor

ALL = dict.fromkeys(sorted(READERS), "全部")
DIRECTOR = frozenset({OFFICE_DIRECTOR})
DECIDERS = frozenset({OFFICE_DIRECTOR, LEADER})
RECUSED = "您对有关的巡察已经回避，不能办理。"


def of_unit(actor: Actor, row: Any) -> str:
    """The unit's own, where units and the office both may."""
    return "" if actor.is_of(row.organisation_id) else "由本单位办理。"


def unshut(actor: Actor, rows: Q, path: str) -> Q:
    """Without the units that a recusal is about."""
    if not actor.shut_units:
        return rows
    return rows & ~Q(**{f"{path}__in": actor.shut_units})

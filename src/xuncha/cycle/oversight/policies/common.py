"""The one rule of sight of this room: the office and the leaders read, a recusal shuts."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, PARTNER, READERS
from xuncha.kernel.actor import Actor

CHECKERS = OFFICE | {INSPECTOR, PARTNER}
DIRECTOR = frozenset({OFFICE_DIRECTOR})
RECUSED = "您对这次巡察已经回避，不能办理。"

ALL = dict.fromkeys(sorted(READERS), "全部")


def unshut(actor: Actor, rows: Q, path: str) -> Q:
    """Without the inspections that a recusal shuts."""
    return rows & ~Q(**{f"{path}__in": actor.recusals}) if actor.recusals else rows

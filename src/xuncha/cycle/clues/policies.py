"""Who knows of a clue: named persons with a live grant, and nobody by role. Inspected units and the
three administrators never, whatever is granted."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.clues.models import (
    Clue,
    ClueGrant,
    ClueRead,
    ClueRules,
    Copy,
)
from xuncha.cycle.directory.keyholding import DIRECTOR, ROOM, of_room
from xuncha.cycle.directory.roles import (
    INSPECTOR,
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
)
from xuncha.cycle.teams.heads import LEADERS, leads
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_KNOWN = "获知悉授权的"
_SEES = {
    OFFICE_DIRECTOR: _KNOWN, "office_staff": _KNOWN, LEADER: _KNOWN, PARTNER: _KNOWN,
    INSPECTOR: "获知悉授权的，在本次巡察授权期内",
}  # fmt: skip
_WORKERS = OFFICE | {INSPECTOR, PARTNER}


def live_grants(user_id: int | None) -> Q:
    """Condition on grants: somebody's own that hold today."""
    today = clock.today()
    return Q(user_id=user_id or 0, ended_at__isnull=True, from_on__lte=today) & (
        Q(until_on__isnull=True) | Q(until_on__gte=today)
    )


def clues_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for clues and what hangs on them; ``path`` leads to the clue."""
    if actor.is_system:
        return EVERYTHING
    if not of_room(actor):
        return NOTHING
    rows = Clue.objects.filter(
        pk__in=ClueGrant.objects.filter(live_grants(actor.user_id)).values("clue")
    ).exclude(inspection__in=actor.recusals)
    if not actor.has(*READERS, PARTNER):
        rows = rows.filter(inspection__in=actor.grants)
    lookup = f"{path}__in" if path else "pk__in"
    return Q(**{lookup: rows.values("pk")})


def _is_head(actor: Actor, row: Any) -> str:
    if actor.has(*DIRECTOR) or leads(actor, row.inspection_id):
        return ""
    return "只有本组组长、副组长和巡察办主任可以登记和移交线索。"


def _may_name(actor: Actor, row: Any) -> str:
    if actor.has(*DIRECTOR) or leads(actor, row.inspection_id, LEADERS):
        return ""
    return "只有本组组长和巡察办主任可以授予、收回知悉授权。"


class _OfClue(RolePolicy):
    """Goes with its clue."""

    sees = _SEES
    path = "clue"

    def scope(self, actor: Actor) -> Q:
        return clues_under(actor, self.path)


@access.register(Clue)
class CluePolicy(_OfClue):
    path = ""
    acts = {
        "register": Act("登记线索", OFFICE | {INSPECTOR}, (_is_head,)),
        "open": Act("打开线索", ROOM),
        "withdraw": Act("撤回线索", OFFICE | {INSPECTOR}, (_is_head,)),
        "hand_over": Act("移交线索", OFFICE | {INSPECTOR}, (_is_head,)),
        "print": Act("打印移交单", OFFICE | {INSPECTOR}, (_is_head,)),
        "follow": Act("登记签收、受理和结果", _WORKERS),
        "name": Act("授予、收回知悉授权", OFFICE | {INSPECTOR}, (_may_name,)),
        "rekey": Act("更换线索密钥", OFFICE | {INSPECTOR}, (_may_name,)),
    }


@access.register(ClueGrant)
class ClueGrantPolicy(_OfClue):
    """Whoever knows of the clue sees who else does."""


@access.register(ClueRead)
class ClueReadPolicy(_OfClue):
    """Whoever knows of the clue sees who read what."""


@access.register(Copy)
class CopyPolicy(_OfClue):
    """Goes with its clue."""


@access.register(ClueRules)
class ClueRulesPolicy(RolePolicy):
    """Read in the room, made by the director."""

    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {"create": Act("制定线索规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING

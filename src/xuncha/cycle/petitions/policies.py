"""Who sees petitions: the office, the head of the authorised team, who took one in or handles it,
and the custodian. Leaders, partners, units and other teams never see a word of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.petitions.models import (
    Custodian,
    Petition,
    PetitionClock,
    PetitionRules,
    PetitionSource,
    PetitionStep,
    SourceOpening,
    SourceRequest,
    TurnedAway,
)
from xuncha.cycle.petitions.people import custodian_of
from xuncha.cycle.teams.heads import LEADERS, headed, leads
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

DIRECTOR = frozenset({OFFICE_DIRECTOR})
WORKERS = OFFICE | {INSPECTOR}
_SEES = dict.fromkeys(sorted(OFFICE), "全部，来源除外") | {
    INSPECTOR: "获授权巡察的：组长、副组长看全部，组员看自己受理和承办的；来源除外"
}


def keeps(actor: Actor, inspection_id: int) -> bool:
    """Whether the actor is that custodian."""
    row = custodian_of(inspection_id)
    return row is not None and actor.user_id is not None and row.user_id == actor.user_id


def petitions_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for petitions and what hangs on them; ``path`` leads to one."""
    if actor.is_system:
        return EVERYTHING
    rows = Petition.objects.exclude(inspection__in=actor.recusals)
    if not actor.has(*OFFICE):
        if not actor.grants or not actor.has(INSPECTOR):
            return NOTHING
        me = actor.user_id or 0
        kept = Custodian.objects.filter(user_id=me, ended_at__isnull=True)
        own = Q(registered_by=me) | Q(handler=me) | Q(inspection__in=kept.values("inspection"))
        rows = rows.filter(headed(actor) | own, inspection__in=actor.grants)
    return Q(**{f"{path}__in" if path else "pk__in": rows.values("pk")})


def _at_work(actor: Actor, row: Any) -> str:
    if actor.has(*OFFICE) or row.inspection_id in actor.grants:
        return ""
    return "只有获授权的组员和巡察办可以登记信访件。"


def _handles(actor: Actor, row: Any) -> str:
    if actor.has(*OFFICE) or leads(actor, row.inspection_id) or row.handler_id == actor.user_id:
        return ""
    return "这件信访由承办人、组长、副组长或者巡察办办理。"


def _heads(actor: Actor, row: Any) -> str:
    if actor.has(*OFFICE) or leads(actor, row.inspection_id):
        return ""
    return "只有组长、副组长和巡察办可以分办。"


def _appoints(actor: Actor, row: Any) -> str:
    if actor.has(*DIRECTOR) or leads(actor, row.inspection_id, LEADERS):
        return ""
    return "只有组长和巡察办主任可以指定来源保管人。"


def _keeps(actor: Actor, row: Any) -> str:
    if keeps(actor, row.inspection_id):
        return ""
    return "来源只由保管人决定，请联系这次巡察的来源保管人。"


class _OfPetition(RolePolicy):
    """Goes with its petition."""

    sees = _SEES
    path = "petition"

    def scope(self, actor: Actor) -> Q:
        return petitions_under(actor, self.path)


@access.register(Petition)
class PetitionPolicy(_OfPetition):
    path = ""
    acts = {
        "register": Act("登记信访件", WORKERS, (_at_work,)),
        "handle": Act("办理信访件", WORKERS, (_handles,)),
        "assign": Act("信访件分办", WORKERS, (_heads,)),
        "ask": Act("申请查看信访来源", WORKERS),
        "decide": Act("决定来源查看申请", WORKERS, (_keeps,)),
        "export": Act("导出信访登记表", OFFICE),
        "appoint": Act("指定来源保管人", WORKERS, (_appoints,)),
    }


@access.register(PetitionClock)
class PetitionClockPolicy(_OfPetition):
    """Goes with its petition."""


@access.register(PetitionStep)
class PetitionStepPolicy(_OfPetition):
    """Goes with its petition."""


@access.register(PetitionSource)
class PetitionSourcePolicy(_OfPetition):
    """Whoever sees the petition knows that there is a source; its words open by request only."""


@access.register(SourceRequest)
class SourceRequestPolicy(_OfPetition):
    """Whoever sees the petition sees who asked."""


@access.register(SourceOpening)
class SourceOpeningPolicy(_OfPetition):
    """Whoever sees the petition sees who opened its source."""


class _OfInspection(RolePolicy):
    """The office, and the authorised team."""

    sees = dict.fromkeys(sorted(OFFICE), "全部") | {INSPECTOR: "获授权巡察的"}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        rows = EVERYTHING if actor.has(*OFFICE) else Q(inspection__in=actor.grants)
        return rows & ~Q(inspection__in=actor.recusals)


@access.register(Custodian)
class CustodianPolicy(_OfInspection):
    """Everybody at work knows whom to ask."""


@access.register(TurnedAway)
class TurnedAwayPolicy(_OfInspection):
    """A number and a day."""


@access.register(PetitionRules)
class PetitionRulesPolicy(RolePolicy):
    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {"create": Act("制定信访规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING

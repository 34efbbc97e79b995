"""Who sees and does what with outings: the office and leaders all, a member his own team's; what
clashed is settled by the head or liaison of that team, or the director."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.outings.models import Clash, Exchange, KeptFile, Machine
from xuncha.cycle.planning.sight import RecusedPolicy, in_sight
from xuncha.cycle.teams.enums import DEPUTIES, SeatRole
from xuncha.cycle.teams.heads import leads
from xuncha.cycle.teams.models import Assignment
from xuncha.cycle.teams.policies.common import teams_under
from xuncha.cycle.teams.policies.teams import not_shut
from xuncha.foundation import access
from xuncha.foundation.kits.registry import coming_back
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

SETTLERS = frozenset({SeatRole.LEADER, SeatRole.LIAISON, *DEPUTIES})
TEAM = OFFICE | {INSPECTOR}
_ALL = dict.fromkeys(sorted(READERS), "全部")


def _under(actor: Actor, path: str) -> Q:
    """A machine holds all that its team inspects: who must keep away from any of it keeps away."""
    if actor.is_system:
        return EVERYTHING
    rows = EVERYTHING
    if not actor.has(*READERS):
        rows = teams_under(actor, path) if actor.has(INSPECTOR) else NOTHING
    if actor.recusals:
        shut = Assignment.objects.filter(inspection__in=actor.recusals)
        rows &= ~Q(**{f"{path}__in": shut.values("team")})
    return rows


def _settler(actor: Actor, row: Clash) -> str:
    if actor.has(OFFICE_DIRECTOR) or leads(actor, row.inspection_id, SETTLERS):
        return ""
    return "由本组的组长、副组长、联络员或者巡察办主任裁定。"


def _still_out(_: Actor, row: Machine) -> str:
    return "这台设备已经登记清理。" if row.wiped_on else ""


@access.register(Machine)
class MachinePolicy(RolePolicy):
    sees = _ALL | {INSPECTOR: "本人所在组的"}
    acts = {
        "hand_over": Act("登记设备移交", OFFICE, (not_shut, _still_out)),
        "wipe": Act("登记设备清理", OFFICE, (not_shut, _still_out)),
        "export": Act("导出设备移交清单", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        return _under(actor, "team")


@access.register(Exchange)
class ExchangePolicy(RolePolicy):
    """Goes with its machine."""

    sees = MachinePolicy.sees

    def scope(self, actor: Actor) -> Q:
        return _under(actor, "machine__team")


@access.register(KeptFile)
class KeptFilePolicy(RolePolicy):
    """Opened through the records that they belong to, never from here."""


@access.register(Clash)
class ClashPolicy(RecusedPolicy):
    """Shows what records say: for whoever may see the inspection, and the record itself where it is
    here (what is not here yet, its team and the office see)."""

    sees = _ALL | {INSPECTOR: "获授权巡察的"}
    acts = {"settle": Act("裁定并入冲突", TEAM, (_settler,))}

    def scope(self, actor: Actor) -> Q:
        rows = in_sight(actor, EVERYTHING if actor.has(*READERS) else NOTHING)
        return rows if actor.is_system else rows & _of_records_in_sight(actor)


def _of_records_in_sight(actor: Actor) -> Q:
    rows = NOTHING
    for kind in coming_back():
        if not kind.of:
            there = kind.model._base_manager.values("pk")
            seen = access.visible(actor, kind.model).values("pk")
            rows |= Q(root_kind=kind.label) & (Q(root_id__in=seen) | ~Q(root_id__in=there))
    return rows

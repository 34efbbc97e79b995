"""Frozen figures are the whole district's: for those who read across, and nobody who must keep away
from one of the round's inspections."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.models import FrozenFigure, Snapshot
from xuncha.insight.figures.registry import MEASURES
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_SEES = dict.fromkeys(sorted(READERS), "全部；对其中某次巡察回避的，看不到那一轮的")
_SHUT = "您对这一轮的有关巡察回避，不能封存这一轮的统计数。"


def _not_recused(actor: Actor, row: Snapshot) -> str:
    own = Inspection.objects.filter(round=row.round_id, pk__in=actor.recusals)
    return _SHUT if actor.recusals and own.exists() else ""


@access.register(Snapshot)
class SnapshotPolicy(RolePolicy):
    """Numbers of a whole round would tell a recused reader what he must not know."""

    sees = _SEES
    acts = {"create": Act("封存一轮的统计数", OFFICE, (_not_recused,))}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        if not actor.has(*READERS):
            return NOTHING
        if not actor.recusals:
            return EVERYTHING
        shut = Inspection.objects.filter(pk__in=actor.recusals).values("round")
        return ~Q(round__in=shut)


@access.register(FrozenFigure)
class FrozenFigurePolicy(RolePolicy):
    """What a reader may not know as a figure of today he may not know as a frozen one."""

    sees = dict.fromkeys(sorted(READERS), "看得到其封存的；岗位看不到的数和线索数除外")

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        if not actor.has(*READERS):
            return NOTHING
        told = Ask(actor, None, clock.today())
        hidden = [
            one.name
            for one in MEASURES
            if not one.is_for(told) or (one.veils is not None and one.veils(told))
        ]
        seen = access.visible(actor, Snapshot)
        return Q(snapshot__in=seen.values("pk")) & ~Q(name__in=hidden)

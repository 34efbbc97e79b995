"""Who reads and writes the coverage plan: the office writes, leaders read, another one approves."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import LEADER, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.planning.models import (
    Demand,
    DemandImport,
    PlanEntry,
    PlanRound,
    PlanVersion,
    RiskModel,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

OWN_PLAN = "送审人不能审批自己送审的规划，请由另一位有权限的同志办理。"
_ALL = dict.fromkeys(sorted(READERS), "全部")
_APPROVERS = frozenset({LEADER, OFFICE_DIRECTOR})


def _not_own(actor: Actor, plan: Any) -> str:
    return OWN_PLAN if plan.submitted_by_id == actor.user_id else ""


class _ReadersPolicy(RolePolicy):
    sees = _ALL

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


class _OfUnitPolicy(_ReadersPolicy):
    """Rows about one organisation: out of sight for who is recused from it."""

    def scope(self, actor: Actor) -> Q:
        rows = super().scope(actor)
        if rows != NOTHING and actor.shut_units:
            rows &= ~Q(organisation__in=actor.shut_units)
        return rows


@access.register(RiskModel)
class RiskModelPolicy(_ReadersPolicy):
    """How risk is reckoned is the office's to say and the leaders' to read."""

    acts = {"create": Act("制定风险模型", frozenset({OFFICE_DIRECTOR}))}


@access.register(Demand)
class DemandPolicy(_OfUnitPolicy):
    """What each organisation needs: the office writes, leaders read."""

    acts = {
        "change": Act("修改巡察需求", OFFICE),
        "import": Act("导入巡察需求", OFFICE),
    }


@access.register(DemandImport)
class DemandImportPolicy(RolePolicy):
    """Lists brought in are the office's own business."""

    sees = dict.fromkeys(sorted(OFFICE), "全部")
    acts = {"take": Act("导入巡察需求", OFFICE), "drop": Act("放弃导入巡察需求", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*OFFICE) else NOTHING


@access.register(PlanVersion)
class PlanPolicy(_ReadersPolicy):
    """Versions of the plan; nobody approves what he handed in himself."""

    acts = {
        "create": Act("起草覆盖规划", OFFICE),
        "change": Act("调整覆盖规划", OFFICE),
        "submit": Act("送审覆盖规划", OFFICE),
        "return": Act("退回覆盖规划", _APPROVERS, (_not_own,)),
        "approve": Act("批准覆盖规划", _APPROVERS, (_not_own,)),
        "drop": Act("不采用这一版规划", OFFICE),
    }


@access.register(PlanRound)
class PlanRoundPolicy(_ReadersPolicy):
    """Goes with its plan."""


@access.register(PlanEntry)
class PlanEntryPolicy(_OfUnitPolicy):
    """Goes with its plan."""

"""Common problems are the office's and the leaders'; a unit reads its own self-checks, a team those
of the units that it inspects."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS, UNIT
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.results.models import CommonProblem, CommonTie, SelfCheck
from xuncha.cycle.results.policies.common import (
    ALL,
    DECIDERS,
    DIRECTOR,
    RECUSED,
    of_unit,
    unshut,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, Decision, RolePolicy, no

_SEES = ALL | {INSPECTOR: "获授权巡察的单位的"} | dict.fromkeys(sorted(UNIT), "本单位的")


def selfchecks_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight; ``path`` leads to the self-check."""
    if actor.is_system:
        return EVERYTHING
    rows = NOTHING
    if actor.has(*READERS):
        rows = EVERYTHING
    if actor.has(*UNIT) and actor.unit_id:
        rows |= Q(**{f"{path}organisation_id": actor.unit_id})
    if actor.grants and rows != EVERYTHING:
        opened = Inspection.objects.filter(pk__in=actor.grants - actor.recusals)
        rows |= Q(**{f"{path}organisation__in": opened.values("organisation_id")})
    return unshut(actor, rows, f"{path}organisation")


def _other(actor: Actor, row: CommonProblem) -> str:
    own = actor.user_id is not None and actor.user_id == row.named_by_id
    return "这一条是您命名的，由另一个人发布。" if own else ""


def _not_answerer(actor: Actor, row: SelfCheck) -> str:
    own = actor.user_id is not None and actor.user_id == row.answered_by_id
    return "报送的人不能自己核对。" if own else ""


@access.register(CommonProblem)
class CommonProblemPolicy(RolePolicy):
    sees = ALL
    acts = {
        "create": Act("命名共性问题", OFFICE),
        "publish": Act("发布共性问题", DECIDERS, (_other,)),
        "withdraw": Act("撤回共性问题", DIRECTOR),
    }

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(CommonTie)
class CommonTiePolicy(RolePolicy):
    """Its findings: for readers, and only those that each may see."""

    sees = ALL

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        if not actor.has(*READERS):
            return NOTHING
        return Q(finding__in=access.visible(actor, Finding))


@access.register(SelfCheck)
class SelfCheckPolicy(RolePolicy):
    sees = _SEES
    acts = {
        "answer": Act("报送未巡先改自查", UNIT, (of_unit,)),
        "send_back": Act("请重新自查", OFFICE),
        "close": Act("核对自查", OFFICE, (_not_answerer,)),
        "withdraw": Act("取消自查", DIRECTOR),
        "export": Act("导出未巡先改", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return selfchecks_under(actor)

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Recusal first, then role and guards."""
        if obj.organisation_id in actor.shut_units:
            return no(RECUSED)
        return super().can(actor, action, obj)

"""Visits with what hangs on them, and the numbers that differ from place to place."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE_DIRECTOR, READERS
from xuncha.cycle.fieldwork.policies.common import FieldPolicy
from xuncha.cycle.inquiry.models import (
    InquiryRules,
    VillageHouseholds,
    Visit,
    VisitAsked,
    VisitFile,
    VisitPerson,
    VisitPoint,
)
from xuncha.cycle.inquiry.policies.common import own_act
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


@access.register(InquiryRules)
class InquiryRulesPolicy(RolePolicy):
    """Everybody who works in the field may know the numbers; the director sets them."""

    sees = dict.fromkeys(sorted(READERS), "全部") | {INSPECTOR: "全部，在授权期内"}
    acts = {"create": Act("调整走访问卷规则", frozenset({OFFICE_DIRECTOR}))}

    def scope(self, actor: Actor) -> Q:
        known = actor.is_system or actor.has(*READERS) or bool(actor.grants)
        return EVERYTHING if known else NOTHING


@access.register(Visit)
class VisitPolicy(FieldPolicy):
    acts = {
        "create": own_act("记录走访"),
        "change": own_act("修改走访"),
        "withdraw": own_act("撤回走访"),
        "export": Act("导出走访清单", READERS | {INSPECTOR}),
    }


class _OfVisit(FieldPolicy):
    """Goes with its visit."""

    path = "visit__inspection"


@access.register(VisitPerson)
class VisitPersonPolicy(_OfVisit):
    """Goes with its visit."""


@access.register(VisitAsked)
class VisitAskedPolicy(_OfVisit):
    """Goes with its visit."""


@access.register(VisitFile)
class VisitFilePolicy(_OfVisit):
    """Goes with its visit."""


@access.register(VisitPoint)
class VisitPointPolicy(_OfVisit):
    """Goes with its visit."""


@access.register(VillageHouseholds)
class VillageHouseholdsPolicy(FieldPolicy):
    acts = {"set": own_act("填写村户数")}

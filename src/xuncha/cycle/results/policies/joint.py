"""Plans of the supervising bodies: open among them, closed to units and teams."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, PARTNER, READERS
from xuncha.cycle.results.models import JointPlan
from xuncha.cycle.results.policies.common import ALL, unshut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

WRITERS = OFFICE | {PARTNER}


def _own(actor: Actor, row: JointPlan) -> str:
    if actor.has(*OFFICE) or (actor.user_id is not None and actor.user_id == row.added_by_id):
        return ""
    return "由登记的人或者巡察办撤回。"


@access.register(JointPlan)
class JointPlanPolicy(RolePolicy):
    sees = ALL | {PARTNER: "全部"}
    acts = {
        "create": Act("登记监督计划", WRITERS),
        "withdraw": Act("撤回监督计划", WRITERS, (_own,)),
        "export": Act("导出监督合力", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        rows = EVERYTHING if actor.has(*READERS, PARTNER) else NOTHING
        return unshut(actor, rows, "organisation")

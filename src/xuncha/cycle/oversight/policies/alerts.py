"""Who sees alerts, and who is in charge."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, READERS, UNIT
from xuncha.cycle.oversight.models import AlertStep, Charge
from xuncha.cycle.oversight.policies.common import ALL
from xuncha.cycle.planning.sight import unshut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


@access.register(AlertStep)
class AlertStepPolicy(RolePolicy):
    """The office and the leaders see all, a unit its own."""

    sees = ALL | dict.fromkeys(sorted(UNIT), "本单位的")

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        if not actor.has(*READERS) and actor.has(*UNIT) and actor.unit_id:
            rows = Q(inspection__organisation_id=actor.unit_id)
        return unshut(actor, rows, "inspection_id")


@access.register(Charge)
class ChargePolicy(RolePolicy):
    """Who is in charge is no secret among those who read."""

    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {"set": Act("登记分管领导", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING

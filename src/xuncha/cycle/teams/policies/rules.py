"""Rules by version: read by office and leaders, made by the director."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.teams.models import AppraisalRules, RecusalRules
from xuncha.cycle.teams.policies.common import ALL, DIRECTOR
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


@access.register(RecusalRules)
class RecusalRulesPolicy(RolePolicy):
    sees = ALL
    acts = {"create": Act("制定回避和组队规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(AppraisalRules)
class AppraisalRulesPolicy(RolePolicy):
    sees = ALL
    acts = {"create": Act("制定考核规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING

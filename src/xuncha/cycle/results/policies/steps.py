"""History goes with its record; outside the office nobody reads who drafted what."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.results.models import ResultStep
from xuncha.cycle.results.policies.common import ALL
from xuncha.cycle.results.policies.commons import selfchecks_under
from xuncha.cycle.results.policies.institutions import institutions_under
from xuncha.cycle.results.policies.results import results_under
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, RolePolicy


@access.register(ResultStep)
class ResultStepPolicy(RolePolicy):
    sees = ALL

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        if not actor.has(*READERS):
            return NOTHING
        return (
            (Q(result__isnull=False) & results_under(actor, "result__"))
            | (Q(institution__isnull=False) & institutions_under(actor, "institution__"))
            | Q(common__isnull=False)
            | (Q(selfcheck__isnull=False) & selfchecks_under(actor, "selfcheck__"))
        )

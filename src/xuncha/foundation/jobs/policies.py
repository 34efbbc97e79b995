"""Everybody sees and stops his own jobs."""

from django.db.models import Q

from xuncha.foundation import access
from xuncha.foundation.jobs.models import Job
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, YES, Decision, RolePolicy


@access.register(Job)
class JobPolicy(RolePolicy):
    """Own jobs only; whoever sees one may stop it."""

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        return Q(created_by_id=actor.user_id) if actor.user_id else NOTHING

    def can(self, actor: Actor, action: str, obj: object) -> Decision:
        return YES

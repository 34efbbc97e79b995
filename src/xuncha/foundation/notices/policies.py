"""Everybody has his own inbox and no other."""

from django.db.models import Q

from xuncha.foundation import access
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, RolePolicy


@access.register(Notice)
class NoticePolicy(RolePolicy):
    """Own notices only."""

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        return Q(user_id=actor.user_id) if actor.user_id else NOTHING

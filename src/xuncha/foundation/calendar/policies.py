"""The calendar is open to all who are signed in; who loads a year is told by the floors above."""

from django.db.models import Q

from xuncha.foundation import access
from xuncha.foundation.calendar.models import ProvisionalDeadline, WorkdayYear
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, YES, Act, Decision, RolePolicy, no

_loaders: set[str] = set()


def may_load(*roles: str) -> None:
    """Let these roles load a year's table."""
    _loaders.update(roles)


@access.register(WorkdayYear)
class WorkdayYearPolicy(RolePolicy):
    """Everybody looks at the calendar."""

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.user_id else NOTHING

    def can(self, actor: Actor, action: str, obj: object) -> Decision:
        allowed = actor.is_system or actor.has(*_loaders)
        return YES if allowed else no("您的岗位没有“装入工作日表”这项权限。")

    @property
    def loading(self) -> Act:
        """The act, for the printed permissions."""
        return Act("装入工作日表", frozenset(_loaders))


@access.register(ProvisionalDeadline)
class ProvisionalDeadlinePolicy(RolePolicy):
    """The system's own book. What was settled stands on each record's own page, for whoever sees
    that."""

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system else NOTHING

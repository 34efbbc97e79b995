"""What happened goes with its record; units and partners are told none of it."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, READERS
from xuncha.cycle.feedback.models import FeedbackStep
from xuncha.cycle.feedback.policies.copies import letters_under
from xuncha.cycle.feedback.policies.hearings import hearings_under, tasks_under
from xuncha.cycle.planning.sight import in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, RolePolicy


@access.register(FeedbackStep)
class FeedbackStepPolicy(RolePolicy):
    sees = dict.fromkeys(sorted(READERS), "看得到的记录的") | {
        INSPECTOR: "获授权巡察的报告和反馈的"
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        mine = EVERYTHING if actor.has(*READERS) else NOTHING
        rows = Q(report__isnull=False) & in_sight(actor, mine, "report__inspection")
        rows |= Q(feedback__isnull=False) & in_sight(actor, mine, "feedback__inspection")
        if actor.has(*READERS):
            rows |= Q(hearing__isnull=False) & hearings_under(actor, "hearing__")
            rows |= Q(task__isnull=False) & tasks_under(actor, "task__")
            rows |= Q(letter__isnull=False) & letters_under(actor, "letter__")
        return rows

"""The unit's word on the team: read by office and leaders, never by whoever sat in the team."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import READERS, UNIT
from xuncha.cycle.feedback.models import ReviewAnswer, TeamReview
from xuncha.cycle.planning.sight import RecusedPolicy, unshut
from xuncha.cycle.teams.models import Seat
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_SEES = dict.fromkeys(sorted(READERS), "全部，自己参加的组除外") | dict.fromkeys(
    sorted(UNIT), "本单位的"
)


def _reviews_under(actor: Actor, path: str) -> Q:
    if actor.is_system:
        return EVERYTHING
    rows = NOTHING
    if actor.has(*READERS):
        sat = Seat.objects.filter(
            inspector__user_id=actor.user_id or 0, team__assignments__isnull=False
        )
        rows = ~Q(**{f"{path}inspection_id__in": sat.values("team__assignments__inspection")})
    elif actor.has(*UNIT) and actor.unit_id:
        rows = Q(**{f"{path}inspection__organisation_id": actor.unit_id})
    return unshut(actor, rows, f"{path}inspection_id")


def _own(actor: Actor, row: Any) -> str:
    own = actor.is_of(row.inspection.organisation_id)
    return "" if own else "由被巡察单位填写。"


@access.register(TeamReview)
class TeamReviewPolicy(RecusedPolicy):
    sees = _SEES
    acts = {"answer": Act("填写后评估", UNIT, (_own,))}

    def scope(self, actor: Actor) -> Q:
        return _reviews_under(actor, "")


@access.register(ReviewAnswer)
class ReviewAnswerPolicy(RolePolicy):
    """Goes with its form."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return _reviews_under(actor, "review__")

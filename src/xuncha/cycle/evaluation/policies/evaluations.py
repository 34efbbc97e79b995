"""Who fills in, confirms, answers and fixes an evaluation: never the same person twice."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, OFFICE, READERS, UNIT
from xuncha.cycle.evaluation.enums import TOLD
from xuncha.cycle.evaluation.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationRules,
    EvaluationStep,
    Score,
)
from xuncha.cycle.evaluation.policies.common import (
    ALL_AND_TOLD,
    DECIDERS,
    DIRECTOR,
    RoomPolicy,
    meetings_told_under,
    own_unit,
    rows_under,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_TOLD = sorted(TOLD)


def _not_filler(actor: Actor, row: Any) -> str:
    own = actor.user_id in {row.filled_by_id, row.edited_by_id}
    return "分是您评的，由另一个人办理。" if own else ""


def _not_confirmer(actor: Actor, row: Any) -> str:
    own = actor.user_id is not None and actor.user_id == row.confirmed_by_id
    return "分是您确认的，由另一个人定等次。" if own else ""


@access.register(Evaluation)
class EvaluationPolicy(RoomPolicy):
    sees = ALL_AND_TOLD
    to_unit = Q(state__in=_TOLD)
    acts = {
        "create": Act("发起整改评估", OFFICE),
        "fill": Act("评分", OFFICE),
        "submit": Act("送交确认", OFFICE),
        "return": Act("退回评分", READERS),
        "confirm": Act("确认评分", READERS, (_not_filler,)),
        "answer": Act("对评估回复意见", UNIT, (own_unit,)),
        "finish": Act("定等次", DECIDERS, (_not_filler, _not_confirmer)),
        "withdraw": Act("撤回整改评估", DIRECTOR),
        "print": Act("打印评估表", BUSINESS),
    }


@access.register(Score)
class ScorePolicy(RoomPolicy):
    """Goes with its evaluation."""

    path = "evaluation__"
    sees = ALL_AND_TOLD
    to_unit = Q(evaluation__state__in=_TOLD)


@access.register(EvaluationAnswer)
class EvaluationAnswerPolicy(ScorePolicy):
    """Goes with its evaluation."""


@access.register(EvaluationRules)
class EvaluationRulesPolicy(RolePolicy):
    """Whoever is evaluated may know by what; the director sets it."""

    sees = dict.fromkeys(sorted(BUSINESS), "全部")
    acts = {"create": Act("制定评估规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*BUSINESS) else NOTHING


_PATHS = ("report", "publicity")
_INSIDE = ("survey", "evaluation")


@access.register(EvaluationStep)
class EvaluationStepPolicy(RolePolicy):
    """Goes with its record. How an evaluation came about inside the office is not the unit's; the
    reasons at a life meeting tell what was said there."""

    sees = ALL_AND_TOLD

    def scope(self, actor: Actor) -> Q:
        rows = NOTHING
        for name in _PATHS:
            rows |= Q(**{f"{name}__isnull": False}) & rows_under(actor, f"{name}__")
        rows |= Q(meeting__isnull=False) & meetings_told_under(actor, "meeting__")
        for name in _INSIDE:
            rows |= Q(**{f"{name}__isnull": False}) & rows_under(actor, f"{name}__", NOTHING)
        return EVERYTHING if actor.is_system else rows

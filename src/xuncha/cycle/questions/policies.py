"""Who asks, who answers, who decides. A unit sees the questions put to it, never what raised
them."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import (
    INSPECTOR,
    OFFICE,
    OFFICE_DIRECTOR,
    OFFICE_STAFF,
    PARTNER,
    READERS,
    UNIT,
)
from xuncha.cycle.planning.sight import in_sight
from xuncha.cycle.questions.models import Escalation, Question, QuestionFile, SignalRules
from xuncha.cycle.rectification.policies import LIAISON
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

DIRECTOR = frozenset({OFFICE_DIRECTOR})
_SEES = (
    dict.fromkeys(sorted(READERS | {PARTNER}), "全部")
    | {INSPECTOR: "获授权巡察的，在授权期内"}
    | dict.fromkeys(sorted(UNIT), "问本单位的，看不到疑点")
)


def questions_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for questions and their files; ``path`` leads to the question."""
    rows = NOTHING
    if actor.has(*READERS, PARTNER):
        rows = EVERYTHING
    elif actor.has(*UNIT) and actor.unit_id:
        rows = Q(**{f"{path}organisation_id": actor.unit_id})
    return in_sight(actor, rows, f"{path}inspection")


def _asked_unit(actor: Actor, row: Question) -> str:
    is_own = actor.is_of(row.organisation_id)
    return "" if is_own else "问的是别的单位，由那个单位答复。"


@access.register(Question)
class QuestionPolicy(RolePolicy):
    sees = _SEES
    acts = {
        "ask": Act("问询单位", OFFICE),
        "withdraw": Act("撤回问询", OFFICE),
        "answer": Act("答复问询", LIAISON, (_asked_unit,)),
    }

    def scope(self, actor: Actor) -> Q:
        return questions_under(actor)


@access.register(QuestionFile)
class QuestionFilePolicy(RolePolicy):
    """Goes with its question."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return questions_under(actor, "question__")


@access.register(Escalation)
class EscalationPolicy(RolePolicy):
    """Within the office and for leaders."""

    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {
        "escalate": Act("疑点呈报主任", frozenset({OFFICE_STAFF})),
        "instruct": Act("批示疑点", DIRECTOR),
        "drop": Act("收回呈报", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        return in_sight(actor, EVERYTHING) if actor.has(*READERS) else NOTHING


@access.register(SignalRules)
class SignalRulesPolicy(RolePolicy):
    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {"create": Act("制定疑点规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING

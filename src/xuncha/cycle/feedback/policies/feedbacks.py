"""Who sees and does what with a feedback: the unit nothing before the delivery."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS, UNIT, UNIT_HEAD
from xuncha.cycle.feedback.enums import Audience, DeliveryState, FeedbackState
from xuncha.cycle.feedback.models import Delivery, Feedback, FeedbackLine
from xuncha.cycle.feedback.policies.common import DIRECTOR
from xuncha.cycle.planning.sight import RecusedPolicy, in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_SEES = (
    dict.fromkeys(sorted(READERS), "全部")
    | {PARTNER: "已反馈的", INSPECTOR: "获授权巡察的，在授权期内"}
    | dict.fromkeys(sorted(UNIT), "本单位已反馈的；村（社区）只看本村的条目")
)
_TOLD = (DeliveryState.HELD, DeliveryState.SIGNED)


def _by_role(actor: Actor, path: str) -> Q:
    """What the role sees of rows that lie under a feedback; a unit's own is told apart."""
    if actor.has(*READERS):
        return EVERYTHING
    delivered = Q(**{f"{path}state": FeedbackState.DELIVERED})
    if actor.has(PARTNER):
        return delivered
    if actor.has(*UNIT) and actor.unit_id:
        return delivered & Q(**{f"{path}inspection__organisation_id": actor.unit_id})
    return NOTHING


def _told_villages(actor: Actor) -> Q:
    """Feedbacks that were told to the actor's village."""
    if not actor.has(*UNIT) or not actor.unit_id:
        return NOTHING
    told = Delivery.objects.filter(
        audience=Audience.VILLAGE, organisation=actor.unit_id, state__in=_TOLD,
        feedback__state=FeedbackState.DELIVERED,
    )  # fmt: skip
    return Q(pk__in=told.values("feedback"))


def _own(actor: Actor, row: Any) -> str:
    return "" if actor.is_of(row.organisation_id) else "由收到反馈的单位签收。"


def _in_person(actor: Actor, row: Any) -> str:
    if row.audience != Audience.HEAD or actor.has(UNIT_HEAD):
        return ""
    return "向主要负责人的反馈由他本人签收。"


def _not_writer(actor: Actor, row: Feedback) -> str:
    own = actor.user_id is not None and actor.user_id in {row.made_by_id, row.edited_by_id}
    return "反馈意见是您拟的或者改过的，由另一位同志批准。" if own else ""


@access.register(Feedback)
class FeedbackPolicy(RecusedPolicy):
    sees = _SEES
    acts = {
        "create": Act("拟反馈意见", OFFICE),
        "change": Act("修改反馈意见", OFFICE),
        "approve": Act("批准反馈意见", DIRECTOR, (_not_writer,)),
        "return": Act("退回反馈意见", DIRECTOR),
        "deliver": Act("办结反馈", OFFICE),
        "withdraw": Act("撤回反馈意见", OFFICE),
        "print": Act("打印反馈意见", OFFICE | UNIT | {INSPECTOR}),
    }

    def scope(self, actor: Actor) -> Q:
        rows = _by_role(actor, "")
        if rows != EVERYTHING:
            rows |= _told_villages(actor)
        return in_sight(actor, rows)


@access.register(FeedbackLine)
class FeedbackLinePolicy(RolePolicy):
    """Goes with its feedback; a village sees what was told of itself."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        rows = _by_role(actor, "feedback__")
        if actor.has(*UNIT) and actor.unit_id and rows != EVERYTHING:
            told = Feedback.objects.filter(_told_villages(actor))
            rows |= Q(village_id=actor.unit_id, feedback__in=told.values("pk"))
        return in_sight(actor, rows, "feedback__inspection")


@access.register(Delivery)
class DeliveryPolicy(RecusedPolicy):
    """Goes with its feedback; a village sees its own conversation."""

    sees = _SEES
    acts = {
        "hold": Act("登记反馈谈话", OFFICE),
        "sign": Act("签收反馈意见", UNIT, (_own, _in_person)),
        "enter": Act("登记纸质回执", OFFICE),
    }

    def inspection_of(self, obj: Any) -> int | None:
        found: int | None = obj.feedback.inspection_id
        return found

    def scope(self, actor: Actor) -> Q:
        rows = _by_role(actor, "feedback__")
        if actor.has(*UNIT) and actor.unit_id and rows != EVERYTHING:
            rows |= Q(
                organisation_id=actor.unit_id, audience=Audience.VILLAGE, state__in=_TOLD,
                feedback__state=FeedbackState.DELIVERED,
            )  # fmt: skip
        return in_sight(actor, rows, "feedback__inspection")

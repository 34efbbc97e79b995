"""Briefings by partners: each sees what he was asked, the unit nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, PARTNER
from xuncha.cycle.fieldwork.models import Briefing, BriefingFile
from xuncha.cycle.fieldwork.policies.common import ALL, FieldPolicy
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import NOTHING, Act, Decision

_SEES = ALL | {PARTNER: "请自己回复的"}


def _asked(actor: Actor, row: Briefing) -> str:
    if actor.has(*OFFICE) or (actor.user_id is not None and actor.user_id == row.addressee_id):
        return ""
    return "这份通报不是请您回复的。"


def mine(actor: Actor, path: str = "") -> Q:
    """What a partner was asked for himself."""
    if not actor.has(PARTNER) or actor.user_id is None:
        return NOTHING
    return Q(**{f"{path}addressee_id": actor.user_id})


@access.register(Briefing)
class BriefingPolicy(FieldPolicy):
    """Asked and settled by the office, answered by the partner or entered from his paper."""

    sees = _SEES
    acts = {
        "create": Act("请协作单位通报", OFFICE),
        "answer": Act("回复巡前通报", OFFICE | {PARTNER}, (_asked,)),
        "remind": Act("催办巡前通报", OFFICE),
        "return": Act("请补充巡前通报", OFFICE),
        "accept": Act("收讫巡前通报", OFFICE),
        "put_off": Act("推后通报期限", OFFICE),
        "withdraw": Act("撤回巡前通报", OFFICE),
    }

    def beside(self, actor: Actor) -> Q:
        return mine(actor)


@access.register(BriefingFile)
class BriefingFilePolicy(FieldPolicy):
    """Goes with its briefing."""

    sees = _SEES
    path = "briefing__inspection"

    def beside(self, actor: Actor) -> Q:
        return mine(actor, "briefing__")

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        return access.can(actor, action, obj.briefing)

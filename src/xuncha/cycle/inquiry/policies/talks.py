"""Talks, their names, versions, outlines and targets."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.fieldwork.policies.common import FieldPolicy
from xuncha.cycle.inquiry.models import (
    InquiryStep,
    Talk,
    TalkName,
    TalkOutline,
    TalkTarget,
    TalkVersion,
)
from xuncha.cycle.inquiry.policies.common import own_act
from xuncha.cycle.planning.sight import in_sight
from xuncha.cycle.teams.heads import leads
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_READ = dict.fromkeys(sorted(READERS), "签过字的") | {INSPECTOR: "获授权巡察的，在授权期内"}


def _hands(actor: Actor, row: Talk) -> str:
    """Those who talked or recorded, whoever began the record, and who leads the team."""
    mine = {row.first_id, row.second_id, row.recorder_id, row.made_by_id}
    if actor.user_id in mine or leads(actor, row.inspection_id):
        return ""
    return "只有谈话人、记录人和组长、副组长能办理这份谈话。"


def _talked(actor: Actor, row: Talk) -> str:
    if actor.user_id not in {row.first_id, row.second_id}:
        return "谈话由两名谈话人自己签字，别人不能代签。"
    return "您已经签过了，等另一名谈话人签。" if actor.user_id == row.signed_by_id else ""


def _signed_only(path: str = "") -> Q:
    return ~Q(**{f"{path}state": "draft"})


@access.register(Talk)
class TalkPolicy(FieldPolicy):
    sees = _READ
    acts = {
        "create": own_act("记录谈话"),
        "change": own_act("修改谈话记录", _hands),
        "sign": own_act("谈话签字", _talked),
        "countersign": own_act("谈话另一人签字", _talked),
        "reopen": own_act("谈话退回再记", _hands),
        "close": own_act("谈话归存", _hands),
        "withdraw": own_act("撤回谈话", _hands),
        "print": own_act("打印谈话记录"),
        "export": Act("导出谈话清单", READERS | {INSPECTOR}),
    }

    def scope(self, actor: Actor) -> Q:
        by_role = _signed_only() if actor.has(*READERS) else NOTHING
        return in_sight(actor, by_role)


@access.register(TalkName)
class TalkNamePolicy(RolePolicy):
    """Read by the team while it is authorised, and by the director."""

    sees = {OFFICE_DIRECTOR: "签过字的", INSPECTOR: "获授权巡察的，在授权期内"}

    def scope(self, actor: Actor) -> Q:
        by_role = _signed_only("talk__") if actor.has(OFFICE_DIRECTOR) else NOTHING
        return in_sight(actor, by_role, "talk__inspection")


@access.register(TalkVersion)
class TalkVersionPolicy(RolePolicy):
    """Earlier wordings are the team's alone."""

    sees = {INSPECTOR: "获授权巡察的，在授权期内"}

    def scope(self, actor: Actor) -> Q:
        return in_sight(actor, NOTHING, "talk__inspection")


@access.register(TalkTarget)
class TalkTargetPolicy(FieldPolicy):
    acts = {"set": own_act("设定应谈人数")}


@access.register(InquiryStep)
class InquiryStepPolicy(FieldPolicy):
    """Goes with its record."""


@access.register(TalkOutline)
class TalkOutlinePolicy(RolePolicy):
    """What is asked is the office's to set and the teams' to know; nobody else's."""

    sees = dict.fromkeys(sorted(READERS), "全部") | {INSPECTOR: "全部，在授权期内"}
    acts = {"create": Act("调整谈话提纲", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        known = actor.is_system or actor.has(*READERS) or bool(actor.grants)
        return EVERYTHING if known else NOTHING

"""Periods, and the entry notice."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS, UNIT
from xuncha.cycle.fieldwork.enums import NoticeState
from xuncha.cycle.fieldwork.models import EntryNotice, FieldRules
from xuncha.cycle.fieldwork.policies.common import ALL, DIRECTOR, FieldPolicy, own_unit, team_act
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

PUBLIC = frozenset({NoticeState.PUBLISHED, NoticeState.REPLACED})


@access.register(FieldRules)
class FieldRulesPolicy(RolePolicy):
    """Everybody who works in the field may know the periods; the director sets them."""

    sees = dict.fromkeys(sorted(READERS | {INSPECTOR}), "全部")
    acts = {"create": Act("调整巡中工作规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        known = actor.is_system or actor.has(*READERS) or bool(actor.grants)
        return EVERYTHING if known else NOTHING


def _not_submitter(actor: Actor, row: EntryNotice) -> str:
    own = actor.user_id is not None and actor.user_id == row.submitted_by_id
    return "送审人不能批准自己送审的公告，请由另一位同志办理。" if own else ""


@access.register(EntryNotice)
class EntryNoticePolicy(FieldPolicy):
    """The unit sees what was published about it, as everybody in town does."""

    sees = ALL | dict.fromkeys(sorted(UNIT), "本单位已发布的")
    acts = {
        "create": team_act("起草进驻公告"),
        "change": team_act("修改进驻公告"),
        "submit": team_act("送审进驻公告"),
        "return": Act("退回进驻公告", DIRECTOR, (_not_submitter,)),
        "approve": Act("批准进驻公告", DIRECTOR, (_not_submitter,)),
        "publish": Act("发布进驻公告", OFFICE),
        "correct": team_act("更正进驻公告"),
        "withdraw": team_act("撤回进驻公告"),
        "print": team_act("打印进驻公告"),
    }

    def beside(self, actor: Actor) -> Q:
        return own_unit(actor, Q(state__in=sorted(PUBLIC)))

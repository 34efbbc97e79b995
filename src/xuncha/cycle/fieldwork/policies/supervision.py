"""Supervision of teams by the office, and the steps of all records of the field."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, PARTNER, UNIT
from xuncha.cycle.fieldwork.models import FieldStep, Supervision
from xuncha.cycle.fieldwork.policies.briefings import mine
from xuncha.cycle.fieldwork.policies.common import ALL, FieldPolicy, own_unit, team_act
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act


def _not_visitor(actor: Actor, row: Supervision) -> str:
    own = actor.user_id is not None and actor.user_id in {row.made_by_id, row.issued_by_id}
    return "督导意见由巡察组答复，提意见的人不能替组里答复。" if own else ""


@access.register(Supervision)
class SupervisionPolicy(FieldPolicy):
    acts = {
        "create": Act("登记督导", OFFICE),
        "change": Act("修改督导", OFFICE),
        "issue": Act("发出督导意见", OFFICE),
        "answer": team_act("答复督导意见", _not_visitor),
        "withdraw": Act("撤回督导", OFFICE),
        "print": team_act("打印督导指导意见书"),
    }


@access.register(FieldStep)
class FieldStepPolicy(FieldPolicy):
    """Goes with its record."""

    sees = ALL | {PARTNER: "请自己回复的"} | dict.fromkeys(sorted(UNIT), "送达本单位的记录的")

    def beside(self, actor: Actor) -> Q:
        sent = Q(request__sent_at__isnull=False) | Q(fix__issued_on__isnull=False)
        return own_unit(actor, sent) | mine(actor, "briefing__")

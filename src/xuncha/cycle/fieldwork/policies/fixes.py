"""Immediate fixes: told by the team, signed for by the unit's head, confirmed by the team."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, UNIT, UNIT_HEAD
from xuncha.cycle.fieldwork.models import FixFile, ImmediateFix
from xuncha.cycle.fieldwork.policies.common import ALL, FieldPolicy, own_unit, team_act
from xuncha.cycle.teams.heads import leads
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act

_SEES = ALL | dict.fromkeys(sorted(UNIT), "下达本单位的")


def _leading(actor: Actor, row: ImmediateFix) -> str:
    if actor.has(*OFFICE) or leads(actor, row.inspection_id):
        return ""
    return "立行立改由组长、副组长下达和确认，请报组长办理。"


def _not_of_unit(actor: Actor, row: ImmediateFix) -> str:
    own = actor.is_of(row.inspection.organisation_id)
    reported = actor.user_id is not None and actor.user_id == row.reported_by_id
    return "被巡察单位不能确认自己的整改，由巡察组确认。" if own or reported else ""


@access.register(ImmediateFix)
class ImmediateFixPolicy(FieldPolicy):
    sees = _SEES
    acts = {
        "create": team_act("拟立行立改通知"),
        "change": team_act("修改立行立改通知"),
        "issue": team_act("下达立行立改", _leading),
        "sign": Act("签收立行立改", frozenset({UNIT_HEAD})),
        "plan": Act("填报立行立改措施", UNIT),
        "report": Act("报结立行立改", UNIT),
        "return": team_act("退回立行立改", _not_of_unit),
        "confirm": team_act("确认立行立改", _leading, _not_of_unit),
        "put_off": team_act("推后立行立改期限", _leading),
        "withdraw": team_act("撤回立行立改", _leading),
        "print": team_act("打印立行立改通知书"),
        "export": team_act("导出立行立改"),
    }

    def beside(self, actor: Actor) -> Q:
        return own_unit(actor, Q(issued_on__isnull=False))


@access.register(FixFile)
class FixFilePolicy(FieldPolicy):
    """Goes with its matter."""

    sees = _SEES
    path = "fix__inspection"

    def beside(self, actor: Actor) -> Q:
        return own_unit(actor, Q(fix__issued_on__isnull=False), self.path)

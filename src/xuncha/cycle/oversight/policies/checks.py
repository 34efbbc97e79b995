"""Who sees and does what with draws and checks. The unit knows of no check; who drew does not
check; who checked does not conclude."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS
from xuncha.cycle.oversight.models import (
    CheckAsked,
    CheckFile,
    Draw,
    OversightRules,
    SpotCheck,
)
from xuncha.cycle.oversight.policies.common import ALL, CHECKERS, DIRECTOR
from xuncha.cycle.planning.sight import RecusedPolicy, unshut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_ALL_AND_GIVEN = ALL | dict.fromkeys((INSPECTOR, PARTNER), "派给自己的")


@access.register(OversightRules)
class OversightRulesPolicy(RolePolicy):
    """The office's own; whoever works by them reads them."""

    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {"create": Act("制定督办规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(Draw)
class DrawPolicy(RecusedPolicy):
    """A draw over a round is seen by all readers, each check by who may know of its inspection."""

    sees = ALL
    acts = {"create": Act("抽取抽查事项", OFFICE), "export": Act("导出抽查总体", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        if not (actor.is_system or actor.has(*READERS)):
            return NOTHING
        if not actor.recusals:
            return EVERYTHING
        return Q(inspection__isnull=True) | ~Q(inspection__in=actor.recusals)


def _is_checker(actor: Actor, row: SpotCheck) -> str:
    if actor.user_id in {row.first_id, row.second_id}:
        return ""
    return "这件核查没有派给您，由派到的两个人填写和确认。"


def _not_recorder(actor: Actor, row: SpotCheck) -> str:
    own = actor.user_id == row.recorded_by_id
    return "记录是您填写的，由另一名核查人确认。" if own else ""


def _not_checker(actor: Actor, row: SpotCheck) -> str:
    own = actor.user_id in {row.first_id, row.second_id}
    return "您是核查人，由别的同志根据核查记录定处理。" if own else ""


def _may_return(actor: Actor, row: SpotCheck) -> str:
    if actor.has(*OFFICE):
        return ""
    return _is_checker(actor, row)


@access.register(SpotCheck)
class SpotCheckPolicy(RecusedPolicy):
    """The office and the leaders see all, a checker what was given to him; no unit sees any."""

    sees = _ALL_AND_GIVEN
    acts = {
        "assign": Act("派人实地核查", OFFICE),
        "record": Act("填写核查记录", CHECKERS, (_is_checker,)),
        "confirm": Act("确认核查记录", CHECKERS, (_is_checker, _not_recorder)),
        "return": Act("退回核查记录", CHECKERS, (_may_return,)),
        "conclude": Act("处理核查结果", OFFICE, (_not_checker,)),
        "drop": Act("不再核查", DIRECTOR),
        "export": Act("导出实地核查", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return checks_under(actor, "")


def checks_under(actor: Actor, path: str) -> Q:
    """The one rule of sight for checks and what hangs on them; ``path`` leads to the check."""
    if actor.is_system:
        return EVERYTHING
    rows = NOTHING
    if actor.has(*READERS):
        rows = EVERYTHING
    elif actor.has(*CHECKERS) and actor.user_id:
        rows = Q(**{f"{path}first_id": actor.user_id}) | Q(**{f"{path}second_id": actor.user_id})
    return unshut(actor, rows, f"{path}inspection_id")


class _UnderCheck(RolePolicy):
    sees = _ALL_AND_GIVEN

    def scope(self, actor: Actor) -> Q:
        return checks_under(actor, "check_row__")


@access.register(CheckAsked)
class CheckAskedPolicy(_UnderCheck):
    """Goes with its check."""


@access.register(CheckFile)
class CheckFilePolicy(_UnderCheck):
    """Goes with its check."""

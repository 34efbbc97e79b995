"""Who sees and does what with deeds: the team that heard of one and the office; the unit that owes
it, once it was verified; what people said stays with those who listened."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.deeds.enums import DeedState
from xuncha.cycle.deeds.models import Deed, DeedCall, DeedPhoto, DeedRules, DeedStep
from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS, UNIT
from xuncha.cycle.planning.sight import RecusedPolicy, in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

ALL = dict.fromkeys(sorted(READERS), "全部")
TEAM = OFFICE | {INSPECTOR}
LISTENERS = READERS | {INSPECTOR}
_SEES = ALL | {INSPECTOR: "获授权巡察的"} | dict.fromkeys(
    sorted(UNIT), "本单位和所辖村已核实的"
)  # fmt: skip


def deeds_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight; ``path`` leads to the deed."""
    if actor.is_system:
        return EVERYTHING
    rows = NOTHING
    if actor.has(*READERS):
        rows = EVERYTHING
    elif actor.has(*UNIT) and actor.unit_id:
        mine = (
            Q(**{f"{path}owner_id": actor.unit_id})
            | Q(**{f"{path}village_id": actor.unit_id})
            | Q(**{f"{path}village__parent_id": actor.unit_id})
        )
        rows = mine & Q(**{f"{path}verified_on__isnull": False})
    return in_sight(actor, rows, f"{path}inspection")


def reads_source(actor: Actor) -> bool:
    """Whether he may read what people said and who handled it."""
    return actor.is_system or actor.has(*LISTENERS)


def _team(actor: Actor, row: Deed) -> str:
    if actor.has(*OFFICE) or row.inspection_id in actor.grants:
        return ""
    return "由巡察办或者这次巡察获授权的同志办理。"


def _other_verifies(actor: Actor, row: Deed) -> str:
    own = actor.user_id is not None and actor.user_id == row.registered_by_id
    return "这一件是您登记的，由另一个人核实。" if own else ""


def _owner(actor: Actor, row: Deed) -> str:
    if actor.has(*OFFICE) or actor.is_of(row.owner_id):
        return ""
    return "由责任单位办理。"


def _other_calls(actor: Actor, row: Deed) -> str:
    own = actor.user_id is not None and actor.user_id == row.done_by_id
    return "办结是您填的，由另一个人回访。" if own else ""


def _photos(actor: Actor, row: Deed) -> str:
    return "" if not _owner(actor, row) else _team(actor, row)


@access.register(Deed)
class DeedPolicy(RecusedPolicy):
    sees = _SEES
    acts = {
        "create": Act("登记实事", TEAM, (_team,)),
        "verify": Act("核实实事", TEAM, (_team, _other_verifies)),
        "claim": Act("认领实事", OFFICE | UNIT, (_owner,)),
        "start": Act("开始办理实事", OFFICE | UNIT, (_owner,)),
        "finish": Act("办结实事", OFFICE | UNIT, (_owner,)),
        "photo": Act("上传实事照片", TEAM | UNIT, (_photos,)),
        "draw": Act("抽取回访住户", TEAM, (_team,)),
        "call": Act("登记住户回访", TEAM, (_team, _other_calls)),
        "satisfy": Act("记回访满意", TEAM, (_team, _other_calls)),
        "refuse": Act("记回访不满意", TEAM, (_team, _other_calls)),
        "redo": Act("要求重办实事", OFFICE),
        "drop": Act("不列实事", OFFICE),
        "export": Act("导出实事台账", OFFICE),
        "print": Act("打印实事公示", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        return deeds_under(actor)


@access.register(DeedPhoto)
class DeedPhotoPolicy(RolePolicy):
    """Goes with its deed."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return deeds_under(actor, "deed__")


class _Inside(RolePolicy):
    """For those who listened: which households were asked would tell the owner who complained."""

    sees = ALL | {INSPECTOR: "获授权巡察的"}

    def scope(self, actor: Actor) -> Q:
        return deeds_under(actor, "deed__") if reads_source(actor) else NOTHING


@access.register(DeedCall)
class DeedCallPolicy(_Inside):
    """Call-backs with their households."""


@access.register(DeedStep)
class DeedStepPolicy(_Inside):
    """Who handled it."""


@access.register(DeedRules)
class DeedRulesPolicy(RolePolicy):
    """Read by all who read deeds, made by the office's head."""

    sees = dict.fromkeys([*sorted(READERS), INSPECTOR, *sorted(UNIT)], "全部")
    acts = {"create": Act("制定实事规则", frozenset({OFFICE_DIRECTOR}))}

    def scope(self, actor: Actor) -> Q:
        known = actor.is_system or actor.has(*READERS, INSPECTOR, *UNIT)
        return EVERYTHING if known else NOTHING


def may_photo(actor: Actor, row: Deed) -> bool:
    """Whether photos may be added now."""
    ended = row.state in (DeedState.DROPPED, DeedState.SATISFIED)
    return not ended and bool(access.can(actor, "photo", row))

"""Who sees and does what in rectification. The claimant never verifies; nobody approves himself."""

from dataclasses import replace
from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import (
    BUSINESS,
    INSPECTOR,
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
    UNIT_LIAISON,
)
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import in_sight, of_others
from xuncha.cycle.rectification.enums import ExtensionLevel
from xuncha.cycle.rectification.models import (
    DueMove,
    Extension,
    ExtensionRules,
    Item,
    ItemStep,
    ItemTally,
    LedgerImport,
    Measure,
    Progress,
    Proof,
    Signal,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, Decision, RolePolicy, no

LIAISON = frozenset({UNIT_LIAISON})
REVIEWERS = OFFICE | {PARTNER}
OWN_CLAIM = "申报人不能核实自己申报的整改事项，须由另一个人核实。"
OTHER_UNIT = "这是别的单位的整改事项，由被巡察单位自己办理。"
OWN_UNIT = "这是您本单位的整改事项，须由外单位的人办理。"

_ALL = dict.fromkeys(sorted(READERS | {PARTNER}), "全部")
_ALL_AND_OPENED = _ALL | {INSPECTOR: "获授权巡察的，在授权期内"}
_ALL_AND_OWN = _ALL_AND_OPENED | dict.fromkeys(sorted(UNIT), "本单位的")
_SEE_SIGNALS = READERS | {PARTNER, INSPECTOR}


def rows_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for items and what hangs on them; ``path`` leads to the item."""
    rows = NOTHING
    if actor.has(*READERS, PARTNER):
        rows = EVERYTHING
    elif actor.has(*UNIT) and actor.unit_id:
        rows = Q(**{f"{path}organisation_id": actor.unit_id})
    return in_sight(actor, rows, f"{path}inspection")


def _speaks_for(actor: Actor, row: Any) -> str:
    """A liaison may see other units' items by another post of his: he works on his own unit's."""
    item = row if isinstance(row, Item) else row.item
    return "" if actor.is_of(item.organisation_id) else OTHER_UNIT


def _from_outside(actor: Actor, item: Item) -> str:
    """Nobody reviews the unit that he sits in."""
    return OWN_UNIT if actor.is_of(item.organisation_id) else ""


def _not_of_unit(actor: Actor, _item: Item) -> str:
    """Whoever speaks for a unit does not hear what the engine asks, whatever else he is."""
    asked = actor.has(*UNIT) and not actor.has(*READERS)
    return "疑点由审核的人看，不给被巡察单位的人看。" if asked else ""


def _not_verifier(actor: Actor, item: Item) -> str:
    if item.verified_by_id == actor.user_id:
        return "核实人不能确认自己核实的事项已经巩固，须由另一个人确认。"
    return OWN_CLAIM if item.claimed_by_id == actor.user_id else ""


def _not_asker(actor: Actor, extension: Extension) -> str:
    return "不能审批自己提出的延期。" if extension.asked_by_id == actor.user_id else ""


@access.register(Item)
class ItemPolicy(RolePolicy):
    """The unit works on its own items; the office reviews; a leader reads."""

    sees = _ALL_AND_OWN
    acts = {
        "add_progress": Act("填报进展", LIAISON, (_speaks_for,)),
        "add_proof": Act("提交佐证", LIAISON, (_speaks_for,)),
        "claim": Act("申报完成", LIAISON, (_speaks_for,)),
        "withdraw_claim": Act("撤回申报", LIAISON, (_speaks_for,)),
        "ask_extension": Act("申请延期", LIAISON, (_speaks_for,)),
        "return": Act("退回", REVIEWERS, (_from_outside,)),
        "verify": Act("核实", REVIEWERS, (_from_outside,)),
        "sustain": Act("确认巩固", OFFICE, (_from_outside, _not_verifier)),
        "reopen": Act("重新整改", OFFICE, (_from_outside,)),
        "see_signals": Act("查看疑点", _SEE_SIGNALS, (_not_of_unit,)),
        "make": Act("按批准的方案建立和更新整改事项", frozenset({OFFICE_DIRECTOR, LEADER})),
        "export": Act("导出整改台账", BUSINESS),
    }

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor)

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """The claimant hears why he can't verify, whatever his role."""
        if action == "verify" and actor.user_id and obj.claimed_by_id == actor.user_id:
            return no(OWN_CLAIM)
        return super().can(actor, action, obj)


@access.register(ItemTally)
class ItemTallyPolicy(RolePolicy):
    """For whoever may see every item. A round in which an inspection is shut to him is out of his
    sight here: its items are counted one by one, under the items' own rule."""

    sees = _ALL

    def scope(self, actor: Actor) -> Q:
        if rows_under(replace(actor, recusals=frozenset())) != EVERYTHING:
            return NOTHING
        if not actor.recusals:
            return EVERYTHING
        shut = Inspection.objects.filter(pk__in=actor.recusals)
        return ~Q(round__in=shut.values("round"))


class _UnderItem(RolePolicy):
    sees = _ALL_AND_OWN

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor, "item__")


@access.register(Measure)
class MeasurePolicy(_UnderItem):
    """As the item."""


@access.register(Progress)
class ProgressPolicy(_UnderItem):
    """As the item."""


@access.register(ItemStep)
class ItemStepPolicy(_UnderItem):
    """As the item: why it was sent back or opened again stands on its page."""


@access.register(DueMove)
class DueMovePolicy(_UnderItem):
    """As the item: what its deadline was before, and why it is another one."""


@access.register(Proof)
class ProofPolicy(_UnderItem):
    """As the item; only the unit that handed a proof in takes it back."""

    acts = {
        "withdraw": Act("撤回佐证", LIAISON, (_speaks_for,)),
        "replace": Act("更新佐证版本", LIAISON, (_speaks_for,)),
        "download": Act("下载佐证", BUSINESS),
    }


DECIDERS = {
    ExtensionLevel.STAFF: OFFICE,
    ExtensionLevel.DIRECTOR: frozenset({OFFICE_DIRECTOR}),
    ExtensionLevel.LEADER: frozenset({LEADER}),
}
"""Who decides at each level."""


def _of_level(actor: Actor, extension: Extension) -> str:
    level = ExtensionLevel(extension.level)
    if actor.has(*DECIDERS[level]):
        return ""
    return f"按规则，第 {extension.ordinal} 次、延 {extension.days} 天的，由{level.label}审批。"


@access.register(Extension)
class ExtensionPolicy(_UnderItem):
    """Asked by the unit, decided at the level that the rules gave the request."""

    acts = {
        "grant": Act("同意延期", READERS, (_not_asker, _of_level)),
        "refuse": Act("不同意延期", READERS, (_not_asker, _of_level)),
    }


@access.register(ExtensionRules)
class ExtensionRulesPolicy(RolePolicy):
    """Everybody at work may know them; the director sets them."""

    sees = dict.fromkeys(sorted(BUSINESS), "全部")
    acts = {"create": Act("制定延期规则", frozenset({OFFICE_DIRECTOR}))}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*BUSINESS) else NOTHING


@access.register(Signal)
class SignalPolicy(RolePolicy):
    """Questions are the reviewers' own until they are answered: the unit sees none of them."""

    sees = _ALL_AND_OPENED
    acts = {
        "clear": Act("排除疑点", OFFICE),
        "uphold": Act("认定疑点", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        if actor.has(PARTNER) and not actor.has(*READERS):
            rows = of_others(actor, "inspection__organisation")
        return in_sight(actor, rows)


@access.register(LedgerImport)
class LedgerImportPolicy(RolePolicy):
    """Bringing files in is the office's work."""

    sees = dict.fromkeys(sorted(OFFICE), "全部")
    acts = {
        "take": Act("导入", OFFICE),
        "drop": Act("放弃导入", OFFICE),
        "change": Act("修改列对应", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*OFFICE):
            return in_sight(actor, EVERYTHING)
        return NOTHING

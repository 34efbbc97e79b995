"""Recusals and what units ask for: nobody handles what concerns himself; a waiver takes two."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, LEADER, OFFICE, READERS, UNIT
from xuncha.cycle.planning.sight import in_sight
from xuncha.cycle.teams.models import Recusal, RecusalStep, UnitObjection
from xuncha.cycle.teams.policies.common import ALL, APPROVERS, HIMSELF, SELF, is_member
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

OWN_RAISING = "提出人不能自己认定不成立，请由另一位同志办理。"
OWN_WAIVER = "豁免必须由两个人办理：提请人不能自己批准。"
OWN_VERIFYING = "核实人不能自己决定，请由另一位同志办理。"


def concerns(actor: Actor, row: Recusal) -> bool:
    """Whether a recusal is the actor's own."""
    own = row.inspector.user_id if row.inspector else None
    return actor.user_id is not None and actor.user_id in {row.user_id, own}


def _not_himself(actor: Actor, row: Recusal) -> str:
    return HIMSELF if concerns(actor, row) else ""


def _not_raiser(actor: Actor, row: Recusal) -> str:
    return OWN_RAISING if row.raised_by_id == actor.user_id else ""


def _not_waiver_asker(actor: Actor, row: Recusal) -> str:
    return OWN_WAIVER if row.waive_asked_by_id == actor.user_id else ""


def _not_verifier(actor: Actor, row: UnitObjection) -> str:
    if row.seat.inspector.user_id == actor.user_id:
        return HIMSELF
    return OWN_VERIFYING if row.verified_by_id == actor.user_id else ""


def recusals_under(actor: Actor, path: str = "") -> Q:
    """The register is for office and leaders, without what is shut to themselves; everybody sees
    his own."""
    if actor.is_system:
        return EVERYTHING
    rows = in_sight(actor, EVERYTHING, f"{path}inspection") if actor.has(*READERS) else NOTHING
    if not is_member(actor) or rows == EVERYTHING:
        return rows
    own = Q(**{f"{path}user_id": actor.user_id})
    return rows | own | Q(**{f"{path}inspector__user_id": actor.user_id})


@access.register(Recusal)
class RecusalPolicy(RolePolicy):
    """A waiver takes two persons; nobody settles what concerns himself."""

    sees = ALL | {INSPECTOR: "本人的"}
    acts = {
        "recuse_self": Act("申请本人回避", SELF),
        "raise": Act("认定他人回避", OFFICE, (_not_himself,)),
        "confirm": Act("认定回避", OFFICE | {LEADER}, (_not_himself,)),
        "ask_waiver": Act("提请豁免", OFFICE, (_not_himself,)),
        "waive": Act("批准豁免", APPROVERS, (_not_himself, _not_waiver_asker)),
        "refuse_waiver": Act("不同意豁免", APPROVERS, (_not_himself, _not_waiver_asker)),
        "dismiss": Act("认定回避不成立", APPROVERS, (_not_himself, _not_raiser)),
        "raise_again": Act("重新认定回避", OFFICE, (_not_himself,)),
        "download": Act("下载豁免依据", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        return recusals_under(actor)


@access.register(RecusalStep)
class RecusalStepPolicy(RolePolicy):
    """As the recusal."""

    sees = RecusalPolicy.sees

    def scope(self, actor: Actor) -> Q:
        return recusals_under(actor, "recusal__")


@access.register(UnitObjection)
class UnitObjectionPolicy(RolePolicy):
    """A unit asks and sees its own; the office verifies, another person decides."""

    sees = ALL | dict.fromkeys(sorted(UNIT), "本单位提出的")
    acts = {
        "ask": Act("要求巡察组成员回避", UNIT),
        "verify": Act("核实单位回避申请", OFFICE, (_not_verifier,)),
        "uphold": Act("同意单位回避申请", APPROVERS, (_not_verifier,)),
        "refuse": Act("不同意单位回避申请", APPROVERS, (_not_verifier,)),
    }

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        if actor.has(*UNIT) and actor.unit_id:
            rows = Q(organisation_id=actor.unit_id)
        return rows & ~Q(inspection_id__in=actor.recusals) if actor.recusals else rows

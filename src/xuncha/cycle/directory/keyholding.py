"""Who may hold a key of his own, and who the escrow's papers. Foundation knows how keys are kept;
whose they may be is told in the roles of this work."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import (
    INSPECTOR,
    LEADER,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
)
from xuncha.foundation import access
from xuncha.foundation.accounts.roles import THREE
from xuncha.foundation.holders.models import Escrow, EscrowShare, Keyholder
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

DIRECTOR = frozenset({OFFICE_DIRECTOR})
ROOM = READERS | {PARTNER, INSPECTOR}
"""Roles whose holders may be let into sealed records, and so may hold a key of their own."""


def of_room(actor: Actor) -> bool:
    """Whether this person may have anything to do with sealed records at all."""
    return actor.user_id is not None and actor.has(*ROOM) and not actor.has(*UNIT, *THREE)


def _in_room(actor: Actor, _row: Any) -> str:
    return "" if of_room(actor) else "您的岗位不能设立封存口令。"


@access.register(Keyholder)
class KeyholderPolicy(RolePolicy):
    """Everybody his own."""

    sees = dict.fromkeys(sorted(ROOM), "本人的")
    acts = {"make": Act("设立封存口令", ROOM, (_in_room,))}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        return Q(user_id=actor.user_id) if of_room(actor) else NOTHING


@access.register(Escrow)
class EscrowPolicy(RolePolicy):
    """The director, and the officers of its shares; it holds no word of any record."""

    sees = {OFFICE_DIRECTOR: "全部"} | dict.fromkeys(
        ("office_staff", LEADER), "本人保管份额的"
    )  # fmt: skip
    acts = {
        "convene": Act("主持托管仪式", DIRECTOR),
        "keep": Act("保管托管份额", READERS - DIRECTOR, (_in_room,)),
        "drop": Act("作废托管密钥", DIRECTOR),
        "recover": Act("用托管份额恢复钥匙", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or (of_room(actor) and actor.has(*DIRECTOR)):
            return EVERYTHING
        if not of_room(actor):
            return NOTHING
        held = EscrowShare.objects.filter(officer_id=actor.user_id)
        return Q(pk__in=held.values("escrow"))


@access.register(EscrowShare)
class EscrowSharePolicy(RolePolicy):
    """Everybody his own share; the director sees who keeps which."""

    sees = {OFFICE_DIRECTOR: "全部（不含内容）"} | dict.fromkeys(
        ("office_staff", LEADER), "本人的"
    )  # fmt: skip

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or (of_room(actor) and actor.has(*DIRECTOR)):
            return EVERYTHING
        return Q(officer_id=actor.user_id) if of_room(actor) else NOTHING

"""The unit writes what is laid open, another person approves; the office may help with both."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.directory.roles import (
    BUSINESS,
    OFFICE,
    OFFICE_DIRECTOR,
    UNIT,
    UNIT_HEAD,
    UNIT_LIAISON,
)
from xuncha.cycle.evaluation.models import Objection, Publicity
from xuncha.cycle.evaluation.policies.common import RoomPolicy
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act

WRITERS = OFFICE | {UNIT_LIAISON}
APPROVERS = frozenset({OFFICE_DIRECTOR, UNIT_HEAD})


def _own(actor: Actor, row: Any) -> str:
    """A unit's people deal with their own unit's."""
    if not actor.has(*UNIT) or actor.is_of(row.inspection.organisation_id):
        return ""
    return "由被巡察单位自己办理。"


def _not_own_words(actor: Actor, row: Publicity) -> str:
    own = actor.user_id in {row.edited_by_id, row.submitted_by_id}
    return "公开稿是您修改或者送审的，由另一个人审批。" if own else ""


@access.register(Publicity)
class PublicityPolicy(RoomPolicy):
    acts = {
        "create": Act("拟公开稿", WRITERS, (_own,)),
        "change": Act("修改公开稿", WRITERS, (_own,)),
        "redraft": Act("按数据重写公开稿", WRITERS, (_own,)),
        "submit": Act("送审公开稿", WRITERS, (_own,)),
        "return": Act("退回公开稿", APPROVERS, (_own,)),
        "approve": Act("批准公开稿", APPROVERS, (_own, _not_own_words)),
        "publish": Act("登记公开", WRITERS, (_own,)),
        "object": Act("登记公开意见", WRITERS, (_own,)),
        "reply": Act("处理公开意见", WRITERS, (_own,)),
        "close": Act("公开期满", WRITERS, (_own,)),
        "withdraw": Act("撤回公开", APPROVERS, (_own,)),
        "print": Act("打印公开稿", BUSINESS),
    }


@access.register(Objection)
class ObjectionPolicy(RoomPolicy):
    """Goes with what it objects to."""

    path = "publicity__"

"""Who sees and does what with the four notices: the office, leaders, and whoever gets one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import LEADER, OFFICE, PARTNER, READERS
from xuncha.cycle.feedback.enums import COPY_OUT
from xuncha.cycle.feedback.models import CopyLetter
from xuncha.cycle.feedback.policies.common import DIRECTOR
from xuncha.cycle.planning.sight import RecusedPolicy, unshut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, Act


def letters_under(actor: Actor, path: str = "") -> Q:
    """Notices in sight; ``path`` leads to the notice."""
    if actor.is_system:
        return EVERYTHING
    rows = Q(**{f"{path}user_id": actor.user_id or 0, f"{path}state__in": sorted(COPY_OUT)})
    if actor.has(*READERS):
        rows = EVERYTHING
    return unshut(actor, rows, f"{path}feedback__inspection_id")


def _not_submitter(actor: Actor, row: CopyLetter) -> str:
    own = actor.user_id is not None and actor.user_id == row.submitted_by_id
    return "抄告是您送审的，由另一位同志批准。" if own else ""


def _addressed(actor: Actor, row: CopyLetter) -> str:
    own = actor.user_id is not None and actor.user_id == row.user_id
    return "" if own else "由收文的人签收。"


@access.register(CopyLetter)
class CopyLetterPolicy(RecusedPolicy):
    sees = dict.fromkeys(sorted(READERS), "全部") | {PARTNER: "发给自己的"}
    acts = {
        "create": Act("拟抄告", OFFICE),
        "change": Act("修改抄告", OFFICE),
        "submit": Act("送审抄告", OFFICE),
        "return": Act("退回抄告", DIRECTOR),
        "issue": Act("批准发出抄告", DIRECTOR, (_not_submitter,)),
        "receive": Act("签收抄告", frozenset({LEADER, PARTNER}), (_addressed,)),
        "enter": Act("登记抄告纸质回执", OFFICE),
        "withdraw": Act("撤回抄告", DIRECTOR),
        "print": Act("打印抄告", OFFICE),
    }

    def inspection_of(self, obj: Any) -> int | None:
        found: int | None = obj.feedback.inspection_id
        return found

    def scope(self, actor: Actor) -> Q:
        return letters_under(actor)

"""Meetings are the office's and the leaders'. Opinions on persons are fewer people's still."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import (
    INSPECTOR,
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
)
from xuncha.cycle.feedback.enums import Aim, TaskState
from xuncha.cycle.feedback.models import Filing, Hearing, HearingReport, Task
from xuncha.cycle.feedback.policies.common import DIRECTOR
from xuncha.cycle.planning.sight import RecusedPolicy, unshut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_ALL = dict.fromkeys(sorted(READERS), "全部")
KNOWS_PERSONS = frozenset({OFFICE_DIRECTOR, LEADER})
OWNERS = READERS | {PARTNER, INSPECTOR}


def hearings_under(actor: Actor, path: str = "") -> Q:
    """Meetings in sight. One that heard a report from which somebody keeps away is shut to him."""
    if actor.is_system:
        return EVERYTHING
    if not actor.has(*READERS):
        return NOTHING
    if not actor.recusals:
        return EVERYTHING
    shut = HearingReport.objects.filter(report__inspection__in=actor.recusals)
    return ~Q(**{f"{path}pk__in": shut.values("hearing")})


def tasks_under(actor: Actor, path: str = "") -> Q:
    """Tasks in sight. Of a matter: readers, the team of its inspection and the owner know; of a
    person: the director, leaders, whoever recorded it and the owner."""
    if actor.is_system:
        return EVERYTHING
    given = ~Q(**{f"{path}state": TaskState.DRAFT})
    rows = Q(**{f"{path}owner_id": actor.user_id or 0}) & given
    matters = Q(**{f"{path}aim": Aim.MATTER})
    if actor.has(*KNOWS_PERSONS):
        rows = EVERYTHING
    elif actor.has(*OFFICE):
        rows |= matters | Q(**{f"{path}hearing__made_by_id": actor.user_id or 0})
    elif actor.grants:
        rows |= matters & given & Q(**{f"{path}inspection_id__in": actor.grants})
    return unshut(actor, rows, f"{path}inspection_id")


@access.register(Hearing)
class HearingPolicy(RolePolicy):
    sees = _ALL
    acts = {
        "create": Act("登记听取会议", OFFICE),
        "change": Act("修改听取会议记录", OFFICE),
        "close": Act("听取会议定稿", OFFICE),
        "withdraw": Act("撤回听取会议记录", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return hearings_under(actor)


@access.register(HearingReport)
class HearingReportPolicy(RolePolicy):
    """Goes with its meeting."""

    sees = _ALL

    def scope(self, actor: Actor) -> Q:
        return hearings_under(actor, "hearing__")


@access.register(Filing)
class FilingPolicy(RolePolicy):
    """Goes with its meeting."""

    sees = _ALL
    acts = {"file": Act("登记报备", OFFICE), "receive": Act("登记报备回执", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        return hearings_under(actor, "hearing__")


def _owns(actor: Actor, row: Task) -> str:
    own = actor.user_id is not None and actor.user_id == row.owner_id
    return "" if own else "由这件事项的责任人报结。"


def _not_reporter(actor: Actor, row: Task) -> str:
    own = actor.user_id is not None and actor.user_id in {row.reported_by_id, row.owner_id}
    return "事项是您办的，由另一位同志确认。" if own else ""


@access.register(Task)
class TaskPolicy(RecusedPolicy):
    sees = {
        OFFICE_DIRECTOR: "全部", LEADER: "全部", "office_staff": "点事的，自己记录的会议的",
        INSPECTOR: "获授权巡察的点事意见，交给自己的", PARTNER: "交给自己的",
    }  # fmt: skip
    acts = {
        "create": Act("登记会议意见", OFFICE),
        "report": Act("报结交办事项", OWNERS, (_owns,)),
        "return": Act("退回交办事项", OFFICE | {LEADER}, (_not_reporter,)),
        "settle": Act("确认办结交办事项", OFFICE | {LEADER}, (_not_reporter,)),
        "put_off": Act("推后交办事项期限", DIRECTOR | {LEADER}),
        "withdraw": Act("撤回交办事项", DIRECTOR),
        "read": Act("查看点人意见", OWNERS),
    }

    def scope(self, actor: Actor) -> Q:
        return tasks_under(actor)


def is_restricted(row: Any) -> bool:
    """Whether its words are shown only after they were asked for, and noted."""
    return bool(row.aim == Aim.PERSON)

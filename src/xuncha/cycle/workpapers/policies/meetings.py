"""Records of meetings: the team's and the office's; nobody else's."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.cycle.workpapers.models import Attendee, Meeting, Weighed
from xuncha.cycle.workpapers.policies.common import WRITERS, InField, is_member, is_member_or_office
from xuncha.cycle.workpapers.seats import may_settle
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act

_SIGN = READERS | {INSPECTOR}


def _keeps(actor: Actor, meeting: Any) -> str:
    """The recorder, the team's lead, the office."""
    if actor.has(*OFFICE) or may_settle(actor, meeting.inspection_id):
        return ""
    if is_member(actor, meeting) == "" and meeting.made_by_id == actor.user_id:
        return ""
    return "由记录人、本组组长副组长或者巡察办办理。"


def _was_there(actor: Actor, meeting: Any) -> str:
    if meeting.attendees.filter(user_id=actor.user_id or 0).exists():
        return ""
    return "您不在参会人里，不用签字。"


@access.register(Meeting)
class MeetingPolicy(InField):
    acts = {
        "create": Act("记录会商", WRITERS, (is_member_or_office,)),
        "change": Act("修改会商记录", WRITERS, (_keeps,)),
        "submit": Act("会商记录送签", WRITERS, (_keeps,)),
        "return": Act("退回会商记录", WRITERS, (_keeps,)),
        "close": Act("会商记录定稿", WRITERS, (_keeps,)),
        "withdraw": Act("撤回会商记录", WRITERS, (_keeps,)),
        "sign": Act("会商记录签字", _SIGN, (_was_there,)),
        "print": Act("打印会商记录", _SIGN),
    }


class _OfMeeting(InField):
    path = "meeting__inspection"


@access.register(Attendee)
class AttendeePolicy(_OfMeeting):
    """Goes with the meeting."""


@access.register(Weighed)
class WeighedPolicy(_OfMeeting):
    """Goes with the meeting."""

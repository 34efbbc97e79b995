"""The unit records its meeting, the supervisor on the spot confirms it. What was said there is for
those who have to know; others see that it was held."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, OFFICE, PARTNER, UNIT
from xuncha.cycle.evaluation.models import LifeMeeting, LifeMeetingFile, LifeMeetingFinding
from xuncha.cycle.evaluation.policies.common import (
    AT_MEETING,
    RoomPolicy,
    meetings_told_under,
    own_unit,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act

SUPERVISORS = OFFICE | {PARTNER}


def _on_the_spot(actor: Actor, row: Any) -> str:
    if row.supervisor_id == actor.user_id:
        return ""
    if row.supervisor_id is None:
        return "还没有派现场督导人，先派人。"
    return "由到会的现场督导人确认。"


@access.register(LifeMeeting)
class LifeMeetingPolicy(RoomPolicy):
    acts = {
        "create": Act("准备专题民主生活会", UNIT | OFFICE),
        "plan": Act("派现场督导人", OFFICE),
        "record": Act("登记会议情况", UNIT, (own_unit,)),
        "return": Act("退回会议情况", SUPERVISORS, (_on_the_spot,)),
        "confirm": Act("督导确认", SUPERVISORS, (_on_the_spot,)),
        "open": Act("打开会议材料", BUSINESS),
    }


def reads_meeting(actor: Actor, row: LifeMeeting) -> bool:
    """Whether he may read who attended and what was said."""
    return LifeMeeting.objects.filter(meetings_told_under(actor), pk=row.pk).exists()


class _Inside(RoomPolicy):
    """For those who may read what was said."""

    path = "meeting__"
    sees = AT_MEETING

    def scope(self, actor: Actor) -> Q:
        return meetings_told_under(actor, self.path)


@access.register(LifeMeetingFinding)
class LifeMeetingFindingPolicy(_Inside):
    """What was taken up."""


@access.register(LifeMeetingFile)
class LifeMeetingFilePolicy(_Inside):
    """Comparison papers and minutes."""

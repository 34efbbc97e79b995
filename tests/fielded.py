"""The field for tests: two authorised teams at work, one of them in the unit of 周岚."""

from __future__ import annotations

from dataclasses import dataclass

from tests.people import Cast
from tests.scenarios import Story
from tests.teamed import Teamed, account, announced, at_work
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.services import declaring
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import Actor


@dataclass
class Fielded:
    """``inspection`` (水务局) is entered and worked by the first team: 陆一 leads it, 顾二 is its
    deputy. ``other`` is the second team's; 秦三 leads that one and has no part in the first."""

    teamed: Teamed
    inspection: Inspection
    other: Inspection
    leader: User
    member: User
    stranger: User

    def actor(self, user: User) -> Actor:
        """The person as he acts now, with the grants that he holds."""
        return self.teamed.actor(user)


def in_the_field(story: Story, people: Cast, stage: Stage = Stage.LEARNING) -> Fielded:
    """Both teams announced and declared, their inspections at ``stage``. Call it on ``TODAY``. A
    story has one field: whoever asks again gets the same."""
    known: Fielded | None = getattr(story, "fielded", None)
    if known is not None:
        return known
    fielded = sent_out(at_work(story, people), people, stage)
    story.fielded = fielded  # type: ignore[attr-defined]
    return fielded


def sent_out(made: Teamed, people: Cast, stage: Stage = Stage.LEARNING) -> Fielded:
    """What leads there when the first team is at work."""
    announced(made.teams[1], people)
    stranger = account("qinsan", "秦三")
    Inspector.objects.filter(pk=made.people[2].pk).update(user=stranger)
    declaring.declare(made.actor(stranger), seat_id=made.seat_of(stranger).pk, has_none=True)
    for inspection in (made.first, made.second):
        inspection.refresh_from_db()
        inspection.state, inspection.entered_on = stage, made.round.start_on
        inspection.save()
    return Fielded(made, made.first, made.second, made.leader, made.member, stranger)

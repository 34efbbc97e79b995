"""Letters, calls and visits for tests: the field with a custodian and one letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fielded import in_the_field
from tests.keyed import Keyed
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.petitions.clocks import counted, fields_of
from xuncha.cycle.petitions.enums import Category, Way
from xuncha.cycle.petitions.models import Petition, PetitionClock
from xuncha.cycle.petitions.services import registering, sourcing
from xuncha.cycle.petitions.services.registering import PetitionFacts
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel import clock

NAME, CONTACT, ADDRESS = "阮听松", "座机八八六六零", "青石镇槐树巷十九号"
SOURCE = (NAME, CONTACT, ADDRESS)
TEXT = "反映水务局灌区站站长虚报渠道清淤工程量，套取维护资金用于吃喝，多次反映没有答复。"
FACTS = PetitionFacts(
    way=Way.LETTER, received_on=TODAY, subject="灌区站站长", category=Category.INTEGRITY, text=TEXT,
    real_name=True, name=NAME, contact=CONTACT, address=ADDRESS,
)  # fmt: skip


@dataclass
class Petitioned(Keyed):
    """陆一 leads the team and 顾二 is its deputy; 李闻 of the office keeps the sources. All of them
    have keys, and the escrow is in use."""

    petition: Petition = field(default_factory=Petition)

    def register(self, by: str = "luyi", **more: Any) -> Petition:
        return registering.register_petition(
            self.actor(by), inspection_id=self.fielded.inspection.pk, facts=replace(FACTS, **more)
        )

    def fresh(self) -> Petition:
        self.petition.refresh_from_db()
        return self.petition


HOLDERS = ("liwen", "zhaoqing", "luyi", "guer")


def petitioned(story: Story, people: Cast, *, received_on: dt.date = TODAY) -> Petitioned:
    """One letter with a name, registered by 陆一."""
    made = Petitioned(in_the_field(story, people), people)
    for username in HOLDERS:
        made.make_key(username)
    made.ceremony("liwen", "zhaoqing")
    sourcing.appoint(
        people.actor("song"), inspection_id=made.fielded.inspection.pk,
        user_id=people["liwen"].pk,
    )  # fmt: skip
    made.petition = made.register(received_on=received_on)
    return made


def late_letter(inspection: Inspection) -> Petition:
    """A row without its history: one that should have been taken up days ago."""
    came = TODAY - dt.timedelta(days=20)
    row = Petition.objects.create(
        inspection=inspection, organisation=inspection.organisation, number=1, way=Way.CALL,
        came_from="own", received_on=came, subject="站长", category="work", text="反映脱岗",
        keep_until_on=TODAY + dt.timedelta(days=3650), registered_at=clock.now(),
    )  # fmt: skip
    PetitionClock.objects.create(
        petition=row, kind="decide", **fields_of(counted(came, workdays=5))
    )
    return row

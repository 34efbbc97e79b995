"""Letters, calls and visits for tests: the field with a custodian and one letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from tests.fielded import Fielded, in_the_field
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.petitions.enums import Category, Way
from xuncha.cycle.petitions.models import Petition
from xuncha.cycle.petitions.services import registering, sourcing
from xuncha.cycle.petitions.services.registering import PetitionFacts
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import Actor

NAME, CONTACT, ADDRESS = "阮听松", "座机八八六六零", "青石镇槐树巷十九号"
SOURCE = (NAME, CONTACT, ADDRESS)
TEXT = "反映水务局灌区站站长虚报渠道清淤工程量，套取维护资金用于吃喝，多次反映没有答复。"
FACTS = PetitionFacts(
    way=Way.LETTER, received_on=TODAY, subject="灌区站站长", category=Category.INTEGRITY, text=TEXT,
    real_name=True, name=NAME, contact=CONTACT, address=ADDRESS,
)  # fmt: skip


@dataclass
class Petitioned:
    """陆一 leads the team and 顾二 is its deputy; 李闻 of the office keeps the sources."""

    fielded: Fielded
    people: Cast
    petition: Petition

    def actor(self, username: str) -> Actor:
        return self.fielded.actor(User.objects.get(username=username))

    def register(self, by: str = "luyi", **more: Any) -> Petition:
        return registering.register_petition(
            self.actor(by), inspection_id=self.fielded.inspection.pk, facts=replace(FACTS, **more)
        )

    def fresh(self) -> Petition:
        self.petition.refresh_from_db()
        return self.petition


def petitioned(story: Story, people: Cast, *, received_on: dt.date = TODAY) -> Petitioned:
    """One letter with a name, registered by 陆一."""
    made = Petitioned(in_the_field(story, people), people, Petition())
    sourcing.appoint(
        people.actor("song"), inspection_id=made.fielded.inspection.pk,
        user_id=people["liwen"].pk,
    )  # fmt: skip
    made.petition = made.register(received_on=received_on)
    return made

"""A round in which every room has something to find, and everybody who might look."""

from __future__ import annotations

import io
from dataclasses import dataclass

from tests import checkpoints, fieldworked, inquired, papered, petitioned
from tests.fielded import Fielded, in_the_field
from tests.people import CAST, Cast
from tests.scenarios import FEEDBACK, Story, told
from xuncha.cycle.rectification.services import telling
from xuncha.foundation.accounts.models import User
from xuncha.insight.search import building
from xuncha.insight.search.asking import ask
from xuncha.insight.search.keeping_up import catch_up
from xuncha.insight.search.query import Asked
from xuncha.kernel.actor import Actor

TEAM = ("luyi", "guer", "qinsan", "hanshi")


@dataclass
class World:
    """The story with its people and teams."""

    story: Story
    people: Cast
    field: Fielded

    def actor(self, username: str) -> Actor:
        return self.field.actor(User.objects.get(username=username))

    def everybody(self) -> list[Actor]:
        """The cast and the teams' members."""
        names = [*CAST, *TEAM]
        return [self.actor(one) for one in names if User.objects.filter(username=one).exists()]


def world(story: Story, people: Cast) -> World:
    """Everything that can be found, written by the services as people would."""
    made = World(story, people, in_the_field(story, people))
    checkpoints.library(story, people)
    petitioned.petitioned(story, people)
    author = papered.third(made.field)
    papered.sent(made.field, papered.signed(made.field, author))
    inquired.signed(made.field)
    inquired.visited(made.field)
    fieldworked.asked(made.field, people)
    fieldworked.sent(made.field)
    fieldworked.issued(made.field)
    told(story.foreign)
    telling.add_proof(
        people.actor("wutong"), item_id=story.foreign.pk, stream=io.BytesIO(PROOF.encode()),
        name="更新说明.txt", effective_on=FEEDBACK, proves="12户信息已更新",
    )  # fmt: skip
    return made


PROOF = "逐户核对救助台账，暗号白鹭洲渡口，十二户全部更新。"


def found(actor: Actor, words: str, **narrowed: object) -> set[tuple[str, int]]:
    """What somebody finds, as kinds and ids."""
    answer = ask(actor, Asked(words, **narrowed), size=100)  # type: ignore[arg-type]
    assert len(answer.hits) == answer.total
    return {(hit.kind.key, hit.row.pk) for hit in answer.hits}


def indexed() -> None:
    """Read everything."""
    building.build()


def later() -> int:
    """Read what was done since."""
    return catch_up()

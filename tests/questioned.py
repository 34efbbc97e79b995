"""Signals at work for tests: the story's unit with a claimed item and a signal about it, and one
about another item."""

from __future__ import annotations

from dataclasses import dataclass

from tests import scenarios
from tests.people import Cast
from tests.scenarios import Story, claimed, signal, told
from xuncha.cycle.questions.models import Escalation, Question
from xuncha.cycle.questions.services import asking, escalating
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.kernel.actor import Actor

ASKED = "进展里没有数字和时间，请写明清理了多少、什么时候。"


@dataclass
class Desk:
    """李闻 and 赵青 of the office work here, 宋致远 directs it; 周岚 is the unit's liaison."""

    story: Story
    people: Cast
    item: Item
    signal: Signal
    second: Signal

    def actor(self, username: str) -> Actor:
        return self.people.actor(username)

    def fresh(self) -> Signal:
        self.signal.refresh_from_db()
        return self.signal

    def ask(self, by: str = "liwen", text: str = ASKED) -> Question:
        row = self.fresh()
        return asking.ask_unit(self.actor(by), signal_id=row.pk, version=row.version, text=text)

    def escalate(self, by: str = "liwen") -> Escalation:
        row = self.fresh()
        return escalating.escalate(
            self.actor(by), signal_id=row.pk, version=row.version, words="拟请单位重报"
        )


def at_the_desk(story: Story, people: Cast, own: str = "") -> Desk:
    """Build it on the story's first two items; or, with ``own`` as the mark of their numbers, on$
    two more of the unit, for where several rooms stand in one story."""
    items = story.items
    if own:
        items = [
            scenarios.item(scenarios.finding(story.inspection, f"{own}{n}", f"{own}项{n}"),
                           f"{own}{n}", f"{own}项{n}未整改")
            for n in range(2)
        ]  # fmt: skip
    item = claimed(items[0], people["zhoulan"].pk)
    other = told(items[1], by=people["zhoulan"].pk)
    return Desk(story, people, item, signal(item), signal(other, "R06", "无佐证"))

"""How one asks: several words, quotations, width, numbers, narrowing, nearly the same."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.insight.search.world import found, indexed, later
from tests.people import Cast
from tests.scenarios import Story, claimed
from xuncha.cycle.rectification.services import steps
from xuncha.insight.search.asking import Asked, ask


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("接待", True),
        ("公务接待审批不严", True),
        ("接待费 公函", True),
        ("公函 青石河", False),
        ("１２６００", True),
        ("12600元", True),
        ("126", True),
        ("“审批不严，3笔”", True),
        ("审批 不严", True),
        ("不严审批", False),
        ("函", True),
    ],
)
def test_words(story: Story, people: Cast, words: str, finds: bool) -> None:
    indexed()
    told = found(people.actor("liwen"), words)
    assert (("finding", story.findings[1].pk) in told) is finds


def test_narrowing(story: Story, people: Cast) -> None:
    indexed()
    office = people.actor("liwen")
    every = found(office, "未")
    assert {key for key, _ in every} == {"finding", "item"}
    assert {key for key, _ in found(office, "未", group="整改")} == {"item"}
    civil = found(office, "未", unit=story.civil.pk)
    assert civil == {("finding", story.foreign.finding_id), ("item", story.foreign.pk)}
    assert found(office, "未", round=story.round.pk) == every
    assert found(office, "未", round=story.round.pk + 1) == set()
    day = story.findings[0].created_at.date()
    assert found(office, "未", since=day, until=day) == every
    assert found(office, "未", until=day - dt.timedelta(days=1)) == set()
    assert found(office, "未", newest=True) == every


def test_nothing_letter_by_letter_gives_what_comes_near_and_says_so(
    story: Story, people: Cast
) -> None:
    indexed()
    answer = ask(people.actor("liwen"), Asked("公务接待费审批很不严格没公函"))
    assert answer.likened
    assert answer.hits[0].row in {story.findings[1], story.items[1]}
    assert not ask(people.actor("liwen"), Asked("毫不相干")).likened


def test_why_an_item_came_back_is_found_by_whoever_sees_it(story: Story, people: Cast) -> None:
    indexed()
    one = claimed(story.items[0], by=people["zhoulan"].pk)
    steps.return_item(
        people.actor("liwen"), item_id=one.pk, version=one.version, reason="拨付回单没有银行签章"
    )
    later()
    for who, finds in (("zhoulan", True), ("fengli", True), ("wutong", False)):
        told = found(people.actor(who), "银行签章")
        assert told == ({("item", one.pk)} if finds else set()), who

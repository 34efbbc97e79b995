"""Extensions: a reason, another person, and the original date for ever."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.rectification.models import Extension, Item
from xuncha.cycle.rectification.services import extending
from xuncha.kernel.errors import Conflict, Invalid, Refused

LATER = dt.date(2026, 5, 30)
REASON = "设备要招标，最早五月到货"


def _asked(story: Story, people: Cast) -> Extension:
    return extending.ask_extension(
        people.actor("zhoulan"), item_id=story.items[0].pk, to_on=LATER, reason=REASON
    )


def test_granting_moves_the_date_and_keeps_the_original(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)
    item = Item.objects.get(pk=story.items[0].pk)
    assert (item.due_on, item.original_due_on) == (LATER, dt.date(2026, 4, 10))


def test_only_the_director_decides_and_only_once(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    with pytest.raises(Refused):
        extending.grant_extension(people.actor("liwen"), extension_id=asked.pk, version=1)
    director = people.actor("song")
    extending.refuse_extension(director, extension_id=asked.pk, version=1, decision="理由不充分")
    with pytest.raises(Conflict, match="已经审批过"):
        extending.grant_extension(director, extension_id=asked.pk, version=1)
    assert Item.objects.get(pk=story.items[0].pk).due_on == dt.date(2026, 4, 10)


def test_a_refusal_says_why(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    with pytest.raises(Invalid, match="理由"):
        extending.refuse_extension(
            people.actor("song"), extension_id=asked.pk, version=1, decision=" "
        )


def test_one_request_at_a_time(story: Story, people: Cast) -> None:
    _asked(story, people)
    with pytest.raises(Conflict, match="正在审批"):
        _asked(story, people)


def test_never_earlier_never_without_a_reason(story: Story, people: Cast) -> None:
    liaison, item = people.actor("zhoulan"), story.items[0]
    with pytest.raises(Invalid, match="必须晚于"):
        extending.ask_extension(liaison, item_id=item.pk, to_on=dt.date(2026, 4, 10), reason=REASON)
    with pytest.raises(Invalid, match="理由"):
        extending.ask_extension(liaison, item_id=item.pk, to_on=LATER, reason="")


def test_a_grant_does_not_step_over_another_change(story: Story, people: Cast) -> None:
    asked = _asked(story, people)
    Item.objects.filter(pk=story.items[0].pk).update(due_on=dt.date(2026, 4, 20))
    with pytest.raises(Conflict, match="时限已经变动"):
        extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)

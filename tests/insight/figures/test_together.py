"""Many figures at once say what each of them says alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.rectification.services import steps
from xuncha.insight.figures.asking import FOCUSES, WAYS, ask
from xuncha.insight.figures.registry import MEASURES, by_name
from xuncha.insight.figures.together import answers, split
from xuncha.kernel import clock

VALUES = {
    "round": ("9", "8"), "year": ("2025", "2026"), "focus": tuple(FOCUSES)[:2],
    "way": tuple(WAYS)[:2],
    "kind": ("区直单位", "村"),
}  # fmt: skip


@pytest.fixture
def told(story: Story, people: Cast) -> Story:
    """One item verified, one claimed, findings with sums; nothing of it is all alike."""
    with clock.at(TODAY):
        made = claimed(story.items[0], by=people["zhoulan"].pk)
        steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
        claimed(story.items[1], by=people["zhoulan"].pk)
    for n, row in enumerate(story.findings):
        Finding.objects.filter(pk=row.pk).update(amount_yuan=n * 100, is_key=n > 1)
    assert not Deed.objects.exists()
    return story


@pytest.mark.parametrize("who", ["song", "zhoulan"])
def test_together_is_what_each_says_alone(told: Story, people: Cast, who: str) -> None:
    with clock.at(TODAY):
        for day in (TODAY, TODAY - dt.timedelta(days=30)):
            question = ask(people.actor(who), day=day)
            found = answers([(one, question) for one in MEASURES])
            for one, answer in zip(MEASURES, found, strict=True):
                alone = one.value(question) if one.is_for(question) else None
                assert answer.value == alone, one.name
    told_now = {one.name: a.value for one, a in zip(MEASURES, found, strict=True)}
    assert told_now["findings_fed_back"]


@pytest.mark.parametrize("by", VALUES)
def test_split_is_what_each_part_says_alone(told: Story, people: Cast, by: str) -> None:
    with clock.at(TODAY):
        question = ask(people.actor("song"))
        measures = [one for one in MEASURES if by in one.params]
        lines = split([(one, question) for one in measures], by, VALUES[by])
        for one, line in zip(measures, lines, strict=True):
            for value in VALUES[by]:
                if by == "round" and value == "8":
                    assert not line[value].rows, one.name
                    continue
                alone = one.value(question.by(**{by: value}))
                assert line[value].value == alone, (one.name, value)
        assert any(line[VALUES[by][0]].rows for line in lines) or by == "focus"


def test_levels_are_counted_apart_for_findings_items_and_measures(
    told: Story, people: Cast
) -> None:
    names = [
        f"{what}_{level}"
        for what in ("findings", "items", "measures")
        for level in ("claimed", "verified", "sustained")
    ]
    with clock.at(TODAY):
        question = ask(people.actor("song"))
        found = answers([(by_name()[one], question) for one in names])
    assert [one.value for one in found] == [2, 1, 0] * 3


def test_all_figures_ask_little(told: Story, people: Cast) -> None:
    with clock.at(TODAY), CaptureQueriesContext(connection) as seen:
        question = ask(people.actor("song"))
        answers([(one, question) for one in MEASURES])
    assert len(seen) < 75 < len(MEASURES)

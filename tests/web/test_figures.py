"""Every figure opens its rows: the number is what the list it leads to counts, for every reader."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import Cast
from tests.scenarios import Story, claimed, signal
from xuncha.cycle.rectification.services import extending, steps
from xuncha.insight.figures.definitions import EVERY
from xuncha.insight.figures.figure import Figure
from xuncha.web.listing import total_of


@pytest.fixture
def busy(story: Story, people: Cast) -> Story:
    """Items in several states, a question, a request."""
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
    signal(claimed(story.items[1], by=people["zhoulan"].pk))
    extending.ask_extension(
        people.actor("zhoulan"), item_id=story.items[2].pk,
        to_on=story.inspection.rectify_until_on, reason="招标",
    )  # fmt: skip
    type(made).objects.filter(pk=story.items[3].pk).update(due_on=story.inspection.feedback_on)
    return story


@pytest.mark.parametrize("who", ["song", "hejingan", "fengli", "zhoulan"])
@pytest.mark.parametrize("figure", EVERY, ids=lambda one: one.name)
def test_the_number_is_what_its_list_counts(
    busy: Story, people: Cast, as_: Callable[[str], Client], figure: Figure, who: str
) -> None:
    url = reverse(figure.page) + "?" + urlencode(dict(figure.query))
    answer = as_(who).get(url)
    actor = people.actor(who)
    if figure.roles and not actor.has(*figure.roles):
        assert figure.value(actor) == 0
        return
    if answer.status_code == 403:
        assert who in {"fengli", "zhoulan"}, "office and leaders reach every list"
        return
    listed = answer.context["page"].total.number
    assert listed == figure.value(people.actor(who))
    assert listed == total_of(figure.rows(people.actor(who))).number


def test_figures_are_not_all_nought(busy: Story, people: Cast) -> None:
    numbers = {figure.name: figure.value(people.actor("song")) for figure in EVERY}
    assert {name for name, value in numbers.items() if value == 0} <= {
        "items_sustained", "items_returned",
    }  # fmt: skip


def test_names_are_stable_and_unique() -> None:
    names = [figure.name for figure in EVERY]
    assert len(set(names)) == len(names)

"""Teams beside the story."""

from __future__ import annotations

import pytest

from tests.people import Cast
from tests.scenarios import Story
from tests.teamed import Teamed, at_work, form, teamed


@pytest.fixture(name="teamed")
def _teamed(story: Story, people: Cast) -> Teamed:
    """People and inspections, no team."""
    return teamed(story, people)


@pytest.fixture
def formed(teamed: Teamed, people: Cast) -> Teamed:
    """Two teams of five, drafts."""
    form(teamed, people)
    return teamed


@pytest.fixture
def working(story: Story, people: Cast) -> Teamed:
    """The first team is at work."""
    return at_work(story, people)

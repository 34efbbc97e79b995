"""The desk beside the story."""

from __future__ import annotations

import pytest

from tests.people import Cast
from tests.questioned import Desk, at_the_desk
from tests.scenarios import Story


@pytest.fixture
def desk(story: Story, people: Cast) -> Desk:
    return at_the_desk(story, people)

"""The sealed store beside the story."""

from __future__ import annotations

import pytest

from tests.clued import Sealed, sealed
from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import Story


@pytest.fixture
def store(field: Fielded, story: Story, people: Cast) -> Sealed:
    """A clue of the first team, known by duty to its leader and the director."""
    return sealed(story, people)

"""Petitions beside the story."""

from __future__ import annotations

import pytest

from tests.fielded import Fielded
from tests.people import Cast
from tests.petitioned import Petitioned, petitioned
from tests.scenarios import Story


@pytest.fixture
def desk(field: Fielded, story: Story, people: Cast) -> Petitioned:
    return petitioned(story, people)

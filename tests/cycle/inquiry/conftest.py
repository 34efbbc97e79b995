"""Two teams at work."""

from __future__ import annotations

import pytest

from tests.fielded import Fielded, in_the_field
from tests.people import Cast
from tests.scenarios import Story


@pytest.fixture
def field(story: Story, people: Cast) -> Fielded:
    return in_the_field(story, people)

"""A pool beside the story."""

from __future__ import annotations

import pytest

from tests.people import Cast
from tests.pooled import Pool
from tests.pooled import pool as build
from tests.scenarios import Story


@pytest.fixture(name="pool")
def _pool(story: Story, people: Cast) -> Pool:
    return build(story, people)

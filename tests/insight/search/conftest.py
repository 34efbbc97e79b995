"""Search under test: a story, its cast, an index of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, story
from xuncha.kernel import clock


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture(name="story")
def _story(db: None) -> Story:
    return story()


@pytest.fixture
def people(story: Story) -> Cast:
    return cast()

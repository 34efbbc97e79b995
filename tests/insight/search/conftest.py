"""Search under test: a story, its cast, an index of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios import TODAY
from xuncha.kernel import clock


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield

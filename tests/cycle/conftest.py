"""A story with its cast, standing on its day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios import TODAY
from xuncha.kernel import clock


@pytest.fixture(autouse=True)
def _on_the_day(db: None) -> Iterator[None]:
    with clock.at(TODAY):
        yield

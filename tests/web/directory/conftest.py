"""The small district beside the story."""

from __future__ import annotations

import pytest

from tests.cycle.directory.town import town
from tests.people import Cast
from xuncha.cycle.directory.models import Organisation


@pytest.fixture(name="town")
def _town(people: Cast) -> dict[str, Organisation]:
    return town()

"""The small district and the cast, on their day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cycle.directory.town import town
from tests.people import Cast
from xuncha.cycle.directory.models import Organisation
from xuncha.kernel.actor import Actor

Who = Callable[[str], Actor]


@pytest.fixture
def who(people: Cast) -> Who:
    return people.actor


@pytest.fixture(name="town")
def _town(people: Cast) -> dict[str, Organisation]:
    return town()

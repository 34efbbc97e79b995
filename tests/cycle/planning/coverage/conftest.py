"""The small district and its cast."""

from __future__ import annotations

import pytest

from tests.cycle.planning.coverage.district import District, district
from tests.people import Cast, cast
from xuncha.kernel.actor import Actor


@pytest.fixture(name="made")
def _made(db: None) -> District:
    return district()


@pytest.fixture
def people(made: District) -> Cast:
    return cast()


@pytest.fixture
def clerk(people: Cast) -> Actor:
    return people.actor("liwen")


@pytest.fixture
def leader(people: Cast) -> Actor:
    return people.actor("hejingan")

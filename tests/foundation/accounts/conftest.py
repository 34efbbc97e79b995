"""The cast on the story's day."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.people import Cast, cast
from tests.scenarios import TODAY, story
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def people(db: None) -> Cast:
    """Everybody, with the units in which some of them sit."""
    story()
    return cast()


@pytest.fixture
def who(people: Cast) -> Callable[[str], Actor]:
    """Somebody as an actor, by sign-in name."""
    return people.actor


def last() -> AuditRow:
    """The newest row of the log."""
    row = AuditRow.objects.order_by("-number").first()
    assert row is not None
    return row

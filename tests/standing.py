"""What many tests begin with stands already.

A story, its people and a field take longer to make than most tests to run. So each worker makes
them once, one upon the other, each in a transaction that stays open beneath the tests' own; a test
gets copies of the objects, and what it writes is rolled back to where it began. A test that wants
less than what stands has the rest undone first.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from django.db import transaction

from tests.fielded import Fielded, sent_out
from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, story
from tests.teamed import Teamed, form, set_to_work, teamed
from xuncha.kernel import clock

TESTS_ON_ONE = 200
"""PostgreSQL keeps rolled back rows until a transaction's end: now and then all is made anew."""


Part = TypeVar("Part")


@dataclass
class World:
    """As much as stands."""

    story: Story | None = None
    people: Cast | None = None
    teams: Teamed | None = None
    field: Fielded | None = None


def _story(world: World) -> None:
    world.story = story()


def _people(world: World) -> None:
    world.people = cast()


def _round(world: World) -> None:
    world.teams = teamed(there(world.story), there(world.people))


def _teams(world: World) -> None:
    form(there(world.teams), there(world.people))


def _work(world: World) -> None:
    set_to_work(there(world.teams), there(world.people))


def _field(world: World) -> None:
    world.field = sent_out(there(world.teams), there(world.people))
    there(world.story).fielded = world.field  # type: ignore[attr-defined]


LAYERS: dict[str, Callable[[World], None]] = {
    "story_stands": _story, "people_stand": _people, "round_stands": _round,
    "teams_stand": _teams, "work_stands": _work, "field_stands": _field,
}  # fmt: skip
"""Fixture that asks for it → how it is made from what stands below."""


def there(part: Part | None) -> Part:
    """What a lower layer made."""
    assert part is not None
    return part


def height(item: pytest.Item) -> int:
    """How many layers a test wants: as many as its fixtures ask for."""
    names = getattr(item, "fixturenames", ())
    return max((n for n, name in enumerate(LAYERS, 1) if name in names), default=0)


class Standing:
    """The layers that stand in this worker."""

    def __init__(self) -> None:
        self._layers: list[tuple[transaction.Atomic, World]] = []
        self._tests = 0

    def reach(self, wanted: int, unblock: Callable[[], AbstractContextManager[None]]) -> None:
        """Make or undo layers until as many stand as wanted."""
        self._tests += 1
        with unblock():
            if self._tests > TESTS_ON_ONE:
                self._undo(0)
                self._tests = 0
            self._undo(wanted)
            for make in list(LAYERS.values())[len(self._layers) : wanted]:
                self._add(make)

    def world(self) -> World:
        """Objects of the test's own, for the rows that stand."""
        return copy.deepcopy(self._layers[-1][1]) if self._layers else World()

    def _add(self, make: Callable[[World], World]) -> None:
        world = self.world()
        atomic = transaction.atomic()
        atomic.__enter__()
        with clock.at(TODAY):
            make(world)
        self._layers.append((atomic, world))

    def _undo(self, wanted: int) -> None:
        while len(self._layers) > wanted:
            atomic, _ = self._layers.pop()
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


STANDING = Standing()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> Any:
    """Before a test opens its own transaction, and before the database goes."""
    if fixturedef.argname == "_django_db_helper":
        unblock = request.getfixturevalue("django_db_blocker").unblock
        STANDING.reach(height(request.node), unblock)
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that want the same stand together."""
    items.sort(key=height)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Any:
    """What stands falls before the database does."""
    yield
    STANDING.reach(0, django_db_blocker.unblock)


@pytest.fixture
def story_stands(db: None) -> World:
    return STANDING.world()


@pytest.fixture
def people_stand(story_stands: World) -> World:
    return story_stands


@pytest.fixture
def round_stands(people_stand: World) -> World:
    return people_stand


@pytest.fixture
def teams_stand(round_stands: World) -> World:
    return round_stands


@pytest.fixture
def work_stands(teams_stand: World) -> World:
    return teams_stand


@pytest.fixture
def field_stands(work_stands: World) -> World:
    return work_stands


@pytest.fixture(name="story")
def _story_of_the_test(story_stands: World) -> Story:
    return there(story_stands.story)


@pytest.fixture
def people(people_stand: World) -> Cast:
    """Everybody, in the story's world."""
    return there(people_stand.people)


@pytest.fixture(name="teamed")
def _round_of_the_test(round_stands: World) -> Teamed:
    """People and inspections, no team."""
    return there(round_stands.teams)


@pytest.fixture
def formed(teams_stand: World) -> Teamed:
    """Two teams of five, drafts."""
    return there(teams_stand.teams)


@pytest.fixture
def working(work_stands: World) -> Teamed:
    """The first team is at work."""
    return there(work_stands.teams)


@pytest.fixture
def field(field_stands: World) -> Fielded:
    """Both teams are."""
    return there(field_stands.field)

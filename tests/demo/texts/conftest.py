"""One world for all tests of this folder: it takes seconds to write and is never changed."""

import pytest

from xuncha.demo.world import Dossier, World, build


@pytest.fixture(scope="session")
def world() -> World:
    return build()


@pytest.fixture(scope="session")
def dossiers(world: World) -> list[Dossier]:
    return list(world.dossiers())

"""A small site, its backup, and empty places to bring it back in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.homes import Home, fresh_database

FILL = """
import io, os
from xuncha.site.setup import create_site
create_site()
from tests.people import cast
from tests.scenarios import claimed, signal, story
from xuncha.cycle.rectification.services import telling
from xuncha.foundation.files.services import keep_file
from xuncha.kernel.actor import SYSTEM
told, people = story(), cast()
import datetime as dt
from tests.foundation.files.samples import PDF
paper = io.BytesIO(PDF + os.urandom(200_000))
telling.add_proof(
    people.actor("zhoulan"), item_id=told.items[0].pk, stream=paper, name="办结凭证.pdf",
    effective_on=dt.date(2026, 3, 1), proves="已办结",
)
signal(claimed(told.items[1], by=people["zhoulan"].pk))
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A small site with people, findings, items, a proof and a question."""
    home = Home(tmp_path_factory.mktemp("sites") / "var", fresh_database())
    home.run(code=FILL)
    return home


@pytest.fixture(scope="session")
def held(filled: Home) -> str:
    """What its tables hold: no test of a backup changes it."""
    return filled.counts()


@pytest.fixture(scope="session")
def backup(filled: Home) -> Path:
    """Its backup."""
    target = filled.path.parent / "site.backup"
    said = filled.run("backup", str(target))
    assert "备份完成" in said
    return target


@pytest.fixture
def elsewhere(filled: Home, tmp_path: Path) -> Callable[[], Home]:
    """An empty place that has the site's keys and nothing else."""

    def make() -> Home:
        home = Home(tmp_path / "other" / "var", fresh_database())
        (home.path / "keys").mkdir(parents=True)
        for key in (filled.path / "keys").glob("*.key"):
            (home.path / "keys" / key.name).write_bytes(key.read_bytes())
        return home

    return make

"""Whole sites in folders of their own, worked on by the real command line."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

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


@dataclass
class Home:
    """One site's folder with its command line."""

    path: Path
    url: str = ""

    def run(self, *words: str, code: str = "", status: int = 0, **env: str) -> str:
        """Run a command (or a piece of Python), expect its exit status, give what it said."""
        kept = {key: value for key, value in os.environ.items() if key not in _OURS}
        more = {"DATABASE_URL": self.url} if self.url else {}
        done = subprocess.run(
            [sys.executable, "-c", code] if code else [sys.executable, "-m", "xuncha", *words],
            env=kept | {"XUNCHA_HOME": str(self.path)} | more | env | {"PYTHONPATH": _PATH},
            capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == status, said
        assert "Traceback" not in said
        return said

    def names(self) -> list[str]:
        """What lies in the folder, but for what SQLite keeps while it is open."""
        names = (str(path.relative_to(self.path)) for path in self.path.rglob("*"))
        return sorted(name for name in names if not name.endswith(("-wal", "-shm")))

    def counts(self) -> str:
        """Rows by table, and a digest of the findings' and items' contents."""
        return self.run(code=_COUNTS)


_OURS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
_PATH = os.pathsep.join([str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", "")])
_COUNTS = """
import hashlib
from xuncha.site.setup import start_framework
start_framework()
from django.apps import apps
from xuncha.foundation.backups.tables import tables
for model in tables(apps):
    if not model._meta.label_lower.startswith("audit."):
        rows = list(model._base_manager.order_by("pk").values_list())
        print(model._meta.label_lower, len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
"""


def fresh_database() -> str:
    """An empty database of its own where the tests run on PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return ""
    import psycopg

    name = f"site_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A small site with people, findings, items, a proof and a question."""
    home = Home(tmp_path_factory.mktemp("sites") / "var", fresh_database())
    home.run(code=FILL)
    return home


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

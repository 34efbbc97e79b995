"""Whole sites in folders of their own, worked on by the real command line."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

_OURS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
_PATH = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
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


_EACH = """
import contextlib, io, json, os
from xuncha.cli import main
home, told = os.environ["XUNCHA_HOME"], []
for words in {commands!r}:
    os.environ["XUNCHA_HOME"] = home
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(words)
    told.append([status, said.getvalue(), sorted(os.listdir(home))])
print(json.dumps(told))
"""


class Answer(NamedTuple):
    """What one command of several gave, and the names in the site's folder after it."""

    status: int
    said: str
    left: list[str]


@dataclass
class Home:
    """One site's folder with its command line."""

    path: Path
    url: str = ""

    def run(self, *words: str, code: str = "", status: int = 0, **env: str) -> str:
        """Run a command (or a piece of Python), expect its exit status, give what it said."""
        done = subprocess.run(
            [sys.executable, "-c", code] if code else [sys.executable, "-m", "xuncha", *words],
            env=self._environment() | env, capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == status, said
        assert "Traceback" not in said
        return said

    def start(self, code: str, *words: str) -> subprocess.Popen[str]:
        """Start a piece of Python, and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-c", code, *words], env=self._environment(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key not in _OURS}
        more = {"DATABASE_URL": self.url} if self.url else {}
        return kept | {"XUNCHA_HOME": str(self.path), "PYTHONPATH": _PATH} | more

    def run_each(self, commands: list[list[str]]) -> list[Answer]:
        """Run commands one after the other in a single process: its start costs most."""
        return [Answer(*one) for one in json.loads(self.run(code=_EACH.format(commands=commands)))]

    def names(self) -> list[str]:
        """What lies in the folder, but for what SQLite keeps while it is open."""
        names = (str(path.relative_to(self.path)) for path in self.path.rglob("*"))
        return sorted(name for name in names if not name.endswith(("-wal", "-shm")))

    def counts(self) -> str:
        """Rows by table, and a digest of the findings' and items' contents."""
        return self.run(code=_COUNTS)


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

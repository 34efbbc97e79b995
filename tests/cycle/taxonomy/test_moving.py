"""The frames changed rooms: a site with rows from before keeps them, on either database."""

from __future__ import annotations

from pathlib import Path

from tests.homes import Home, fresh_database

_WALK = """
from xuncha.site.setup import start_framework
start_framework()
from tests.cycle.taxonomy.site_of_before import walk
walk()
"""


def test_a_site_of_before(tmp_path: Path) -> None:
    home = Home(tmp_path / "var", fresh_database())
    (home.path / "keys").mkdir(parents=True)
    for name in ("django.key", "audit.key", "files.key"):
        (home.path / "keys" / name).write_bytes(b"k" * 32)
    assert "walked" in home.run(code=_WALK)

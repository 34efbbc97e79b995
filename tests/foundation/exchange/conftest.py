"""A site's folder, and tables in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    """An empty site with the log's key."""
    folder = tmp_path / "site"
    (folder / "keys").mkdir(parents=True)
    (folder / "keys" / "audit.key").write_bytes(b"a" * 32)
    with override_settings(XUNCHA_HOME=folder):
        yield folder
    left = list((folder / "tmp").glob("*")) if (folder / "tmp").exists() else []
    assert left == [], "a plain copy stayed behind"

"""A site's folder with keys, and files as people hand them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.foundation.files.samples import CLERK
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.foundation.seals import keys


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    """An empty site with both keys."""
    folder = tmp_path / "site"
    (folder / "keys").mkdir(parents=True)
    (folder / "keys" / "audit.key").write_bytes(b"a" * 32)
    with override_settings(XUNCHA_HOME=folder):
        keys.make()
        yield folder
    left = [path.name for path in (folder / "tmp").glob("*")] if (folder / "tmp").exists() else []
    assert left == [], "a plain copy stayed behind"


@pytest.fixture
def keep(db: None) -> Callable[..., StoredFile]:
    """Hand in some bytes."""

    def run(content: bytes, name: str = "证明.pdf", **more: int) -> StoredFile:
        return keep_file(CLERK, stream=io.BytesIO(content), name=name, **more)

    return run

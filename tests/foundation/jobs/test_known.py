"""The worker loads no pages: it knows every kind of job all the same."""

from __future__ import annotations

import re
from pathlib import Path

import xuncha
from tests.homes import Home

_JOB = re.compile(r"^@job\(", re.M)
_TELL = """
from xuncha.site.setup import start_framework
start_framework()
import sys
assert "xuncha.web.urls" not in sys.modules
from xuncha.foundation.jobs.registry import _kinds
print(*sorted(one.function.__module__ for one in _kinds.values()))
"""


def test_a_process_without_pages_knows_every_job(tmp_path: Path) -> None:
    root = Path(xuncha.__file__).parent
    written = [
        "xuncha." + ".".join(path.relative_to(root).with_suffix("").parts)
        for path in root.rglob("*.py") for _ in _JOB.findall(path.read_text("utf-8"))
    ]  # fmt: skip
    assert len(written) > 6
    home = Home(tmp_path / "var")
    (home.path / "keys").mkdir(parents=True)
    (home.path / "keys" / "django.key").write_text("for this test only")
    assert home.run(code=_TELL).split() == sorted(written)

"""`xuncha password`: needs a site, a reason and an account; says the new password once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line on a site of its own."""
    around = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
        "XUNCHA_HOME": str(home), "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }  # fmt: skip
    around.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "xuncha", *words], env=around, text=True, capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("site")
    made = run(home, "init")
    assert made.returncode == 0, made.stderr
    return home


def test_a_new_password_once(site: Path) -> None:
    done = run(site, "password", "baomi", "--reason", "忘记密码，主任批准")
    assert done.returncode == 0, done.stderr
    assert "baomi 的新密码：" in done.stdout
    assert "完整" in run(site, "audit", "verify").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nobody", "--reason", "x"], "没有用户名为“nobody”的账号"),
        (["baomi", "--reason", " "], "理由"),
        (["baomi"], "--reason"),
    ],
)
def test_bad_use_is_one_sentence(site: Path, words: list[str], told: str) -> None:
    done = run(site, "password", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_without_a_site(tmp_path: Path) -> None:
    done = run(tmp_path, "password", "baomi", "--reason", "x")
    assert done.returncode == 2
    assert "xuncha init" in done.stderr

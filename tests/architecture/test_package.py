"""What is installed is what stands here; the tests' own folders are packages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "xuncha"
TESTS = ROOT / "tests"
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SKIPPED = {".py", ".pyc"}


def test_every_page_style_licence_and_table_goes_into_the_wheel() -> None:
    patterns = CONFIG["tool"]["setuptools"]["package-data"]["xuncha"]
    taken = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    there = {
        path
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in SKIPPED and "/." not in path.as_posix()
    }
    assert {path.relative_to(PACKAGE).as_posix() for path in there - taken} == set()


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert {str(one) for one in folders if not (one / "__init__.py").is_file()} == set()


def test_every_folder_of_tests_is_a_package() -> None:
    """Without ``__init__.py`` a folder of tests takes the name of a library: ``calendar``."""
    folders = {
        folder
        for path in TESTS.rglob("test_*.py")
        for folder in (path.parent, *path.parent.parents)
        if TESTS in (folder, *folder.parents)
    }
    assert {str(one) for one in folders if not (one / "__init__.py").is_file()} == set()


@pytest.mark.parametrize(
    "container", ["xuncha", "xuncha.cycle", "xuncha.foundation", "xuncha.engines"]
)
def test_new_rooms_must_be_given_a_floor(container: str) -> None:
    """The contract of each floor names every room on it, or import-linter refuses."""
    contracts = CONFIG["tool"]["importlinter"]["contracts"]
    ours = [one for one in contracts if one.get("containers") == [container]]
    assert len(ours) == 1
    assert ours[0]["exhaustive"] is True

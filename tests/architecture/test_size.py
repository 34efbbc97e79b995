"""Files and functions stay small; what grows past it is named."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "xuncha"
FILES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN = 400, 40, 80

DATA_TABLES = {
    "engines/checking/words.py": "the words that rules go by, one to a line",
}
"""Files that may be longer: tables of words, not code, each with its reason."""


def _name(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_has_more_than_400_lines() -> None:
    long = {_name(path): lines for path in FILES if (lines := _lines(path)) > LONGEST_FILE}
    assert set(long) - set(DATA_TABLES) == set()


def test_the_exceptions_are_needed_and_hold_no_code() -> None:
    for name in DATA_TABLES:
        assert _lines(SRC / name) > LONGEST_FILE, f"{name} needs no exception any more"
        tree = ast.parse((SRC / name).read_text("utf-8"))
        code = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        assert code == [], name


def test_the_median_file_is_short() -> None:
    assert statistics.median(_lines(path) for path in FILES) < MEDIAN


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_function_has_more_than_40_lines(path: Path) -> None:
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }  # fmt: skip
    assert long == {}

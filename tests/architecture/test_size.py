"""Files and functions stay small; what grows past it is named."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "xuncha"
FILES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN = 400, 40, 80

DATA_TABLES = {"demo/texts", "cycle/findings/taxonomy_data.py", "web/ui/icons.py"}
"""Tables of words and outlines, not code."""


def _is_data(path: Path) -> bool:
    return any(str(path.relative_to(SRC)).startswith(one) for one in DATA_TABLES)


def test_no_file_has_more_than_400_lines() -> None:
    long = {
        str(path.relative_to(SRC)): lines
        for path in FILES
        if not _is_data(path)
        and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_the_median_file_is_short() -> None:
    lengths = [len(path.read_text("utf-8").splitlines()) for path in FILES]
    assert statistics.median(lengths) < MEDIAN


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_function_has_more_than_40_lines(path: Path) -> None:
    if _is_data(path):
        return
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }  # fmt: skip
    assert long == {}

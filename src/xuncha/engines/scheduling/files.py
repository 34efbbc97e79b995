"""Reading a problem from a file: UTF-8 with or without a mark, or GB18030."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from xuncha.engines.scheduling.errors import ProblemError
from xuncha.engines.scheduling.parsing import parse_problem
from xuncha.engines.scheduling.problem import Problem

_LARGEST = 200_000_000


def read_problem(path: Path) -> Problem:
    """The problem in a file. Raises ``ProblemError`` with one sentence that begins with the file's
    name: absent, a folder, unreadable, too large, no text, no JSON, or not a problem."""
    try:
        return parse_problem(_told(path))
    except ProblemError as problem:
        raise ProblemError(f"{path.name or path}：{problem}") from problem.__cause__


def _told(path: Path) -> Any:
    try:
        if not path.is_file():
            raise ProblemError("不是文件。" if path.exists() else "找不到这个文件。")
        if path.stat().st_size > _LARGEST:
            raise ProblemError("文件超过 200 MB。")
        raw = path.read_bytes()
    except (OSError, ValueError) as problem:
        raise ProblemError("打不开这个文件。") from problem
    try:
        return json.loads(_text(raw), parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as problem:
        raise ProblemError(f"第{problem.lineno}行第{problem.colno}列不是有效的 JSON。") from problem
    except (RecursionError, ValueError, MemoryError) as problem:
        raise ProblemError("不是有效的 JSON（层数太多或数字太长）。") from problem


def _text(raw: bytes) -> str:
    if not raw.strip():
        raise ProblemError("文件是空的。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ProblemError("既不是 UTF-8 也不是 GB18030 文字。")


def _no_number(told: str) -> NoReturn:
    raise ProblemError(f"{told} 不是有效的数字。")

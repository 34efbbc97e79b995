"""Satisfaction sheets: the answers that they offer, how a pasted line is read, what comes out.

Cells that are too small are hidden before anything is kept, as questionnaires do (``tallying``).
The rate of satisfaction is over all questions together, in whole percent: it may tell that somebody
is not satisfied, never with what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.inquiry.answers import AnswerError, read_answer
from xuncha.cycle.inquiry.enums import QuestionKind
from xuncha.cycle.inquiry.tallying import tally

OPTIONS = ["满意", "基本满意", "不满意", "不了解"]
_SATISFIED = frozenset({1, 2})
DEFAULT_QUESTIONS = (
    "对反馈问题整改的总体评价",
    "对领导班子整改态度和责任落实的评价",
    "对身边具体问题改没改好的评价",
    "对整改情况公开的评价",
)
FEWEST, MOST = 3, 10
_SPLIT = re.compile(r"[\t ,，、;；]")


@dataclass(frozen=True, slots=True)
class _Question:
    number: int
    text: str
    kind: str = QuestionKind.SINGLE
    options: Sequence[str] = tuple(OPTIONS)


def read_sheet(raw: Sequence[object]) -> list[int | None]:
    """One sheet as kept; ``AnswerError`` for what no sheet offers."""
    return [read_answer(QuestionKind.SINGLE, OPTIONS, one) for one in raw]


def read_lines(text: str, questions: int) -> list[list[int | None]]:
    """Sheets as pasted, one a line: an answer for each question as number, letter or word, with a
    tab, blank or comma between; 0 or - for none. ``AnswerError`` names the line."""
    sheets = []
    for at, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = line.rstrip().split("\t") if "\t" in line else _parts(line)
        if len(parts) != questions:
            raise AnswerError(f"第 {at} 行有 {len(parts)} 个答案，应当是 {questions} 个。")
        try:
            sheets.append(read_sheet([None if _is_none(one) else one for one in parts]))
        except AnswerError as problem:
            raise AnswerError(f"第 {at} 行：{problem}") from None
    return sheets


def _parts(line: str) -> list[str]:
    return [one for one in _SPLIT.split(line.strip()) if one]


def _is_none(word: str) -> bool:
    return word.strip() in {"", "0", "-", "—"}


def results_of(
    questions: Sequence[str], sheets: Sequence[Sequence[int | None]], *, least_sheets: int,
    least_cell: int,
) -> tuple[list[dict[str, Any]], int | None]:  # fmt: skip
    """What may be shown of each question, and the rate of satisfaction; nothing under the
    minimum."""
    asked = [_Question(at, text) for at, text in enumerate(questions, start=1)]
    shown = tally(asked, sheets, least_sheets=least_sheets, least_cell=least_cell)
    if not shown:
        return [], None
    given = [one for sheet in sheets for one in sheet if one is not None and one != len(OPTIONS)]
    rate = round(100 * sum(one in _SATISFIED for one in given) / len(given)) if given else None
    return shown, rate

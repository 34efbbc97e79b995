"""Counting sheets so that nobody can be told from the numbers.

Under a minimum of sheets nothing is counted at all. A cell that is smaller than the least is
hidden; and since all cells of a question with one answer add up to the number of sheets ("no
answer" is one of them), so many further cells are hidden that the hidden ones could not be worked
out from the rest: at least two, together at least the least. An average would give them away, so
it is told only where nothing is hidden. Counting happens once, at the end: two looks at growing
numbers would differ by single sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from xuncha.cycle.inquiry.enums import QuestionKind
from xuncha.cycle.inquiry.wordings import SCALE

NO_ANSWER = "没有回答"
Cell = dict[str, Any]


def tally(
    questions: Iterable[Any], sheets: Sequence[Sequence[Any]], *, least_sheets: int,
    least_cell: int,
) -> list[dict[str, Any]]:  # fmt: skip
    """What may be shown of each question but the open ones; nothing below the minimum of sheets. A
    hidden count is None."""
    if len(sheets) < least_sheets:
        return []
    return [
        _question(one, [sheet[at] for sheet in sheets], least_cell)
        for at, one in enumerate(questions)
        if one.kind != QuestionKind.TEXT
    ]


def _question(question: Any, answers: list[Any], least: int) -> dict[str, Any]:
    several = question.kind == QuestionKind.MULTIPLE
    scale = question.kind == QuestionKind.SCALE
    labels = [f"{at} 分" for at in range(1, SCALE + 1)] if scale else list(question.options)
    given = [one for one in answers if one is not None]
    flat = [each for one in given for each in one] if several else given
    counted = Counter(flat)
    counts = [counted[at] for at in range(1, len(labels) + 1)]
    counts.append(sum(one is None for one in answers))
    total = len(answers)
    hidden = _either_way(counts, total, least) if several else hidden_cells(counts, least)
    cells = [
        {"label": label, "count": None if at in hidden else count}
        for at, (label, count) in enumerate(zip([*labels, NO_ANSWER], counts, strict=True))
    ]
    mean = round(sum(flat) / len(flat), 1) if scale and flat and not hidden else None
    return {
        "number": question.number, "kind": question.kind, "text": question.text, "cells": cells,
        "mean": mean,
    }  # fmt: skip


def hidden_cells(counts: Sequence[int], least: int) -> set[int]:
    """Which cells of an exhaustive question are hidden."""
    hidden = {at for at, count in enumerate(counts) if 0 < count < least}
    if not hidden:
        return hidden
    order = sorted(range(len(counts)), key=lambda at: (counts[at] == 0, counts[at], at))
    for at in order:
        if len(hidden) >= 2 and sum(counts[one] for one in hidden) >= least:
            break
        hidden.add(at)
    return hidden


def _either_way(counts: Sequence[int], total: int, least: int) -> set[int]:
    """Of a question with several answers each cell stands by itself: who chose it, who did not."""
    return {at for at, count in enumerate(counts) if 0 < count < least or 0 < total - count < least}

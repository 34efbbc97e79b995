# ruff: noqa: E501  (patterns)
"""Findings in a table: a workbook's sheet, or rows between tabs or upright strokes in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xuncha.engines.drafting.draft import Draft
from xuncha.engines.reading.grids import Grid, shown
from xuncha.engines.reading.headers import key_of, unit_factor
from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.text import fold, squeeze

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("no", r"(?:底稿|问题)?(?:序号|编号)|序|no"),
    ("basis", r".*(?:依据|违反(?:的)?规定|法规|条款|政策规定|制度规定|标准要求).*"),
    ("leaf", r"(?:问题)?(?:[一二三]级)?(?:问题)?(?:分类|类别|归类|类型)(?:项)?|四个落实|所属类别"),
    ("amount", r"涉及金额|问题金额|违规金额|涉及资金|金额"),
    ("text", r"(?:具体|主要|发现(?:的)?|巡察发现(?:的)?|反馈(?:的)?|存在(?:的)?|存在的主要)?问题(?:概述|描述|表现|内容|事实|情况|详情|表述|具体表现|摘要)?|(?:问题)?事实(?:描述|经过|情况)?|具体表现|底稿内容|问题及表现"),
)  # fmt: skip
_ROWS_OF_HEAD = 15
_SHORTEST = 4
_RULE = re.compile(r"[\s|:\-+=]*")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计)")
Heads = dict[str, list[int]]


def in_grid(grid: Grid) -> list[Draft]:
    """The findings of a sheet whose heading row names them; none for another sheet."""
    return _of_rows([[shown(value) for value in row] for row in grid.rows])


def in_lines(lines: Sequence[str]) -> list[Draft]:
    """The findings of a table laid out in text; none where there is no such table."""
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    return _of_rows(rows) if sum(len(row) > 1 for row in rows) > 1 else []


def _cells(line: str) -> list[str]:
    if "\t" in line.strip():
        return [cell.strip() for cell in line.split("\t")]
    if line.count("|") >= 2:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [line.strip()]


def _of_rows(rows: Sequence[Sequence[str]]) -> list[Draft]:
    for at, row in enumerate(rows[:_ROWS_OF_HEAD]):
        heads = _heads(row)
        if heads is not None:
            factor = next((unit_factor(row[one]) for one in heads.get("amount", [])), None)
            made = [
                _draft(one, heads, place, factor) for place, one in enumerate(rows[at + 1 :], 1)
            ]
            return [one for one in made if one is not None]
    return []


def _heads(row: Sequence[str]) -> Heads | None:
    """Columns by what they hold; None for a row that is no heading of findings."""
    heads: Heads = {}
    for at, cell in enumerate(row):
        key = key_of(cell)
        name = next((name for name, form in _COLUMNS if key and re.fullmatch(form, key)), None)
        if name:
            heads.setdefault(name, []).append(at)
    return heads if "text" in heads and len([one for one in row if one.strip()]) > 1 else None


def _draft(row: Sequence[str], heads: Heads, place: int, factor: Decimal | None) -> Draft | None:
    def cells(name: str) -> list[str]:
        told = [row[at].strip() for at in heads.get(name, []) if at < len(row)]
        return [one for one in told if one]

    parts = list(dict.fromkeys(cells("text")))
    text = "\n".join(parts)
    if len(squeeze(text)) < _SHORTEST or _TOTAL.match(text) or _heads(row) is not None:
        return None
    number = squeeze(fold((cells("no") or [""])[0])).rstrip(".、)")
    if _TOTAL.match(number):
        return None
    amount = read_amount((cells("amount") or [""])[0], factor)
    return Draft(
        number or str(place), text, (), "\n".join(cells("basis")), (cells("leaf") or [""])[-1],
        amount=amount,
    )  # fmt: skip

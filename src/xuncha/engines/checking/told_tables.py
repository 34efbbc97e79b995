"""Totals told by a table of a report: its headings and figures read as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from xuncha.engines.checking.telling import Told, told_totals
from xuncha.engines.reading.headers import key_of
from xuncha.engines.reading.text import fold, squeeze

_FIGURE = re.compile(r"^(\d{1,9}(?:\.\d+)?)(?:个|项|条|件|%|万元|元)?$")
_UNIT = re.compile(r"(万元|元|%)")
_COUNT = re.compile(r"(?:总?数量?|个数|总)$")
_SUM = re.compile(r"^(?:合计|总计|共计|总数|全部)")
_ALL_FINDINGS = frozenset({"问题", "反馈", "问题合计", "合计", "总计"})


def told_in_tables(lines: Sequence[str]) -> Iterator[list[Told]]:
    """What each table tells; lines of one table stand together, their cells apart by tabs."""
    for is_table, run in groupby(lines, key=lambda line: "\t" in line):
        if is_table:
            rows = [[squeeze(fold(cell)) for cell in line.split("\t")] for line in run]
            yield _of_headings(rows) or _of_labels(rows)


def _of_headings(rows: list[list[str]]) -> list[Told]:
    """Figures below headings: of the row that sums up, else of the only row, else added up."""
    heading, *below = rows
    below = [row for row in below if len(row) == len(heading)]
    if not below or any(_FIGURE.match(cell) for cell in heading):
        return []
    sums = [row for row in below if _SUM.match(row[0])] or (below if len(below) == 1 else [])
    told: list[Told] = []
    for at, name in enumerate(heading):
        figures = [_FIGURE.match(row[at]) for row in (sums[-1:] or below)]
        if not figures or not all(figures):
            continue
        if len(figures) > 1 and "率" in name:
            continue  # shares don't add up
        total = sum((Decimal(one[1]) for one in figures if one), Decimal(0))
        told += told_totals(_sentence(name, f"{total:f}", rows[-1][at]))
    return told if len({one.key for one in told}) > 1 else []


def _of_labels(rows: list[list[str]]) -> list[Told]:
    """A label and its figure in each row."""
    told: list[Told] = []
    for row in rows:
        cells = [cell for cell in row if cell]
        if len(cells) == 2 and (figure := _FIGURE.match(cells[1])):
            told += told_totals(_sentence(cells[0], figure[1], cells[1]))
    return told if len({one.key for one in told}) > 1 else []


def _sentence(name: str, figure: str, cell: str) -> str:
    """已完成（个） and 5 as 已完成5个."""
    plain = _COUNT.sub("", key_of(name))
    if unit := _UNIT.search(cell) or _UNIT.search(name):
        return f"{plain}{figure}{unit[1]}"
    if "率" in plain:
        return f"{plain}{figure}%"
    return f"{'反馈问题' if plain in _ALL_FINDINGS else plain}{figure}个"

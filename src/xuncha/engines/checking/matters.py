"""Rows that answer one finding together."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.report import Span
from xuncha.engines.reading.records import Field


def groups(run: Run) -> Iterator[tuple[RowView, ...]]:
    """The rows of each block by what they answer: the block, or each 具体问题 in it."""
    for block in run.blocks.values():
        matters: dict[str, list[RowView]] = {}
        for view in block:
            matters.setdefault(view.matter, []).append(view)
        yield from (tuple(rows) for rows in matters.values())


def finding_cell(view: RowView) -> tuple[Span, ...]:
    """A span over the cell that tells what the row answers."""
    name = Field.PROBLEM if view.text(Field.PROBLEM).strip() else Field.FINDING
    return view.whole(name)

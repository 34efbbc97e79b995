"""The library of points as a table, under the headers that the import knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xuncha.cycle.checkpoints.models import Checkpoint
from xuncha.cycle.checkpoints.selectors import list_checkpoints
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel.actor import Actor

COLUMNS = [
    OutColumn("编号", 8, "number"), OutColumn("级别", 8), OutColumn("文件名称", 40),
    OutColumn("文号", 24), OutColumn("日期", 12, "date"), OutColumn("监督要点", 50),
    OutColumn("问题表现形式", 50), OutColumn("检查方式", 24), OutColumn("分类", 24),
    OutColumn("适用类别", 30), OutColumn("重点", 6),
]  # fmt: skip


def line_of(one: Checkpoint) -> list[Any]:
    """One point as a row."""
    return [
        one.number, one.decision.get_level_display(), one.decision.title, one.decision.number,
        one.decision.issued_on, one.text, "\n".join(one.sign_lines()), one.ways, str(one.leaf),
        "、".join(one.kind_labels()), "是" if one.is_key else "否",
    ]  # fmt: skip


def point_columns(_actor: Actor) -> list[OutColumn]:
    """The same for everybody."""
    return COLUMNS


def point_rows(actor: Actor) -> Iterator[list[Any]]:
    """All points in sight, version by version."""
    for one in list_checkpoints(actor).order_by("set_id", "number"):
        yield line_of(one)

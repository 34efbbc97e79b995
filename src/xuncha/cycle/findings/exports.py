"""Findings as a table, for commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xuncha.cycle.findings.selectors import list_findings
from xuncha.foundation.exchange.kinds import Outgoing, register
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel.actor import Actor

_BATCH = 500
_COLUMNS = [
    OutColumn("编号", 8),
    OutColumn("被巡察党组织", 24),
    OutColumn("轮次", 16),
    OutColumn("问题", 70),
    OutColumn("问题分类", 30),
    OutColumn("性质", 10),
    OutColumn("来源", 10),
    OutColumn("是否重点", 8),
    OutColumn("涉及金额（元）", 16, "number"),
    OutColumn("状态", 10),
]


def finding_columns(_actor: Actor) -> list[OutColumn]:
    """The same for everybody."""
    return _COLUMNS


def finding_rows(actor: Actor) -> Iterator[list[Any]]:
    """One line a finding in sight, in the order of entry."""
    for one in list_findings(actor).order_by("pk").iterator(chunk_size=_BATCH):
        yield [
            one.number, str(one.organisation), str(one.round), one.text,
            str(one.leaf) if one.leaf else "", one.get_nature_display(), one.get_source_display(),
            "是" if one.is_key else "", one.amount_yuan, one.get_state_display(),
        ]  # fmt: skip


register(Outgoing("findings", "问题库", finding_columns, finding_rows))

"""The hand-over list as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha.cycle.outings.models import Machine
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock

TITLE = "外出设备移交清单"
COLUMNS = [
    OutColumn("序号", 6, "number"), OutColumn("设备编号", 16), OutColumn("领用人", 12),
    OutColumn("用途", 20), OutColumn("配置时间", 12, "date"), OutColumn("使用组", 26),
    OutColumn("审核人", 12), OutColumn("移交时间", 12, "date"), OutColumn("接收人", 12),
    OutColumn("清理方式", 24), OutColumn("清理时间", 12, "date"), OutColumn("见证人", 20),
]  # fmt: skip


def lines_out(rows: Iterable[Machine]) -> Iterator[list[object]]:
    """One line a machine."""
    for number, one in enumerate(rows, start=1):
        configured = one.configured_at.astimezone(clock.CHINA).date()
        yield [
            number, one.code, one.holder, one.purpose, configured,
            f"{one.team.round.name}{one.team.name}", one.reviewer, one.handed_on, one.receiver,
            one.wipe_way, one.wiped_on, one.witnesses,
        ]  # fmt: skip

"""Items as a table, for pages and commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.selectors import list_items
from xuncha.foundation import access
from xuncha.foundation.exchange.kinds import Outgoing, register
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_BATCH = 500
_COLUMNS = [
    OutColumn("编号", 8),
    OutColumn("整改单位", 20),
    OutColumn("轮次", 16),
    OutColumn("反馈问题", 50),
    OutColumn("具体问题", 50),
    OutColumn("整改措施", 60),
    OutColumn("最新进展", 60),
    OutColumn("责任领导", 14),
    OutColumn("整改时限", 12, "date"),
    OutColumn("原定时限", 12, "date"),
    OutColumn("状态", 10),
    OutColumn("自称", 12, "date"),
    OutColumn("核实", 12, "date"),
    OutColumn("巩固", 12, "date"),
]
_SIGNALS = OutColumn("待处理疑点", 10, "number")


def item_columns(actor: Actor) -> list[OutColumn]:
    """The columns; the questions only for whoever may see them."""
    return [*_COLUMNS, *([_SIGNALS] if _sees_signals(actor) else [])]


def item_rows(actor: Actor, rows: Any) -> Iterator[list[Any]]:
    """One line an item of ``rows``, in their order, a few hundred read at a time."""
    with_signals = _sees_signals(actor)
    detailed = rows.prefetch_related("measures", "progress")
    for item in detailed.iterator(chunk_size=_BATCH):
        latest = max(item.progress.all(), key=lambda one: one.pk, default=None)
        line = [
            item.number, str(item.organisation), str(item.round), item.finding.text, item.problem,
            "\n".join(measure.text for measure in item.measures.all()),
            latest.text if latest else "", item.lead, item.due_on, item.original_due_on,
            item.get_state_display(), *(_day(at) for at in _facts(item)),
        ]  # fmt: skip
        yield [*line, item.open_signals] if with_signals else line


def _sees_signals(actor: Actor) -> bool:
    return bool(access.can(actor, "see_signals", Item()))


def _facts(item: Item) -> tuple[Any, Any, Any]:
    return item.claimed_at, item.verified_at, item.sustained_at


def _day(at: Any) -> Any:
    return at.astimezone(clock.CHINA).date() if at else None


def _every(actor: Actor) -> Iterable[list[Any]]:
    access.require(actor, "export", Item())
    return item_rows(actor, list_items(actor).order_by("pk"))


register(Outgoing("items", "整改台账", item_columns, _every))

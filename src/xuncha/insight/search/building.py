"""Making the index anew, from all records."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xuncha.foundation.audit.selectors import last_line
from xuncha.insight.search import store
from xuncha.insight.search.documents import documents_of
from xuncha.insight.search.kinds import Kind, kinds
from xuncha.insight.search.store import BUILDING_HEAP, Shelf, State

BATCH = 1000
Told = Callable[[int, int, str], None]


def _silent(_done: int, _total: int, _words: str) -> None:
    """For whoever needs not know."""


def build(told: Told = _silent) -> Shelf:
    """Read every record into a new index and take it into use. Searches go on in the old one; where
    this is broken off, nothing has changed."""
    last = last_line()
    shelf = store.fresh()
    writer = shelf.writer(BUILDING_HEAP)
    total = sum(kind.rows().count() for kind in kinds())
    done = 0
    for kind in kinds():
        for ids in _batches(kind):
            told(done, total, f"读入{kind.label}")
            for document in documents_of(kind, ids):
                writer.put(document)
            done += len(ids)
    writer.commit(State(store.stamp(), *last))
    writer.close()
    store.take_into_use(shelf)
    told(total, total, "完成")
    return shelf


def _batches(kind: Kind) -> Iterator[list[int]]:
    """A kind's ids, some at a time: no statement stays open meanwhile."""
    last = 0
    rows = kind.rows().order_by("pk").values_list("pk", flat=True)
    while ids := list(rows.filter(pk__gt=last)[:BATCH]):
        yield ids
        last = ids[-1]

"""Keeping the index up with the records: read in the log what changed, read those records anew.

Every service writes into the log what it did, in the transaction in which it did it, and the log's
lines are numbered without a gap in the order of the commits. So the log is the list of changes, and
whoever keeps an index only has to know up to which line it has read. That number lies in the index
and changes with it: broken off at any moment, nothing is lost and nothing counts twice.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable

from django.db import close_old_connections

from xuncha.foundation.audit.selectors import Change, changes_after, line_digest
from xuncha.insight.search import building, store
from xuncha.insight.search.documents import documents_of
from xuncha.insight.search.kinds import Kind, kinds, ref_of
from xuncha.insight.search.reading import ask_for_reading
from xuncha.insight.search.store import BusyError, Shelf, State, Writer

POLL_SECONDS = 0.5
_AFTER_TROUBLE = 20.0
_LINES = 500
_TAIL = 200
_log = logging.getLogger(__name__)


class Feeder:
    """Holds the one writer of the index in use, as long as this process may."""

    def __init__(self) -> None:
        self._shelf: Shelf | None = None
        self._writer: Writer | None = None
        self._newest: dict[str, set[int]] = {}
        self.saw_files = True
        """Whether there may be files that nobody has read."""

    def catch_up(self) -> int:
        """Read what the log has since the last time; gives the number of lines. An index that is
        missing, of another program or another log is made anew first."""
        path = store.current()
        if self._shelf is None or path != self._shelf.path:
            self.close()
            shelf = Shelf(path) if path is not None else None
            state = shelf.state() if shelf is not None else None
            if shelf is None or state is None or not _fits(state):
                shelf = building.build()
            self._shelf = shelf
            self._writer = shelf.writer()
        lines = 0
        while done := self._step():
            lines += done
        return lines

    def _step(self) -> int:
        """One batch of lines: records read anew, one commit."""
        if self._shelf is None or self._writer is None:
            return 0
        state = self._shelf.state()
        if state is None:
            return 0
        changes = changes_after(state.number, _LINES)
        if not changes:
            return 0
        told = _by_kind_of_record(changes)
        for kind in kinds():
            ids = _reached(kind, told) | self._new(kind)
            self.saw_files |= bool(ids and kind.file)
            refill(self._writer, kind, ids)
        last = changes[-1]
        self._writer.commit(State(state.stamp, last.number, last.digest))
        return len(changes)

    def _new(self, kind: Kind) -> set[int]:
        """The newest records of a kind that were not there the last time: made in bulk, under a
        line of the log that names something else."""
        rows = kind.rows().order_by("-pk").values_list("pk", flat=True)
        newest = set(rows[:_TAIL])
        before = self._newest.get(kind.key)
        self._newest[kind.key] = newest
        if before is None:
            return newest
        if before and newest and not before & newest:  # more came than the tail is long
            newest = set(rows.filter(pk__gt=max(before)))
        return newest - before

    def close(self) -> None:
        """Let the writer go."""
        if self._writer is not None:
            self._writer.close()
        self._writer = self._shelf = None
        self._newest = {}


def refill(writer: Writer, kind: Kind, ids: Iterable[int]) -> None:
    """Put records in anew; those that are gone go out."""
    wanted = sorted(ids)
    if wanted:
        writer.drop([ref_of(kind, pk) for pk in wanted])
    for start in range(0, len(wanted), _LINES):
        for document in documents_of(kind, wanted[start : start + _LINES]):
            writer.put(document)


def _fits(state: State) -> bool:
    """Whether an index is of this program, this key and this very log."""
    if state.stamp != store.stamp():
        return False
    return state.number == 0 or line_digest(state.number) == state.digest


def _by_kind_of_record(changes: Iterable[Change]) -> dict[str, set[int]]:
    told: dict[str, set[int]] = defaultdict(set)
    for one in changes:
        if one.object_id.isdecimal():
            told[one.object_kind].add(int(one.object_id))
    return told


def _reached(kind: Kind, told: dict[str, set[int]]) -> set[int]:
    found = set(told.get(kind.model._meta.label_lower, ()))
    for label, lookup in kind.told_by.items():
        if ids := told.get(label):
            rows = kind.model._default_manager.filter(**{f"{lookup}__in": sorted(ids)})
            found.update(rows.values_list("pk", flat=True))
    return found


def catch_up() -> int:
    """Once, here and now; 0 where another process keeps the index up."""
    feeder = Feeder()
    try:
        return feeder.catch_up()
    except BusyError:
        return 0
    finally:
        feeder.close()


def keep_up(stop: threading.Event) -> None:
    """Until told to stop: what is committed can be found a second later. Trouble is noted by its
    kind alone, and tried again."""
    feeder = Feeder()
    while not stop.is_set():
        pause = POLL_SECONDS
        try:
            feeder.catch_up()
            if feeder.saw_files:
                ask_for_reading()
                feeder.saw_files = False
        except BusyError:
            pause = _AFTER_TROUBLE
        except Exception as problem:
            _log.warning("search: %s", type(problem).__name__)
            feeder.close()
            pause = _AFTER_TROUBLE
        close_old_connections()
        stop.wait(pause)
    feeder.close()

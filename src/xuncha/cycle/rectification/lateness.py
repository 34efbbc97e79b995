"""How late an item is against the date it was first given: no extension, no reopening and no date
that the unit writes down erases it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.cycle.rectification.enums import UNDONE, ExtensionState, ItemState, MoveReason
from xuncha.cycle.rectification.models import DueMove, Item
from xuncha.kernel import clock

_BY_LEDGER = "claim_by_ledger"


@dataclass(frozen=True, slots=True)
class Lateness:
    """``days`` past the original date (0: not late), of which ``ungranted`` nobody had agreed to
    beforehand: past the date that was set last, before an extension that was asked for when the
    date was over (``asked_late``), or before the item was opened again (``before``).
    ``reopened`` tells that it was, and got a date of its own then."""

    days: int
    ungranted: int = 0
    asked_late: int = 0
    before: int = 0
    reopened: bool = False

    @property
    def granted(self) -> int:
        """Days that an extension, or the date of a reopening, covered in time."""
        return self.days - self.ungranted

    @property
    def words(self) -> str:
        """For people; "" where nothing is late."""
        if not self.days:
            return ""
        told = [f"超过原定时限 {self.days} 天"]
        if self.granted:
            by = "重新整改另给" if self.reopened else "批准延期"
            told.append(f"其中{by} {self.granted} 天")
            if self.ungranted:
                told.append(f"另有 {self.ungranted} 天没有批准")
        if self.before:
            told.append(f"重新整改以前已经逾期 {self.before} 天")
        if self.asked_late:
            told.append(f"延期是逾期 {self.asked_late} 天以后才申请的")
        return "，".join(told)


def lateness(item: Item, today: dt.date) -> Lateness:
    """Counted to the day on which the unit claimed the item in the system, else to today: the day
    that it names itself (``done_on``) counts only where an imported ledger brought the claim, whose
    own day is that of the import. Long-term items are never late. No query where the item's steps,
    extensions and moves were read along."""
    moves = sorted(item.due_moves.all(), key=lambda one: one.pk)
    again = [at for at, one in enumerate(moves) if one.why == MoveReason.REOPENED]
    first = _first_day(item, moves, again)
    if item.is_long_term or first is None:
        return Lateness(0)
    until = today if item.state in UNDONE else _claimed_on(item, today)
    days = max(0, (until - first).days)
    past = max(0, (until - (item.due_on or first)).days)
    last = moves[again[-1]] if again else None
    asked_late = sum(
        one.late_days
        for one in item.extensions.all()
        if one.state == ExtensionState.GRANTED and (last is None or one.asked_at > last.at)
    )
    before = last.late_days if last else 0
    return Lateness(
        days, min(days, past + asked_late + before), min(days, asked_late), min(days, before),
        reopened=last is not None,
    )  # fmt: skip


def _first_day(item: Item, moves: Sequence[DueMove], again: Sequence[int]) -> dt.date | None:
    """The date it was first given. What had none, or was to be kept up for good, got its first when
    it was opened again; a table that came later may have put that off."""
    if not again:
        return item.original_due_on
    opened = moves[again[0]]
    if not opened.was_long_term and item.original_due_on is not None:
        return item.original_due_on
    first = opened.to_on
    for one in moves[again[0] + 1 :]:
        if one.why != MoveReason.SETTLED:
            break
        first = one.to_on
    return first


def _claimed_on(item: Item, today: dt.date) -> dt.date:
    if item.claimed_at is None:
        return today
    claims = [one for one in item.steps.all() if one.after == ItemState.CLAIMED]
    last = max(claims, key=lambda one: one.pk, default=None)
    if item.done_on and last is not None and last.action == _BY_LEDGER:
        return item.done_on
    return item.claimed_at.astimezone(clock.CHINA).date()

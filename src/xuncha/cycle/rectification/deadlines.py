"""The deadline of an item: the one that a reopening gives, and every move of it.

What was told first stays: ``original_due_on`` never changes, each move keeps the day before, and
how late the item was by then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.rectification.enums import MoveReason
from xuncha.cycle.rectification.extension_rules import rules_on
from xuncha.cycle.rectification.models import DueMove, Item
from xuncha.cycle.rectification.tallying import recounted
from xuncha.foundation.calendar.provisional import signs_up
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import Deadline, add_workdays
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class NewDue:
    """The deadline that an item gets when it is opened again. ``counted`` is what the rules give;
    somebody may have chosen another day."""

    on: dt.date
    counted: Deadline
    rules_number: int

    @property
    def is_chosen(self) -> bool:
        return self.on != self.counted.on

    @property
    def rule(self) -> str:
        """Where it comes from, in words that stay with it."""
        if self.is_chosen:
            return f"重新整改时另定；按规则是 {self.counted.on}（{self.counted.rule}）"
        return f"重新整改之后{self.counted.rule}"


def due_by_rule(today: dt.date) -> NewDue:
    """What the rules of the day give to an item that is opened again."""
    in_force = rules_on(today)
    due = add_workdays(today, in_force.settings.reopened_workdays, tables())
    return NewDue(due.on, due, in_force.number)


def new_due(chosen: dt.date | None) -> NewDue:
    """The day that somebody chose, or the rules' own. Refuses a day that is over, today, and one
    further off than any extension may go."""
    today = clock.today()
    by_rule = due_by_rule(today)
    if chosen is None:
        return by_rule
    if chosen <= today:
        raise Invalid("重新整改的时限应当在今天以后。", field="due_on")
    most = today + dt.timedelta(days=rules_on(today).settings.most_days)
    if chosen > most:
        raise Invalid(f"重新整改的时限最晚是 {most}，不能再晚。", field="due_on")
    return NewDue(chosen, by_rule.counted, by_rule.rules_number)


def deadlines_of(item: Item) -> set[tuple[dt.date | None, bool]]:
    """The deadlines that an item has and had at first, each with whether it was to be kept up for
    good: what a plan may still say of it."""
    moves = sorted(item.due_moves.all(), key=lambda one: one.pk)
    lasting = moves[0].was_long_term if moves else item.is_long_term
    return {(item.due_on, item.is_long_term), (item.original_due_on, lasting)}


def _settled(item: Item, changes: Mapping[str, Any]) -> bool:
    """The table came that an item's new deadline lacked: the item moves with its tally, and the
    move is kept."""
    if "due_on" not in changes:
        return True
    with recounted([item.pk]):
        moved = Item.objects.filter(pk=item.pk, due_on=item.due_on).update(due_on=changes["due_on"])
    if moved:
        DueMove.objects.create(
            item=item, why=MoveReason.SETTLED, from_on=item.due_on, to_on=changes["due_on"],
            rule=f"原暂定 {item.due_on}，{changes['due_on'].year}年工作日表装入后改定",
            at=clock.now(),
        )  # fmt: skip
    return bool(moved)


signs_up(Item, "due_on", write=_settled)

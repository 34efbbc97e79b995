"""A step in the life of a record: policy, state, and a line in the history of its room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.states import Change, StateTable


@dataclass(frozen=True, slots=True)
class History:
    """The history that a room keeps of its records. ``lines`` is its table: action, label, before,
    after, reason, by, by_name, at, and a column for each kind of record."""

    lines: type[models.Model]

    def step(
        self, actor: Actor, table: StateTable, row: Any, action: str, *, target: str,
        version: int | None = None, reason: str = "", note: str = "", about: Any = None,
        **fields: Any,
    ) -> Change:  # fmt: skip
        """Policy, state and a line of history. ``target`` names the history's column; ``note`` is
        what it tells where no reason is asked for; ``about`` is the record that the line belongs
        to where that is not the row itself."""
        access.require(actor, action, row)
        change = table.move(row, action, version=version, reason=reason, **fields)
        self.note(
            actor, about or row, action, change.label, change.before, change.after,
            change.reason or note, target=target,
        )  # fmt: skip
        return change

    def note(
        self, actor: Actor, row: Any, action: str, label: str, before: str, after: str,
        reason: str = "", *, target: str,
    ) -> None:  # fmt: skip
        """A line of history."""
        self.lines._default_manager.create(
            action=action, label=label, before=before, after=after, reason=reason,
            by_id=actor.user_id, by_name=actor.name, at=clock.now(), **self.links(row, target),
        )  # fmt: skip

    def links(self, row: Any, target: str) -> dict[str, Any]:
        """What a line hangs on."""
        return {target: row}


class InspectionHistory(History):
    """Lines that hang on the record's inspection too."""

    def links(self, row: Any, target: str) -> dict[str, Any]:
        """The record and its inspection."""
        return {target: row, "inspection_id": row.inspection_id}

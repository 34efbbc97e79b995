"""What the services of this room share: a step with its line of history."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.results.models import ResultStep
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.states import Change, StateTable


def step(
    actor: Actor, table: StateTable, row: Any, action: str, *, version: int | None = None,
    reason: str = "", note: str = "", target: str, **fields: Any,
) -> Change:  # fmt: skip
    """Policy, state and a line of history. ``target`` names the history's column; ``note`` is what
    it tells where no reason is asked for."""
    access.require(actor, action, row)
    change = table.move(row, action, version=version, reason=reason, **fields)
    note_step(
        actor, row, action, change.label, change.before, change.after, change.reason or note,
        target=target,
    )  # fmt: skip
    return change


def note_step(
    actor: Actor, row: Any, action: str, label: str, before: str, after: str, reason: str = "", *,
    target: str,
) -> None:  # fmt: skip
    """A line of history."""
    ResultStep.objects.create(
        action=action, label=label, before=before, after=after, reason=reason,
        by_id=actor.user_id, by_name=actor.name, at=clock.now(), **{target: row},
    )  # fmt: skip

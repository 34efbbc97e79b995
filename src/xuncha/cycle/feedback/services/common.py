"""What the services of this room share: steps with their line of history, saving, telling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from xuncha.cycle.feedback.models import FeedbackStep
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.states import Change, StateTable

M = TypeVar("M", bound=models.Model)


def step(
    actor: Actor, table: StateTable, row: Any, action: str, *, version: int | None = None,
    reason: str = "", note: str = "", target: str, about: Any = None, **fields: Any,
) -> Change:  # fmt: skip
    """Policy, state and a line of history. ``target`` names the history's column; ``about`` is the
    record that it belongs to where that is not the row itself."""
    access.require(actor, action, row)
    change = table.move(row, action, version=version, reason=reason, **fields)
    note_step(
        actor, about or row, action, change.label, change.before, change.after,
        change.reason or note, target=target,
    )  # fmt: skip
    return change


def note_step(
    actor: Actor, row: Any, action: str, label: str, before: str, after: str, reason: str = "", *,
    target: str,
) -> None:  # fmt: skip
    """A line of history."""
    FeedbackStep.objects.create(
        action=action, label=label, before=before, after=after, reason=reason,
        by_id=actor.user_id, by_name=actor.name, at=clock.now(), **{target: row},
    )  # fmt: skip


def add(row: M, twice: str) -> M:
    """Save a new record; ``twice`` is told where the database has one already."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(twice) from None
    return row


def touch(row: Any, version: int, state: str, sentence: str, **fields: Any) -> None:
    """Change a record that is still in the state and as the person saw it."""
    if row.state != state:
        raise Conflict(sentence)
    fields["version"] = version + 1
    rows: Any = type(row)._base_manager
    if rows.filter(pk=row.pk, version=version, state=state).update(**fields) != 1:
        raise Conflict
    for name, value in fields.items():
        setattr(row, name, value)


def told(
    actor: Actor, users: Iterable[int | None], kind: str, text: str, url: str,
    inspection_id: int | None = None,
) -> None:  # fmt: skip
    """A word into people's inboxes, but not into the actor's own; under the inspection that it is
    about."""
    wanted = sorted({one for one in users if one and one != actor.user_id})
    if wanted:
        topic = topic_of(inspection_id) if inspection_id else ""
        tell(actor, users=wanted, kind=kind, text=text, url=url, topic=topic)

"""What the services of this room share: steps with their line of history, saving, telling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xuncha.cycle.feedback.models import FeedbackStep
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation.access.steps import History
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.records import add as add
from xuncha.kernel.records import edit

_HISTORY = History(FeedbackStep)
step, note_step = _HISTORY.step, _HISTORY.note


def touch(row: Any, version: int, state: str, sentence: str, **fields: Any) -> None:
    """Change a record that is still in the state and as the person saw it."""
    if row.state != state:
        raise Conflict(sentence)
    edit(row, version, **fields)


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

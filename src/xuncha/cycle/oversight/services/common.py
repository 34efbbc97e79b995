"""What the services of this room share: steps with their line of history, words, files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from xuncha.cycle.oversight.models import OversightStep
from xuncha.foundation import access
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.states import Change, StateTable

Upload = tuple[IO[bytes], str]
"""A stream and the name under which it was handed in."""
MOST_FILES = 20


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
    OversightStep.objects.create(
        action=action, label=label, before=before, after=after, reason=reason,
        by_id=actor.user_id, by_name=actor.name, at=clock.now(), **{target: row},
    )  # fmt: skip


def words(text: str, longest: int, field: str, sentence: str) -> str:
    """What was written, in full: ``Invalid`` where nothing was, or too much."""
    text = text.strip()
    if not text:
        raise Invalid(sentence, field=field)
    if len(text) > longest:
        raise Invalid(f"有 {len(text)} 个字，最多 {longest} 个字。", field=field)
    return text


def keep_all(actor: Actor, uploads: Sequence[Upload]) -> list[StoredFile]:
    """Take in files before the transaction that attaches them."""
    if len(uploads) > MOST_FILES:
        raise Invalid(f"一次最多上传 {MOST_FILES} 个文件。", field="uploads")
    return [keep_file(actor, stream=stream, name=name) for stream, name in uploads]


def attach(actor: Actor, model: Any, files: Sequence[StoredFile], **owner: Any) -> None:
    """Hang files on their record, the same content once."""
    known = set(model.objects.filter(**owner).values_list("file__sha256", flat=True))
    fresh = {one.sha256: one for one in files if one.sha256 not in known}
    model.objects.bulk_create(
        [
            model(file=one, added_by_id=actor.user_id, added_at=clock.now(), **owner)
            for one in fresh.values()
        ]
    )

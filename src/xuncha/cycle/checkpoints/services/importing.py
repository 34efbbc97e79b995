"""Bringing a workbook of points in: read it (dry run), take it as a whole, or drop it."""

from __future__ import annotations

from typing import IO

from xuncha.cycle.checkpoints.enums import PointImportState
from xuncha.cycle.checkpoints.importing.dry_run import Draft, Reading, read_points
from xuncha.cycle.checkpoints.models import Checkpoint, CheckpointKind, Decision, PointImport
from xuncha.cycle.checkpoints.services.decisions import make_decision
from xuncha.cycle.checkpoints.services.sets import draft_of, next_number
from xuncha.cycle.checkpoints.states import POINT_IMPORT_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_BATCH = 300


def bring_points(actor: Actor, *, set_id: int, stream: IO[bytes], name: str) -> PointImport:
    """Take a workbook in for a dry run; nothing of it counts yet. Refuses what can't be read, a
    version that is no draft, and whatever the files room refuses. The file is sealed before the
    transaction opens."""
    draft_check(actor, set_id)
    stored = keep_file(actor, stream=stream, name=name)
    return _note_read(actor, set_id=set_id, stored=stored)


@service
def draft_check(actor: Actor, set_id: int) -> None:
    """Goes on only for a version that this person may still change."""
    draft_of(actor, set_id)


@service
def _note_read(actor: Actor, *, set_id: int, stored: StoredFile) -> PointImport:
    version = draft_of(actor, set_id)
    row = PointImport(set=version, file=stored, brought_by_id=actor.user_id, brought_at=clock.now())
    row.summary = read_points(row).counts()
    row.save(force_insert=True)
    record(actor, "checkpoints.import.read", row, counts=row.summary)
    return row


@service
def take_points(actor: Actor, *, import_id: int, version: int) -> PointImport:
    """Take the workbook in: every row or none. New decisions are registered, points added, points
    with the same words brought to what the workbook says."""
    row = _waiting(actor, import_id, "take", version)
    draft_of(actor, row.set_id)
    reading = read_points(row)
    if not reading.run.is_clean:
        raise Invalid(reading.run.sentences()[0], field="file")
    _write(actor, row, reading)
    summary = reading.counts()
    POINT_IMPORT_STATES.move(row, "take", version=version, done_at=clock.now(), summary=summary)
    record(actor, "checkpoints.import.done", row, counts=summary)
    return row


def _write(actor: Actor, row: PointImport, reading: Reading) -> None:
    for facts in reading.decisions.values():
        make_decision(actor, facts)
    keys = {one.decision for one in reading.new} | {one.decision for _, one in reading.changed}
    decisions = dict(Decision.objects.filter(key__in=keys).values_list("key", "pk"))
    first = next_number()
    made = [
        Checkpoint(set_id=row.set_id, number=first + at, text=one.text, key=one.key,
                   **_columns(one, decisions))
        for at, one in enumerate(reading.new)
    ]  # fmt: skip
    Checkpoint.objects.bulk_create(made, batch_size=_BATCH)
    for point, draft in reading.changed:
        for name, value in _columns(draft, decisions).items():
            setattr(point, name, value)
    Checkpoint.objects.bulk_update(
        [point for point, _ in reading.changed],
        ["decision", "leaf", "signs", "ways", "is_key"], batch_size=_BATCH,
    )  # fmt: skip
    changed = [point for point, _ in reading.changed]
    CheckpointKind.objects.filter(checkpoint__in=changed).delete()
    pairs = [*zip(made, reading.new, strict=True), *reading.changed]
    CheckpointKind.objects.bulk_create(
        [CheckpointKind(checkpoint=point, kind=kind) for point, draft in pairs
         for kind in draft.kinds],
        batch_size=_BATCH,
    )  # fmt: skip


def _columns(draft: Draft, decisions: dict[str, int]) -> dict[str, object]:
    return {
        "decision_id": decisions[draft.decision], "leaf_id": draft.leaf_id, "signs": draft.signs,
        "ways": draft.ways, "is_key": draft.is_key,
    }  # fmt: skip


@service
def drop_points(actor: Actor, *, import_id: int, version: int) -> PointImport:
    """Leave a workbook that was read; nothing of it was ever counted."""
    row = _waiting(actor, import_id, "drop", version)
    POINT_IMPORT_STATES.move(row, "drop", version=version)
    record(actor, "checkpoints.import.dropped", row)
    return row


def _waiting(actor: Actor, import_id: int, action: str, version: int) -> PointImport:
    rows = PointImport.objects.select_related("set__taxonomy", "file")
    row = access.get_or_404(actor, rows, pk=import_id)
    access.require(actor, action, row)
    if row.version != version or row.state != PointImportState.READ:
        raise Conflict("这份表刚才已经处理过了。")
    return row

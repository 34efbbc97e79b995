"""Bringing lists about people in: read (dry run), correct the columns, take as a whole, or drop.

A list is taken all or nothing, in one transaction; the same list a second time changes nothing.
"""

from __future__ import annotations

from typing import IO, Any

from django.db import IntegrityError, transaction

from xuncha.cycle.pool.enums import PoolImportKind, PoolImportState
from xuncha.cycle.pool.importing.plan import Fate, Plan
from xuncha.cycle.pool.importing.reading import guess_layout, mapping_kind, read_plan
from xuncha.cycle.pool.importing.writing import write
from xuncha.cycle.pool.models import PoolImport, Training
from xuncha.cycle.pool.states import POOL_IMPORT_STATES
from xuncha.cycle.pool.watching import tell_changed
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.exchange.services import remember_mapping
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


def bring_list(
    actor: Actor, *, kind: PoolImportKind, stream: IO[bytes], name: str,
    training_id: int | None = None,
) -> PoolImport:  # fmt: skip
    """Take a list in for a dry run; nothing of it counts yet. ``training_id`` tells the course that
    an attendance list is about. Refuses a file in which no header is found, and whatever the files
    room refuses. The file is sealed before the transaction opens."""
    row = PoolImport(kind=kind, brought_by_id=actor.user_id, brought_at=clock.now())
    access.require(actor, "bring", row)
    training = None
    if training_id is not None:
        training = access.get_or_404(actor, Training, pk=training_id)
    row.file = keep_file(actor, stream=stream, name=name)
    return _note_read(actor, row=row, file=row.file, training=training)


@service
def _note_read(
    actor: Actor, *, row: PoolImport, file: StoredFile, training: Training | None
) -> PoolImport:
    row.layout = guess_layout(row)
    if training is not None:
        row.layout["training_id"] = training.pk
    row.summary = read_plan(actor, row).counts
    row.save(force_insert=True)
    record(actor, "pool.import.read", row, kind=str(row.kind), counts=row.summary)
    return row


@service
def change_list_layout(
    actor: Actor, *, import_id: int, version: int, sheets: list[dict[str, Any]]
) -> PoolImport:
    """Tell header and columns by hand and read anew. Refuses a layout that can't be read."""
    row = _waiting(actor, import_id, "change", version)
    row.layout = row.layout | {"sheets": sheets}
    row.summary = read_plan(actor, row).counts
    rows = PoolImport.objects.filter(pk=row.pk, version=version, state=PoolImportState.READ)
    if rows.update(layout=row.layout, summary=row.summary, version=version + 1) != 1:
        raise Conflict
    row.version = version + 1
    return row


@service
def take_list(
    actor: Actor, *, import_id: int, version: int, leave_refused: bool = False
) -> PoolImport:
    """Take the list as a whole. With rows that can't be taken only if ``leave_refused`` says so:
    the others go in together, those stay out (and come back as a workbook)."""
    row = _waiting(actor, import_id, "take", version)
    plan = read_plan(actor, row)
    _refuse_unclean(plan, leave_refused)
    try:
        with transaction.atomic():
            changed = write(actor, row.kind, plan)
    except IntegrityError:
        raise Conflict("试读以后库里有了同样的内容，请刷新页面重新核对。") from None
    summary = plan.counts | {"people": len(changed)}
    POOL_IMPORT_STATES.move(row, "take", version=version, done_at=clock.now(), summary=summary)
    for sheet in plan.sheets:
        remember_mapping(
            actor, kind=mapping_kind(row.kind), signature=sheet.signature,
            mapping=sheet.layout.mapping, owner="",
        )  # fmt: skip
    record(actor, "pool.import.done", row, kind=str(row.kind), counts=summary)
    tell_changed(actor, changed)
    return row


def _refuse_unclean(plan: Plan, leave_refused: bool) -> None:
    if plan.missing:
        raise Invalid(f"表里没有“{plan.missing[0]}”这一列，请先调整列对应。")
    refused = plan.of(Fate.REFUSED)
    if refused and not leave_refused:
        raise Invalid(
            f"有 {len(refused)} 行不能导入（第一处在第 {refused[0].row} 行），"
            "请改好后重新上传，或者选择先导入其余各行。"
        )


@service
def drop_list(actor: Actor, *, import_id: int, version: int) -> PoolImport:
    """Leave a list that was read; nothing of it was ever counted."""
    row = _waiting(actor, import_id, "drop", version)
    POOL_IMPORT_STATES.move(row, "drop", version=version)
    record(actor, "pool.import.dropped", row)
    return row


def _waiting(actor: Actor, import_id: int, action: str, version: int) -> PoolImport:
    row = access.get_or_404(actor, PoolImport, related=("file",), pk=import_id)
    access.require(actor, action, row)
    if row.version != version or row.state != PoolImportState.READ:
        raise Conflict("这份名单刚才已经处理过了，请刷新页面。")
    return row

"""Bringing a unit's files in: read (dry run), correct the columns, take as a whole, or drop.

A file is taken all or nothing, in one transaction; the same file a second time changes nothing.
"""

from __future__ import annotations

from typing import IO, Any

from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.enums import ImportKind, ImportState
from xuncha.cycle.rectification.importing.dry_run import (
    guess_for,
    read_findings,
    read_ledger_plan,
    remembered_layout,
)
from xuncha.cycle.rectification.importing.plan import Fate
from xuncha.cycle.rectification.importing.writing import write_findings, write_ledger
from xuncha.cycle.rectification.models import LedgerImport
from xuncha.cycle.rectification.services.holding import hold
from xuncha.cycle.rectification.states import IMPORT_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.exchange.services import remember_mapping
from xuncha.foundation.files.services import keep_file
from xuncha.foundation.jobs.services import start
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


def bring_file(
    actor: Actor, *, inspection_id: int, kind: ImportKind, stream: IO[bytes], name: str
) -> LedgerImport:
    """Take a file in for a dry run; nothing of it counts yet. Refuses a file that can't be read as
    what it is meant to be, before the feedback, and whatever the files room refuses.

    The file is sealed before the transaction opens: a big one keeps nobody else from writing.
    """
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    access.require(actor, "import", inspection)
    if inspection.state not in AFTER_FEEDBACK:
        raise Conflict("反馈以后才能导入问题清单和整改台账。")
    stored = keep_file(actor, stream=stream, name=name)
    return _note_read(actor, inspection=inspection, kind=kind, stored=stored)


@service
def _note_read(
    actor: Actor, *, inspection: Inspection, kind: ImportKind, stored: Any
) -> LedgerImport:
    row = LedgerImport(inspection=inspection, kind=kind, file=stored, brought_by_id=actor.user_id)
    if kind == ImportKind.LEDGER:
        row.layout = remembered_layout(row) or guess_for(row)
        plan = read_ledger_plan(row)
        row.summary = dict(plan.counts)
    else:
        row.summary = {"findings": len(read_findings(row).findings)}
    row.brought_at = clock.now()
    row.save(force_insert=True)
    record(actor, "rectification.import.read", row, kind=kind, counts=row.summary)
    return row


@service
def change_layout(
    actor: Actor, *, import_id: int, version: int, layout: dict[str, Any]
) -> LedgerImport:
    """Tell the columns by hand and read anew. Refuses a layout under which nothing can be read."""
    row = _waiting(actor, import_id, "change", version)
    row.layout = layout
    row.summary = dict(read_ledger_plan(row).counts)
    waiting = LedgerImport.objects.filter(pk=row.pk, version=version, state=ImportState.READ)
    if waiting.update(layout=layout, summary=row.summary) != 1:
        raise Conflict("这批文件刚才已经处理过了。")
    return row


@service
def take_import(
    actor: Actor, *, import_id: int, version: int, leave_refused: bool = False
) -> LedgerImport:
    """Take the file as a whole. With rows that can't be taken, only if ``leave_refused`` says so:
    the others go in together, those stay out (and come back as a workbook)."""
    row = _waiting(actor, import_id, "take", version)
    # Of two files that are taken at once the second is planned by what the first brought in.
    hold(row.inspection_id)
    summary = (
        _take_ledger(actor, row, leave_refused)
        if row.kind == ImportKind.LEDGER
        else write_findings(actor, row.inspection, read_findings(row))
    )
    IMPORT_STATES.move(
        row, "take", version=version, done_at=clock.now(), summary=row.summary | summary
    )
    record(actor, "rectification.import.done", row, kind=row.kind, counts=summary)
    start(
        actor,
        kind="rectification.recheck",
        arguments={"inspection_id": row.inspection_id},
        title=f"核对疑点：{row.inspection}",
        topic=topic_of(row.inspection_id),
    )
    return row


def _take_ledger(actor: Actor, row: LedgerImport, leave_refused: bool) -> dict[str, int]:
    plan = read_ledger_plan(row)
    refused = plan.of(Fate.REFUSED)
    if refused and not leave_refused:
        raise Invalid(
            f"有 {len(refused)} 行不能导入（第一处在第 {refused[0].draft.row} 行），"
            "请改好后重新上传，或者选择先导入其余各行。"
        )
    summary = write_ledger(actor, row.inspection, plan)
    if row.layout:
        remember_mapping(
            actor,
            kind="rectification.ledger",
            signature=row.layout["signature"],
            mapping={"layout": row.layout},
            owner=str(row.inspection.organisation_id),
        )
    return summary


@service
def drop_import(actor: Actor, *, import_id: int, version: int) -> LedgerImport:
    """Leave a file that was read; nothing of it was ever counted."""
    row = _waiting(actor, import_id, "drop", version)
    IMPORT_STATES.move(row, "drop", version=version)
    record(actor, "rectification.import.dropped", row)
    return row


def _waiting(actor: Actor, import_id: int, action: str, version: int) -> LedgerImport:
    rows = LedgerImport.objects.select_related("inspection__organisation", "file")
    row = access.get_or_404(actor, rows, pk=import_id)
    access.require(actor, action, row)
    if row.version != version or row.state != ImportState.READ:
        raise Conflict("这批文件刚才已经处理过了。")
    return row

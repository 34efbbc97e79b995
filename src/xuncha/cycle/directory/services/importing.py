"""Bringing a list of organisations in: read (dry run), correct the columns, take as a whole, or
drop. A list is taken all or nothing; the same list a second time changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import IO, Any

from xuncha.cycle.directory.enums import DirectoryImportState
from xuncha.cycle.directory.importing.comparing import DATED, END
from xuncha.cycle.directory.importing.dry_run import KIND, guess_for, read_plan
from xuncha.cycle.directory.importing.plan import Plan
from xuncha.cycle.directory.importing.planned import Fate
from xuncha.cycle.directory.importing.sheets import Layout, fields_of
from xuncha.cycle.directory.importing.writing import Decision, How, Terms, write_plan
from xuncha.cycle.directory.models import DirectoryImport
from xuncha.cycle.directory.services.rules import basis, day_of, take_turn, words
from xuncha.cycle.directory.states import DIRECTORY_IMPORT_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.exchange.services import remember_mapping
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


def bring_directory(actor: Actor, *, stream: IO[bytes], name: str) -> DirectoryImport:
    """Take a list in for a dry run; nothing of it counts yet. Refuses what can't be read as a list
    of organisations and whatever the files room refuses. The file is sealed before the transaction
    opens."""
    access.require(actor, "bring", DirectoryImport())
    stored = keep_file(actor, stream=stream, name=name)
    return _note_read(actor, stored=stored)


@service
def _note_read(actor: Actor, *, stored: StoredFile) -> DirectoryImport:
    row = DirectoryImport(
        file=stored, layout=guess_for(stored), brought_by_id=actor.user_id, brought_at=clock.now()
    )
    row.summary = read_plan(actor, row).counts
    row.save(force_insert=True)
    record(actor, "directory.import.read", row, counts=row.summary)
    return row


@service
def change_directory_layout(
    actor: Actor, *, import_id: int, version: int, layout: Layout
) -> DirectoryImport:
    """Tell the columns by hand and read anew. Refuses a layout without names."""
    row = _waiting(actor, import_id, "change", version)
    used = [one for one in layout["sheets"] if one["used"]]
    for sheet in used:
        if not any(column["field"] == "name" for column in sheet["columns"]):
            raise Invalid(f"工作表“{sheet['name']}”还没有选哪一列是“名称”。")
    row.layout = layout
    row.summary = read_plan(actor, row).counts
    _save(row, layout=layout, summary=row.summary)
    return row


@service
def take_directory(
    actor: Actor,
    *,
    import_id: int,
    version: int,
    as_of: dt.date,
    document: str,
    decisions: Mapping[tuple[int, str], Decision],
    leave_refused: bool = False,
) -> DirectoryImport:
    """Take the list as a whole. New names, parents and holders of posts count from ``as_of`` on
    unless a decision says otherwise; ``document`` is the basis of what changes on a day. Refuses a
    list with rows that can't be taken unless ``leave_refused`` says to leave them out, a day that
    has not come, a missing document where something changes, and what the record contradicts: then
    nothing is written."""
    row = _waiting(actor, import_id, "take", version)
    take_turn()
    day_of(as_of, "as_of")
    plan = read_plan(actor, row)
    refused = plan.of(Fate.REFUSED)
    if refused and not leave_refused:
        raise Invalid(
            f"有 {len(refused)} 行不能导入（第一处在{refused[0].draft.place}），"
            "请改好后重新上传，或者选择先导入其余各行。"
        )
    terms = Terms(as_of, words(document, "依据", "document", 120), decisions)
    if _needs_basis(plan, terms):
        basis(document)
    summary = write_plan(actor, plan, terms)
    _take(actor, row, summary)
    return row


def _take(actor: Actor, row: DirectoryImport, summary: dict[str, int]) -> None:
    remember_mapping(
        actor, kind=KIND, signature=row.layout["signature"], mapping=fields_of(row.layout), owner=""
    )
    DIRECTORY_IMPORT_STATES.move(
        row, "take", version=row.version, done_at=clock.now(), summary=summary
    )
    record(actor, "directory.import.done", row, counts=summary, file=row.file.sha256)


def _needs_basis(plan: Plan, terms: Terms) -> bool:
    return any(
        change.how == END
        or (change.how in DATED and terms.of(row.organisation, change.how).how == How.CHANGED)
        for row in plan.of(Fate.CHANGED)
        if row.organisation is not None
        for change in row.changes
    )


@service
def drop_directory(actor: Actor, *, import_id: int, version: int) -> DirectoryImport:
    """Leave a list that was read; nothing of it was ever counted."""
    row = _waiting(actor, import_id, "drop", version)
    DIRECTORY_IMPORT_STATES.move(row, "drop", version=version)
    record(actor, "directory.import.dropped", row)
    return row


def _waiting(actor: Actor, import_id: int, action: str, version: int) -> DirectoryImport:
    row = access.get_or_404(actor, DirectoryImport, related=("file",), pk=import_id)
    access.require(actor, action, row)
    if row.version != version or row.state != DirectoryImportState.READ:
        raise Conflict("这份名录刚才已经处理过了。")
    return row


def _save(row: DirectoryImport, **fields: Any) -> None:
    seen = DirectoryImport.objects.filter(pk=row.pk, version=row.version)
    if seen.update(**fields) != 1:
        raise Conflict

"""Bringing a workbook into a draft: read it (dry run), take it as a whole, or drop it."""

from __future__ import annotations

from typing import IO

from xuncha.cycle.rectification.importing.rows import ItemDraft
from xuncha.cycle.schemes.checks import version_of
from xuncha.cycle.schemes.enums import EDITABLE, SchemeImportState
from xuncha.cycle.schemes.importing import Reading, read_scheme
from xuncha.cycle.schemes.models import Scheme, SchemeImport, SchemeRow
from xuncha.cycle.schemes.services.common import scheme_for
from xuncha.cycle.schemes.services.drafting import LONGEST, MOST_ROWS, hold, next_line
from xuncha.cycle.schemes.states import SCHEME_IMPORT_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


def bring_rows(actor: Actor, *, scheme_id: int, stream: IO[bytes], name: str) -> SchemeImport:
    """Take a file in for a dry run; nothing of it counts yet. Refuses what can't be read and
    whatever the files room refuses. The file is sealed before the transaction opens."""
    demand_writable(actor, scheme_id)
    stored = keep_file(actor, stream=stream, name=name)
    return _note_read(actor, scheme_id=scheme_id, stored=stored)


@service
def demand_writable(actor: Actor, scheme_id: int) -> Scheme:
    """Goes on only for a scheme that this person may write in now."""
    scheme = scheme_for(actor, scheme_id, "write")
    if scheme.state not in EDITABLE:
        raise Conflict(f"当前状态是“{scheme.get_state_display()}”，不能修改。")
    return scheme


@service
def _note_read(actor: Actor, *, scheme_id: int, stored: StoredFile) -> SchemeImport:
    scheme = demand_writable(actor, scheme_id)
    row = SchemeImport(
        scheme=scheme, file=stored, brought_by_id=actor.user_id, brought_at=clock.now()
    )
    row.summary = read_scheme(row).counts()
    row.save(force_insert=True)
    record(actor, "schemes.import.read", row, counts=row.summary)
    return row


@service
def take_rows(actor: Actor, *, import_id: int, version: int) -> SchemeImport:
    """Take the file in: rows that answer a finding go into the version that is being written, in
    place of the bare rows of the first draft. Rows that answer none stay out."""
    row = _waiting(actor, import_id, "take", version)
    scheme = demand_writable(actor, row.scheme_id)
    hold(scheme)
    reading = read_scheme(row)
    told = version_of(scheme)
    if told.rows.count() + len(reading.rows) > MOST_ROWS:
        raise Invalid(f"一份方案最多 {MOST_ROWS} 条。", field="file")
    _write(scheme, reading)
    summary = reading.counts()
    SCHEME_IMPORT_STATES.move(row, "take", version=version, done_at=clock.now(), summary=summary)
    record(actor, "schemes.import.done", row, counts=summary)
    return row


def _write(scheme: Scheme, reading: Reading) -> None:
    version, line = version_of(scheme), next_line(scheme)
    fresh = []
    for one in reading.rows:
        if one.finding_id is None:
            continue
        columns = _columns(one.draft)
        if one.row is None:
            fresh.append(
                SchemeRow(version=version, line=line, finding_id=one.finding_id, **columns)
            )
            line += 1
        else:
            SchemeRow.objects.filter(pk=one.row.pk).update(**columns)
    SchemeRow.objects.filter(pk__in=[one.pk for one in reading.needless]).delete()
    SchemeRow.objects.bulk_create(fresh, batch_size=400)


def _columns(draft: ItemDraft) -> dict[str, object]:
    return {
        "task": draft.problem[:LONGEST], "measures": "\n".join(draft.measures)[:LONGEST],
        "lead": draft.lead[:80], "department": draft.responsible_unit[:120],
        "due_on": draft.due_on, "is_long_term": draft.is_long_term,
        "proof": "；".join(draft.proofs)[:300],
    }  # fmt: skip


@service
def drop_rows(actor: Actor, *, import_id: int, version: int) -> SchemeImport:
    """Leave a file that was read; nothing of it was ever counted."""
    row = _waiting(actor, import_id, "drop", version)
    SCHEME_IMPORT_STATES.move(row, "drop", version=version)
    record(actor, "schemes.import.dropped", row)
    return row


def _waiting(actor: Actor, import_id: int, action: str, version: int) -> SchemeImport:
    related = ("scheme__inspection__organisation", "file")
    row = access.get_or_404(actor, SchemeImport, related=related, pk=import_id)
    access.require(actor, action, row)
    if row.version != version or row.state != SchemeImportState.READ:
        raise Conflict("这份文件刚才已经处理过了。")
    return row

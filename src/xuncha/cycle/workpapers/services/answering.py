"""What the inspected unit writes on a sheet of facts."""

from __future__ import annotations

from xuncha.cycle.workpapers.confirming import is_late
from xuncha.cycle.workpapers.enums import Answer, SheetState
from xuncha.cycle.workpapers.models import FactEntry, FactFile, FactSheet
from xuncha.cycle.workpapers.states import SHEET_STATES
from xuncha.cycle.workpapers.telling import tell_answered
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.receiving import Readable
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

LONGEST = 4000
CLOSED = "这张确认单已经提交答复或者收回，不能再改。"


@service
def answer_fact(
    actor: Actor, *, entry_id: int, answer: Answer, explanation: str = "",
    stream: Readable | None = None, name: str = "",
) -> FactEntry:  # fmt: skip
    """Say whether a fact is true; whoever differs says how, and may hand in a file. May be changed
    until the sheet is handed in. Refuses other units' sheets and those that are closed."""
    rows = FactEntry.objects.select_related("sheet__inspection")
    entry = access.get_or_404(actor, rows, pk=entry_id)
    access.require(actor, "answer", entry.sheet)
    if entry.sheet.state != SheetState.SENT:
        raise Conflict(CLOSED)
    explanation = explanation.strip()
    if answer == Answer.DIFFERS and not explanation:
        raise Invalid("有不同意见的，请写明是什么意见、依据是什么。", field="explanation")
    if len(explanation) > LONGEST:
        raise Invalid(f"说明最多 {LONGEST:,} 个字，其余作为附件。", field="explanation")
    stored = keep_file(actor, stream=stream, name=name) if stream is not None else None
    changed = FactEntry.objects.filter(pk=entry.pk, sheet__state=SheetState.SENT).update(
        answer=answer, explanation=explanation
    )
    if changed != 1:
        raise Conflict(CLOSED)
    entry.answer, entry.explanation = answer, explanation
    record(actor, "workpapers.entry.answered", entry.sheet, entry=entry.number, answer=str(answer))
    if stored is not None:
        FactFile.objects.create(
            entry=entry, file=stored, added_by_id=actor.user_id, added_at=clock.now()
        )
        record(actor, "workpapers.entry.file_added", entry.sheet, sha256=stored.sha256)
    return entry


@service
def finish_sheet(actor: Actor, *, sheet_id: int, version: int) -> FactSheet:
    """Hand the answers in as a whole. Where the unit differs in nothing the sheet is settled at
    once; late answers are taken, and stay late."""
    sheet = access.get_or_404(actor, FactSheet, related=("inspection",), pk=sheet_id)
    access.require(actor, "answer", sheet)
    SHEET_STATES.move(
        sheet, "answer", version=version, answered_by_id=actor.user_id, answered_at=clock.now()
    )
    late = is_late(sheet, list(sheet.put_offs.all()))
    differing = sheet.entries.filter(answer=Answer.DIFFERS).count()
    record(actor, "workpapers.sheet.answered", sheet, differs=differing, late=late)
    if not differing:
        SHEET_STATES.move(sheet, "settle")
        record(actor, "workpapers.sheet.settled", sheet)
    tell_answered(actor, sheet)
    return sheet

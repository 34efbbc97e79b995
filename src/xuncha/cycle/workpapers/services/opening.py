"""What leaves the house is noted first: files that are opened, papers that are printed."""

from __future__ import annotations

from xuncha.cycle.workpapers.models import FactFile, FactSheet, Meeting, Paper, PaperFile
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor


@service
def note_paper_file(actor: Actor, *, paper_file_id: int) -> PaperFile:
    """Somebody opens a file of a paper."""
    row = access.get_or_404(actor, PaperFile, related=("file", "version__paper"), pk=paper_file_id)
    record(actor, "workpapers.file.opened", row.version.paper, sha256=row.file.sha256)
    return row


@service
def note_paper_print(actor: Actor, *, paper_id: int) -> Paper:
    """Somebody prints a paper."""
    row = access.get_or_404(actor, Paper, pk=paper_id)
    access.require(actor, "print", row)
    record(actor, "workpapers.paper.printed", row, revision=row.revision)
    return row


@service
def note_fact_file(actor: Actor, *, fact_file_id: int) -> FactFile:
    """Somebody opens what the unit handed in."""
    related = ("file", "entry__sheet")
    row = access.get_or_404(actor, FactFile, related=related, pk=fact_file_id)
    record(actor, "workpapers.entry.file_opened", row.entry.sheet, sha256=row.file.sha256)
    return row


@service
def note_sheet_print(actor: Actor, *, sheet_id: int) -> FactSheet:
    """Somebody prints a sheet of facts."""
    row = access.get_or_404(actor, FactSheet, pk=sheet_id)
    access.require(actor, "print", row)
    record(actor, "workpapers.sheet.printed", row)
    return row


@service
def note_meeting_print(actor: Actor, *, meeting_id: int) -> Meeting:
    """Somebody prints the record of a meeting."""
    row = access.get_or_404(actor, Meeting, pk=meeting_id)
    access.require(actor, "print", row)
    record(actor, "workpapers.meeting.printed", row)
    return row

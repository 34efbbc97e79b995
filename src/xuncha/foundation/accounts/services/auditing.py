"""What the auditor does: noted like everything else."""

from __future__ import annotations

from xuncha.foundation import access
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor


@service
def note_verification(actor: Actor, *, sound: bool, rows: int, bad: int | None) -> None:
    """Note that the chain was checked and what was found. The auditor's alone."""
    access.require(actor, "verify", AuditRow())
    record(actor, "audit.chain.verified", name="审计链", sound=sound, rows=rows, bad_row=bad)

"""Taking an end back that was entered by mistake."""

from __future__ import annotations

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.services.rules import (
    check_free_name,
    facts,
    open_row,
    take_turn,
    words,
    write,
)
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict


@service
def restore_organisation(
    actor: Actor, *, organisation_id: int, version: int, reason: str
) -> Organisation:
    """Take an end back that was entered by mistake. Refuses one that goes on, one that went into
    others (the record of that stays), one whose parent has ended, and a missing reason."""
    row = open_row(actor, "dissolve", organisation_id, version)
    take_turn()
    reason = words(reason, "恢复的理由", "reason", 200, required=True)
    if not row.dissolved_on:
        raise Conflict(f"“{row}”没有撤销。")
    if row.went_into.filter(on=row.dissolved_on, withdrawn_on=None).exists():
        raise Conflict(
            f"“{row}”已经并入或者分设为别的单位，不能恢复；合并登记错了的，请用“撤回误登的合并”。"
        )
    if row.parent and row.parent.dissolved_on:
        raise Conflict(f"它的上级“{row.parent}”已经撤销，不能恢复。")
    check_free_name(row.name, row.parent_id, besides=row.pk)
    before = facts(row)
    write(row, dissolved_on=None)
    record(
        actor, "directory.organisation.restored", row, reason=reason, before=before,
        after=facts(row),
    )  # fmt: skip
    return row

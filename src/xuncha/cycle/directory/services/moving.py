"""Another place in the tree: from a day on, by a document; the former parent stays on record."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.models import FormerParent, Organisation
from xuncha.cycle.directory.services.rules import (
    DAY,
    basis,
    day_of,
    facts,
    is_below,
    open_row,
    parent_for,
    placed_since,
    take_turn,
    write,
)
from xuncha.cycle.directory.watching import tell_tree_changed
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@service
def move_organisation(
    actor: Actor,
    *,
    organisation_id: int,
    version: int,
    parent_id: int | None,
    from_on: dt.date,
    document: str,
) -> Organisation:
    """Put it under another parent from a day on. Refuses the parent that it has, one that is
    unknown, ended, younger or below it, a day that has not come or not after its founding and last
    move, or after its end, and a missing document."""
    row = open_row(actor, "move", organisation_id, version)
    take_turn()
    document = basis(document)
    day_of(from_on, "from_on")
    if parent_id == row.parent_id:
        raise Invalid("上级单位没有变。", field="parent_id")
    since = placed_since(row)
    if since and from_on <= since:
        raise Invalid(
            f"现在的隶属从 {since} 起算，调整日期必须在那以后；只是登记错了，请用“更正”。",
            field="from_on",
        )
    if row.dissolved_on and from_on >= row.dissolved_on:
        raise Invalid(f"“{row}”{row.dissolved_on} 已经撤销，调整只能在那以前。", field="from_on")
    parent = parent_for(actor, parent_id, on=from_on, of=row)
    place(actor, row, parent, from_on=from_on, document=document)
    tell_tree_changed(actor, [row.pk])
    return row


def place(
    actor: Actor, row: Organisation, parent: Organisation | None, *, from_on: dt.date,
    document: str, is_checked: bool = False,
) -> None:  # fmt: skip
    """The work of a move with its line in the log; part of a service. Whoever was set up on or
    after that day is simply put there: it never stood under the former parent. ``is_checked``: the
    caller has seen to it that no circle closes."""
    if not is_checked and parent is not None and is_below(parent.pk, row.pk):
        raise Invalid(f"“{row}”不能归到它自己或者它的下级“{parent}”。", field="parent_id")
    since = placed_since(row)
    if since is None or since < from_on:
        FormerParent.objects.create(
            organisation=row, parent_id=row.parent_id, from_on=since, until_on=from_on - DAY,
            document=document,
        )  # fmt: skip
    elif since != row.established_on:
        raise Invalid(f"“{row}”{since} 才调整过隶属，日期必须在那以后。", field="on")
    before = facts(row)
    write(row, parent_id=parent.pk if parent else None)
    record(
        actor, "directory.organisation.moved", row, before=before, after=facts(row),
        on=str(from_on), document=document,
    )  # fmt: skip

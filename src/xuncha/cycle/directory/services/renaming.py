"""New names: from a day on, by a document; the former name stays."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import FormerName, Organisation
from xuncha.cycle.directory.services.rules import (
    DAY,
    basis,
    check_free_name,
    day_of,
    facts,
    named_since,
    open_row,
    words,
    write,
)
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@service
def rename_organisation(
    actor: Actor,
    *,
    organisation_id: int,
    version: int,
    name: str,
    short_name: str,
    kind: OrganisationKind,
    from_on: dt.date,
    document: str,
) -> Organisation:
    """Give it another name, short name or kind from a day on. Refuses what changes nothing, a day
    that has not come, that is not after its founding and last renaming, or after its end, a missing
    document, and the name of a living sister."""
    row = open_row(actor, "rename", organisation_id, version)
    rename(actor, row, name, short_name, kind, from_on=from_on, document=basis(document))
    return row


def rename(
    actor: Actor, row: Organisation, name: str, short_name: str, kind: OrganisationKind,
    *, from_on: dt.date, document: str,
) -> None:  # fmt: skip
    """The work of a renaming with its line in the log; part of a service."""
    name = words(name, "单位名称", "name", 80, required=True)
    short_name = words(short_name, "简称", "short_name", 40)
    if (name, short_name, kind) == (row.name, row.short_name, row.kind):
        raise Invalid("名称、简称和类别都没有变。", field="name")
    day_of(from_on, "from_on")
    since = named_since(row)
    if since and from_on <= since:
        raise Invalid(
            f"现在的名称从 {since} 起用，更名日期必须在那以后；只是登记错了，请用“更正”。",
            field="from_on",
        )
    if row.dissolved_on and from_on >= row.dissolved_on:
        raise Invalid(f"“{row}”{row.dissolved_on} 已经撤销，更名只能在那以前。", field="from_on")
    if not row.dissolved_on and name != row.name:
        check_free_name(name, row.parent_id, besides=row.pk)
    before = facts(row)
    FormerName.objects.create(
        organisation=row, name=row.name, short_name=row.short_name, kind=row.kind,
        from_on=since, until_on=from_on - DAY, document=document,
    )  # fmt: skip
    write(row, name=name, short_name=short_name, kind=kind)
    record(
        actor, "directory.organisation.renamed", row, before=before, after=facts(row),
        on=str(from_on), document=document,
    )  # fmt: skip

"""Names from before those that are known, entered later."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import FormerName
from xuncha.cycle.directory.services.rules import DAY, basis, day_of, open_row, words, write
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@service
def note_former_name(
    actor: Actor,
    *,
    organisation_id: int,
    version: int,
    name: str,
    short_name: str,
    kind: OrganisationKind,
    until_on: dt.date,
    document: str,
) -> FormerName:
    """Enter a name from before the first one that is known, borne to the end of a day. Refuses a
    day that does not lie between its founding and the first change known, and one after its end."""
    row = open_row(actor, "rename", organisation_id, version)
    past = FormerName(
        organisation=row, name=words(name, "曾用名", "name", 80, required=True),
        short_name=words(short_name, "简称", "short_name", 40), kind=kind,
        from_on=row.established_on, until_on=day_of(until_on, "until_on"),
        document=basis(document),
    )  # fmt: skip
    first = FormerName.objects.filter(organisation=row).order_by("until_on").first()
    known = first.until_on if first else row.dissolved_on
    if known and until_on >= known:
        raise Invalid(f"记录里 {known} 以前的名称已经有了，只能补登更早的。", field="until_on")
    if row.established_on and until_on < row.established_on:
        raise Invalid(f"“{row}”{row.established_on} 才设立。", field="until_on")
    write(row)
    if first:
        FormerName.objects.filter(pk=first.pk).update(from_on=until_on + DAY)
    past.save(force_insert=True)
    record(
        actor, "directory.organisation.former_name_noted", row, name_then=past.name,
        until=str(until_on), document=past.document,
    )  # fmt: skip
    return past

"""Entering an organisation in the directory."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.services.rules import (
    NewUnit,
    check_free_name,
    day_of,
    facts,
    insert,
    new_row,
    parent_for,
    take_turn,
)
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@service
def create_organisation(
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: OrganisationKind,
    short_name: str = "",
    parent_id: int | None = None,
    established_on: dt.date | None = None,
    note: str = "",
) -> Organisation:
    """Register an organisation. Refuses a code that is taken, an empty name or that of a living
    sister, a parent that is unknown, ended or younger, and a day that has not come."""
    unit = NewUnit(code, name, kind, short_name, parent_id)
    row = new_row(unit, established_on=established_on, note=note)
    access.require(actor, "create", row)
    return found(actor, row, parent_id)


def found(actor: Actor, row: Organisation, parent_id: int | None) -> Organisation:
    """Write a new organisation under its parent, with its line in the log; part of a service."""
    take_turn()
    if row.established_on:
        day_of(row.established_on, "established_on")
    row.parent = parent_for(actor, parent_id, on=row.established_on or clock.today())
    check_free_name(row.name, parent_id)
    insert(row)
    access.still_visible(actor, row)
    record(actor, "directory.organisation.created", row, after=facts(row))
    return row

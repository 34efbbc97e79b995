"""The end of an organisation that goes into nobody."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.services.rules import (
    EARLIEST,
    basis,
    check_end,
    end_rows,
    facts,
    open_row,
    take_turn,
)
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_NAMED = 3


@service
def dissolve_organisation(
    actor: Actor, *, organisation_id: int, version: int, on: dt.date, document: str
) -> Organisation:
    """End it: that day is the first on which it is no longer there; the day may lie ahead. Refuses
    what ended before, a day not after its founding and last change, one with units still below it,
    and a missing document."""
    row = open_row(actor, "dissolve", organisation_id, version)
    take_turn()
    if row.dissolved_on:
        raise Conflict(f"“{row}”已经登记于 {row.dissolved_on} 撤销。")
    dissolve(actor, row, on=on, document=basis(document))
    return row


def dissolve(actor: Actor, row: Organisation, *, on: dt.date, document: str) -> None:
    """The work of an ending with its line in the log; part of a service."""
    if on < EARLIEST:
        raise Invalid(f"{on} 不像是真实的日期，请核对年份。", field="on")
    check_end(row, on, "on")
    _check_nobody_below(row, on)
    before = facts(row)
    end_rows({row.pk: row}, on)
    record(
        actor, "directory.organisation.dissolved", row, before=before, after=facts(row),
        document=document,
    )  # fmt: skip


def _check_nobody_below(row: Organisation, on: dt.date) -> None:
    stays = Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on)
    below = list(Organisation.objects.filter(stays, parent=row).order_by("code"))
    if below:
        names = "、".join(str(one) for one in below[:_NAMED])
        more = f"等 {len(below)} 个" if len(below) > _NAMED else ""
        raise Conflict(f"下面还有{names}{more}单位，请先调整它们的隶属或者撤销它们。")

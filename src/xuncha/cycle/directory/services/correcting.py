"""Typing errors: what was entered wrongly is put right, without a history; the log keeps both."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import FormerName, FormerParent, Organisation
from xuncha.cycle.directory.services.rules import (
    DAY,
    day_of,
    facts,
    open_row,
    parent_for,
    take_turn,
    words,
    write,
)
from xuncha.cycle.directory.watching import tell_tree_changed
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def correct_organisation(
    actor: Actor,
    *,
    organisation_id: int,
    version: int,
    code: str,
    name: str,
    short_name: str,
    kind: OrganisationKind,
    parent_id: int | None,
    established_on: dt.date | None,
    note: str,
    reason: str,
) -> Organisation:
    """Put right what was entered wrongly, as if it had never been. Refuses a missing reason, what
    changes nothing, a code that is taken, a circle, and a day of founding that a merger, a split or
    an older record contradicts. What really changed on a day is a rename or a move."""
    row = open_row(actor, "correct", organisation_id, version)
    take_turn()
    reason = words(reason, "更正的理由", "reason", 200, required=True)
    fields = {
        "code": words(code, "单位代码", "code", 20, required=True),
        "name": words(name, "单位名称", "name", 80, required=True),
        "short_name": words(short_name, "简称", "short_name", 40), "kind": kind,
        "parent_id": parent_id, "established_on": established_on,
        "note": words(note, "备注", "note", 200),
    }  # fmt: skip
    changed = {key: value for key, value in fields.items() if getattr(row, key) != value}
    if not changed:
        raise Invalid("没有要更正的内容。")
    if "parent_id" in changed:
        parent_for(actor, parent_id, on=clock.today(), of=row)
    correct(actor, row, changed, reason=reason)
    return row


def correct(actor: Actor, row: Organisation, changed: dict[str, Any], *, reason: str) -> None:
    """The work of a correction with its line in the log; part of a service. The texts and the
    parent were checked by the caller."""
    before = facts(row)
    _write(row, changed)
    record(
        actor, "directory.organisation.corrected", row, reason=reason, before=before,
        after=facts(row),
    )  # fmt: skip
    tell_tree_changed(actor, [row.pk])


def _write(row: Organisation, changed: dict[str, Any]) -> None:
    if "established_on" in changed:
        _check_founding(row, changed["established_on"])
        _begin_pasts(row, changed["established_on"])
    try:
        with transaction.atomic():
            write(row, **changed)
    except IntegrityError:
        raise Invalid(f"代码“{changed['code']}”已经有单位用了。", field="code") from None


def _check_founding(row: Organisation, day: dt.date | None) -> None:
    if day:
        day_of(day, "established_on")
    came = row.came_from.filter(withdrawn_on__isnull=True)
    if row.established_on and came.filter(on=row.established_on).exists():
        raise Conflict("设立日期就是合并或者分设的日期，不能单独更正。")
    ends = [
        row.dissolved_on,
        *FormerName.objects.filter(organisation=row).values_list("until_on", flat=True),
        *FormerParent.objects.filter(organisation=row).values_list("until_on", flat=True),
        *(one + DAY for one in came.values_list("on", flat=True)),
        *row.went_into.filter(withdrawn_on__isnull=True).values_list("on", flat=True),
    ]
    first = min((one for one in ends if one), default=None)
    if day and first and day >= first:
        raise Invalid(f"记录里 {first} 已经有变动，设立日期必须在那以前。", field="established_on")


def _begin_pasts(row: Organisation, day: dt.date | None) -> None:
    """The first name and the first place have held since the founding."""
    for past in (
        FormerName.objects.filter(organisation=row), FormerParent.objects.filter(organisation=row)
    ):  # fmt: skip
        if first := past.order_by("until_on").first():
            past.filter(pk=first.pk).update(from_on=day)

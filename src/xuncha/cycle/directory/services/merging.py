"""Mergers: several organisations into a new one, or into one that was there.

The day, the document and who went into whom stay on record (``Succession``): coverage of a term and
the history of every unit are read from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from xuncha.cycle.directory.models import Organisation, Succession
from xuncha.cycle.directory.services.creating import found
from xuncha.cycle.directory.services.moving import place
from xuncha.cycle.directory.services.rules import (
    NewUnit,
    basis,
    check_end,
    check_goes_on,
    day_of,
    end_rows,
    facts,
    is_below,
    new_row,
    open_row,
    take_turn,
    write,
)
from xuncha.cycle.directory.watching import tell_tree_changed
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def merge_into_new(
    actor: Actor, *, merging: Mapping[int, int], unit: NewUnit, on: dt.date, document: str
) -> Organisation:
    """Merge two organisations or more (id → version seen) into a new one that begins on that day.
    They end, and what stood below them comes under the new one. Refuses whoever has ended before,
    a day that has not come or that the record contradicts, a missing document, and what creating
    refuses."""
    rows = _open(actor, merging)
    if len(rows) < 2:
        raise Invalid("合并设立新单位，至少要选两个原单位。", field="merging")
    document = _check(rows, on, document)
    made = new_row(unit, established_on=on)
    if unit.parent_id and any(is_below(unit.parent_id, pk) for pk in rows):
        raise Invalid("新单位的上级不能是被合并的单位或者它们的下级。", field="parent_id")
    end_rows(rows, on)
    found(actor, made, unit.parent_id)
    return _join(actor, rows, made, on=on, document=document)


@service
def merge_into_existing(
    actor: Actor,
    *,
    merging: Mapping[int, int],
    organisation_id: int,
    version: int,
    on: dt.date,
    document: str,
) -> Organisation:
    """Merge organisations (id → version seen) into one that was there. They end, and what stood
    below them comes under that one. Refuses as ``merge_into_new`` does, and one that is not there
    on that day or lies below one of them. One that was shared out goes into each by a call of its
    own, all on the same day."""
    into = open_row(actor, "merge", organisation_id, version)
    rows = _open(actor, merging)
    if not rows or into.pk in rows:
        raise Invalid("请选择要并入的原单位，不能选承接单位自己。", field="merging")
    document = _check(rows, on, document)
    check_goes_on(into, on, "on")
    known = Succession.objects.filter(predecessor__in=rows, successor=into)
    if known.filter(withdrawn_on__isnull=True).exists():
        raise Conflict(f"所选的单位里有已经登记并入“{into}”的。")
    if any(is_below(into.pk, pk) for pk in rows):
        raise Invalid("承接单位不能是被合并单位的下级，请先调整它的隶属。", field="organisation_id")
    write(into)
    end_rows(rows, on)
    return _join(actor, rows, into, on=on, document=document)


def _open(actor: Actor, merging: Mapping[int, int]) -> dict[int, Organisation]:
    rows = {pk: open_row(actor, "merge", pk, version) for pk, version in merging.items()}
    take_turn()
    return rows


def _check(rows: Mapping[int, Organisation], on: dt.date, document: str) -> str:
    day_of(on, "on")
    for row in rows.values():
        check_end(row, on, "on")
    return basis(document)


def _join(
    actor: Actor, rows: Mapping[int, Organisation], into: Organisation, *, on: dt.date,
    document: str,
) -> Organisation:  # fmt: skip
    below = Organisation.objects.filter(parent__in=rows, dissolved_on__isnull=True)
    for child in below.order_by("pk"):
        place(actor, child, into, from_on=on, document=document)
    Succession.objects.bulk_create(
        [
            Succession(kind=Succession.Kind.MERGE, predecessor=row, successor=into, on=on,
                       document=document)
            for row in rows.values()
        ]
    )  # fmt: skip
    for row in rows.values():
        record(
            actor, "directory.organisation.merged", row, into=into.code, into_name=into.name,
            on=str(on), document=document, after=facts(row),
        )  # fmt: skip
    tell_tree_changed(actor, [*rows, into.pk])
    return into

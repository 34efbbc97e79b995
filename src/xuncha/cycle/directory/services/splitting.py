"""Splits: one organisation becomes several, or gives one off and goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

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
def split_organisation(
    actor: Actor,
    *,
    organisation_id: int,
    version: int,
    parts: Sequence[NewUnit],
    ends: bool,
    children: Mapping[int, str],
    on: dt.date,
    document: str,
) -> list[Organisation]:
    """Split it on a day into ``parts``, new organisations that begin on that day. ``ends``: whether
    it ends itself (then two parts at least). ``children``: what stands below it → code of the part
    that it comes under; each must be told if it ends, the others stay. Refuses whoever has ended,
    a day that has not come or that the record contradicts, a missing document, a child that is
    none, and what creating refuses."""
    row = open_row(actor, "split", organisation_id, version)
    take_turn()
    document = basis(document)
    day_of(on, "on")
    _check(row, parts, on, ends=ends)
    below = _children(row, parts, children, ends=ends)
    if ends:
        end_rows({row.pk: row}, on)
    else:
        write(row)
    made = _found_parts(actor, parts, below, on, document)
    Succession.objects.bulk_create(
        [
            Succession(kind=Succession.Kind.SPLIT, predecessor=row, successor=one, on=on,
                       document=document)
            for one in made.values()
        ]
    )  # fmt: skip
    record(
        actor, "directory.organisation.split", row, into=list(made), on=str(on), ends=ends,
        document=document, after=facts(row),
    )  # fmt: skip
    tell_tree_changed(actor, [row.pk, *(one.pk for one in made.values())])
    return list(made.values())


def _found_parts(
    actor: Actor, parts: Sequence[NewUnit], below: Sequence[tuple[Organisation, str]], on: dt.date,
    document: str,
) -> dict[str, Organisation]:  # fmt: skip
    rows = [(new_row(unit, established_on=on), unit) for unit in parts]
    made = {one.code: found(actor, one, unit.parent_id) for one, unit in rows}
    for child, code in below:
        place(actor, child, made[code], from_on=on, document=document)
    return made


def _check(row: Organisation, parts: Sequence[NewUnit], on: dt.date, *, ends: bool) -> None:
    least = 2 if ends else 1
    if len(parts) < least:
        words = "原单位撤销的，至少分设为两个单位。" if ends else "请填写分出去的单位。"
        raise Invalid(words, field="parts")
    codes = [one.code.strip() for one in parts]
    if len(set(codes)) < len(codes):
        raise Invalid("分设的单位代码不能相同。", field="parts")
    if ends and any(one.parent_id == row.pk for one in parts):
        raise Invalid("原单位要撤销，不能再做分设单位的上级。", field="parts")
    if ends:
        check_end(row, on, "on")
    else:
        check_goes_on(row, on, "on")


def _children(
    row: Organisation, parts: Sequence[NewUnit], children: Mapping[int, str], *, ends: bool
) -> list[tuple[Organisation, str]]:
    below = Organisation.objects.filter(parent=row, dissolved_on__isnull=True).order_by("pk")
    by_id = {one.pk: one for one in below}
    codes = {one.code.strip() for one in parts}
    if strangers := set(children) - set(by_id):
        raise Conflict(f"有 {len(strangers)} 个单位已经不是“{row}”的下级，请刷新后再分配。")
    for pk, one in by_id.items():
        if (ends or pk in children) and children.get(pk) not in codes:
            raise Invalid(f"请为下级单位“{one}”选择归到哪一个分设单位。", field="children")
    return [(by_id[pk], code) for pk, code in sorted(children.items())]

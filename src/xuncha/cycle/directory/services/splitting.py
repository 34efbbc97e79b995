"""Splits: one organisation becomes several, new ones or such as were there, or gives one off and
goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

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
    existing: Mapping[int, int] = MappingProxyType({}),
) -> list[Organisation]:
    """Split it on a day into ``parts``, new organisations that begin on that day, and ``existing``
    ones (id → version seen) that take the rest over. ``ends``: whether it ends itself (then two of
    both kinds at least). ``children``: what stands below it → code of the one that it comes under;
    each must be told if it ends, the others stay. Refuses whoever has ended, a day that has not
    come or that the record contradicts, a missing document, a child that is none, an existing one
    that stands below it, and what creating refuses."""
    row = open_row(actor, "split", organisation_id, version)
    others = [open_row(actor, "split", pk, seen) for pk, seen in existing.items()]
    take_turn()
    document = basis(document)
    day_of(on, "on")
    codes = [*(one.code.strip() for one in parts), *(one.code for one in others)]
    _check(row, parts, codes, on, ends=ends)
    _check_others(row, others, on)
    below = _children(row, codes, children, ends=ends)
    if ends:
        end_rows({row.pk: row}, on)
    else:
        write(row)
    for one in others:
        write(one)
    made = _found_parts(actor, parts, others, below, on, document)
    _keep_steps(actor, row, made, on, document, ends=ends)
    tell_tree_changed(actor, [row.pk, *(one.pk for one in made.values())])
    return list(made.values())


def _keep_steps(
    actor: Actor, row: Organisation, made: Mapping[str, Organisation], on: dt.date, document: str,
    *, ends: bool,
) -> None:  # fmt: skip
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


def _found_parts(
    actor: Actor, parts: Sequence[NewUnit], others: Sequence[Organisation],
    below: Sequence[tuple[Organisation, str]], on: dt.date, document: str,
) -> dict[str, Organisation]:  # fmt: skip
    rows = [(new_row(unit, established_on=on), unit) for unit in parts]
    made = {one.code: found(actor, one, unit.parent_id) for one, unit in rows}
    made |= {one.code: one for one in others}
    for child, code in below:
        place(actor, child, made[code], from_on=on, document=document)
    return made


def _check(
    row: Organisation, parts: Sequence[NewUnit], codes: Sequence[str], on: dt.date, *, ends: bool
) -> None:
    least = 2 if ends else 1
    if len(codes) < least:
        words = "原单位撤销的，至少分设为两个单位。" if ends else "请填写分出去的单位。"
        raise Invalid(words, field="parts")
    if len(set(codes)) < len(codes):
        raise Invalid("分设的单位代码不能相同。", field="parts")
    if ends and any(one.parent_id == row.pk for one in parts):
        raise Invalid("原单位要撤销，不能再做分设单位的上级。", field="parts")
    if ends:
        check_end(row, on, "on")
    else:
        check_goes_on(row, on, "on")


def _check_others(row: Organisation, others: Sequence[Organisation], on: dt.date) -> None:
    for one in others:
        if one.pk == row.pk:
            raise Invalid("分设到的单位不能是它自己。", field="parts")
        check_goes_on(one, on, "on")
        if is_below(one.pk, row.pk):
            raise Invalid(f"“{one}”是“{row}”的下级，请先调整它的隶属。", field="parts")
        known = Succession.objects.filter(predecessor=row, successor=one, on=on)
        if known.filter(withdrawn_on__isnull=True).exists():
            raise Conflict(f"同一天“{row}”已经登记过归到“{one}”。")


def _children(
    row: Organisation, codes: Sequence[str], children: Mapping[int, str], *, ends: bool
) -> list[tuple[Organisation, str]]:
    below = Organisation.objects.filter(parent=row, dissolved_on__isnull=True).order_by("pk")
    by_id = {one.pk: one for one in below}
    if strangers := set(children) - set(by_id):
        raise Conflict(f"有 {len(strangers)} 个单位已经不是“{row}”的下级，请刷新后再分配。")
    for pk, one in by_id.items():
        if (ends or pk in children) and children.get(pk) not in codes:
            raise Invalid(f"请为下级单位“{one}”选择归到哪一个分设单位。", field="children")
    return [(by_id[pk], code) for pk, code in sorted(children.items())]

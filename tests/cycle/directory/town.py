"""A small district to change: a committee, a bureau, a town with two villages, a street."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.scenarios import TODAY
from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.history import Node
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import tree_on
from xuncha.kernel.actor import Actor

DAY = dt.timedelta(days=1)
FOUNDED = dt.date(2010, 1, 1)
PAPER = "清委发2025年12号文"


def unit(code: str, name: str, kind: Kind, parent: Organisation | None = None) -> Organisation:
    """An organisation since ``FOUNDED``."""
    return Organisation.objects.create(
        code=code, name=name, short_name=name.removeprefix("清源区"), kind=kind, parent=parent,
        established_on=FOUNDED,
    )  # fmt: skip


def town() -> dict[str, Organisation]:
    """By code: C root, B1 and B2 bureaus, T1 town with V1 and V2, T2 street with V3."""
    root = unit("C", "清源区委", Kind.DISTRICT)
    one, two = (unit(code, name, kind, root) for code, name, kind in (
        ("T1", "青石镇", Kind.TOWN), ("T2", "东屏街道", Kind.STREET),
    ))  # fmt: skip
    rows = [
        root, unit("B1", "清源区粮食局", Kind.DEPARTMENT, root),
        unit("B2", "清源区商务局", Kind.DEPARTMENT, root), one, two,
        unit("V1", "柳湾村", Kind.VILLAGE, one), unit("V2", "石桥村", Kind.VILLAGE, one),
        unit("V3", "梧桐社区", Kind.COMMUNITY, two),
    ]  # fmt: skip
    return {row.code: row for row in rows}


def root_on(actor: Actor, day: dt.date) -> Node:
    """The committee in the tree of a day."""
    return next(one for one in tree_on(actor, day) if one.code == "C")


def at(row: Organisation) -> Organisation:
    """The row as it is now."""
    return Organisation.objects.get(pk=row.pk)


def rename(actor: Actor, row: Organisation, **more: Any) -> Organisation:
    """Rename it from a week ago, leaving the rest as it is."""
    now = at(row)
    told = {
        "version": now.version, "name": now.name, "short_name": now.short_name,
        "kind": Kind(now.kind), "from_on": TODAY - 7 * DAY, "document": PAPER,
    }  # fmt: skip
    return services.rename_organisation(actor, organisation_id=row.pk, **(told | more))


def move(actor: Actor, row: Organisation, parent: Organisation | None, **more: Any) -> Organisation:
    """Move it a week ago."""
    told = {"version": at(row).version, "from_on": TODAY - 7 * DAY, "document": PAPER}
    return services.move_organisation(
        actor, organisation_id=row.pk, parent_id=parent.pk if parent else None, **(told | more)
    )


def merge(
    actor: Actor, rows: list[Organisation], into: Organisation | services.NewUnit,
    on: dt.date = TODAY - 7 * DAY, document: str = PAPER,
) -> Organisation:  # fmt: skip
    """Merge them as they are now."""
    merging = {row.pk: at(row).version for row in rows}
    if isinstance(into, services.NewUnit):
        return services.merge_into_new(actor, merging=merging, unit=into, on=on, document=document)
    return services.merge_into_existing(
        actor, merging=merging, organisation_id=into.pk, version=at(into).version, on=on,
        document=document,
    )  # fmt: skip


def split(
    actor: Actor, row: Organisation, *parts: services.NewUnit, **more: Any
) -> list[Organisation]:
    """Split it as it is now; it ends unless told otherwise."""
    told: dict[str, Any] = {
        "version": at(row).version, "ends": True, "children": {}, "on": TODAY - 7 * DAY,
        "document": PAPER,
    }  # fmt: skip
    return services.split_organisation(actor, organisation_id=row.pk, parts=parts, **(told | more))


def end(actor: Actor, row: Organisation, **more: Any) -> Organisation:
    """End it a week ago."""
    told = {"version": at(row).version, "on": TODAY - 7 * DAY, "document": PAPER}
    return services.dissolve_organisation(actor, organisation_id=row.pk, **(told | more))


def correct(actor: Actor, row: Organisation, **more: Any) -> Organisation:
    """Correct it, leaving the rest as it is."""
    now = at(row)
    told = {
        "version": now.version, "code": now.code, "name": now.name, "short_name": now.short_name,
        "kind": Kind(now.kind), "parent_id": now.parent_id, "established_on": now.established_on,
        "note": now.note, "reason": "录入时打错",
    }  # fmt: skip
    return services.correct_organisation(actor, organisation_id=row.pk, **(told | more))

"""What one organisation's page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from xuncha.cycle.directory import selectors
from xuncha.cycle.directory.enums import ContactPost, OrganisationKind
from xuncha.cycle.directory.models import (
    Contact,
    FormerName,
    FormerParent,
    Organisation,
    Succession,
)
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import list_inspections
from xuncha.foundation import access
from xuncha.insight.figures import definitions as figures
from xuncha.insight.figures.figure import values
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.figures import Tile, tiles
from xuncha.web.http import Request

_DAY = dt.timedelta(days=1)
_CHILDREN = 60
_INSPECTIONS = 20


@dataclass(frozen=True, slots=True)
class Period:
    """Something that held for a time; no ``until_on``: still."""

    words: str
    note: str
    from_on: dt.date | None
    until_on: dt.date | None
    document: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class LineStep:
    """One merger or split as it is drawn: who went in, who came out, and this one among them."""

    on: dt.date
    label: str
    before: list[tuple[str, str, bool]]
    after: list[tuple[str, str, bool]]
    document: str


@dataclass(frozen=True, slots=True)
class ActLink:
    """One thing that may be done with it."""

    label: str
    url: str


_ACTS = (
    ("rename", "更名", "directory_rename", False), ("move", "调整隶属", "directory_move", False),
    ("merge", "合并", "directory_merge", False), ("split", "分设", "directory_split", False),
    ("dissolve", "撤销", "directory_dissolve", False),
    ("dissolve", "恢复误登的撤销", "directory_restore", True),
    ("merge", "撤回误登的合并", "directory_withdraw", True),
    ("rename", "补登更早的名称", "directory_former_name", None),
    ("correct", "更正登记", "directory_correct", None),
)  # fmt: skip
"""Action, label, address, and whether it is for ended ones (None: for all)."""


def organisation_context(request: Request, row: Organisation) -> dict[str, Any]:
    """Everything that the page needs, each part through its own door."""
    actor = request.actor
    today = clock.today()
    below = access.visible(actor, Organisation).filter(parent=row, dissolved_on__isnull=True)
    children = list(below.order_by("code")[: _CHILDREN + 1])
    steps = _line(actor, row)
    return {
        "row": row,
        "today": today,
        "state": _state(row, today),
        "names": _names(actor, row),
        "places": _places(actor, row),
        "steps": steps,
        "contacts": selectors.contacts_of(actor, row),
        "sees_contacts": actor.unit_id == row.pk or access.visible(actor, Contact).exists(),
        "may_name": bool(access.can(actor, "change", Contact(organisation=row))),
        "posts": [(one.value, str(one.label)) for one in ContactPost],
        "children": children[:_CHILDREN],
        "more_children": len(children) > _CHILDREN,
        "inspections": _inspections(actor, row),
        "tiles": _tiles(actor, row),
        "acts": _acts(actor, row),
    }


def _state(row: Organisation, today: dt.date) -> tuple[str, str]:
    if row.dissolved_on is None:
        return "verified", "在册"
    if row.dissolved_on > today:
        return "medium", f"将于 {row.dissolved_on} 撤销"
    return "gone", f"{row.dissolved_on} 撤销"


def _acts(actor: Actor, row: Organisation) -> list[ActLink]:
    ended = row.dissolved_on is not None
    merged = selectors.was_merged(row)
    unfit = "directory_restore" if merged else "directory_withdraw"
    return [
        ActLink(label, reverse(name, args=[row.pk]))
        for action, label, name, for_ended in _ACTS
        if for_ended in (None, ended) and name != unfit and access.can(actor, action, row)
    ]


def _names(actor: Actor, row: Organisation) -> list[Period]:
    """Its names, the present one first; each with its kind. The document stands with the name that
    it ended, so it belongs to the one that followed."""
    past = list(
        access.visible(actor, FormerName).filter(organisation=row).order_by("-until_on", "-pk")
    )
    since = past[0].until_on + _DAY if past else row.established_on
    found = [
        Period(_said(row), str(OrganisationKind(row.kind).label), since, _last_day(row),
               past[0].document if past else "")
    ]  # fmt: skip
    for at, one in enumerate(past):
        older = past[at + 1].document if at + 1 < len(past) else ""
        kind = str(OrganisationKind(one.kind).label)
        found.append(Period(_said(one), kind, one.from_on, one.until_on, older))
    return found


def _said(one: Organisation | FormerName) -> str:
    return f"{one.name}（{one.short_name}）" if one.short_name not in ("", one.name) else one.name


def _last_day(row: Organisation) -> dt.date | None:
    return row.dissolved_on - _DAY if row.dissolved_on else None


def _places(actor: Actor, row: Organisation) -> list[Period]:
    rows = access.visible(actor, FormerParent).filter(organisation=row).select_related("parent")
    past = list(rows.order_by("-until_on", "-pk"))
    since = past[0].until_on + _DAY if past else row.established_on
    found = [_place(row.parent, since, _last_day(row), past[0].document if past else "")]
    for at, one in enumerate(past):
        older = past[at + 1].document if at + 1 < len(past) else ""
        found.append(_place(one.parent, one.from_on, one.until_on, older))
    return found


def _place(
    parent: Organisation | None, since: dt.date | None, until: dt.date | None, document: str
) -> Period:
    url = reverse("directory_detail", args=[parent.pk]) if parent else ""
    return Period(parent.name if parent else "没有上级", "", since, until, document, url)


def _line(actor: Actor, row: Organisation) -> list[LineStep]:
    """Mergers by the one that took in, splits by the one that gave off, day by day."""
    line = selectors.line_of(actor, row)
    rows = selectors.list_successions(actor, line)
    steps = {(one.predecessor, one.successor, one.on) for one in (*line.before, *line.after)}
    groups: dict[tuple[dt.date, str, int], list[Succession]] = {}
    for one in rows:
        if (one.predecessor_id, one.successor_id, one.on) in steps:
            merged = one.kind == Succession.Kind.MERGE
            key = one.successor_id if merged else one.predecessor_id
            groups.setdefault((one.on, one.kind, key), []).append(one)
    return [_step(on, found, row) for (on, _, _), found in groups.items()]


def _step(on: dt.date, found: list[Succession], here: Organisation) -> LineStep:
    before = {one.predecessor_id: one.predecessor for one in found}
    after = {one.successor_id: one.successor for one in found}
    label = str(Succession.Kind(found[0].kind).label)
    return LineStep(on, label, _chips(before.values(), here), _chips(after.values(), here),
                    found[0].document)  # fmt: skip


def _chips(rows: Iterable[Organisation], here: Organisation) -> list[tuple[str, str, bool]]:
    return [
        (one.name, reverse("directory_detail", args=[one.pk]), one.pk == here.pk) for one in rows
    ]


def _inspections(actor: Actor, row: Organisation) -> list[Inspection]:
    """Its inspections in sight, the newest first."""
    rows = list_inspections(actor).filter(organisation=row)
    return list(rows.order_by("-round__start_on", "-pk")[:_INSPECTIONS])


def _tiles(actor: Actor, row: Organisation) -> list[Tile]:
    shown = (figures.ITEMS, *figures.THREE_LEVELS, figures.OVERDUE)
    numbers = values(actor, shown, Q(organisation=row))
    numbers[figures.FINDINGS.name] = figures.FINDINGS.value(actor, Q(organisation=row))
    return tiles((figures.FINDINGS, *shown), numbers, {"organisation": row.pk})

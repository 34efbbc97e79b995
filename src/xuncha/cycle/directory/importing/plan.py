"""The dry run: what an import would change, told row by row. Writes nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.importing.comparing import changes_of
from xuncha.cycle.directory.importing.matching import Directory, key_of, same_name
from xuncha.cycle.directory.importing.parents import Parents
from xuncha.cycle.directory.importing.planned import Fate, Planned, kind_of
from xuncha.cycle.directory.importing.rows import Draft
from xuncha.cycle.directory.models import Contact, FormerName, Organisation
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

MADE_UP = re.compile(r"D\d{4,}")
"""Codes that an import makes up for organisations whose list has none."""
_EARLIEST = dt.date(1921, 7, 1)


@dataclass(slots=True)
class Plan:
    """The whole dry run; ``missing`` are living organisations that the list doesn't name."""

    rows: list[Planned]
    missing: list[Organisation] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        told = Counter(row.fate.value for row in self.rows)
        return {fate.value: told[fate.value] for fate in Fate}

    def of(self, fate: Fate) -> list[Planned]:
        return [row for row in self.rows if row.fate == fate]


def plan_rows(actor: Actor, drafts: Sequence[Draft]) -> Plan:
    """Compare a list with the directory in sight. Refused with its row: a unit twice, a name or a
    parent that is unknown or means several, an unknown kind, days out of order, a circle."""
    seen = access.visible(actor, Organisation)
    directory = Directory(seen, FormerName.objects.filter(organisation__in=seen.values("pk")))
    rows = [Planned(draft) for draft in drafts]
    sound = [row for row in rows if not row.draft.problems]
    for row in sound:
        _recognise(row, directory)
    _refuse_doubles(sound)
    Parents(directory, sound).settle()
    _number(sound, directory)
    for row in sound:
        _settle_kind(row)
        _check_days(row)
    _refuse_circles(sound, directory)
    _pass_refusals_down(sound)
    holders = _holders(row.organisation for row in sound if row.organisation)
    for row in sound:
        if row.organisation is not None and not row.draft.problems:
            row.changes = changes_of(row, directory, holders)
    named = {row.organisation.pk for row in sound if row.organisation}
    missing = [
        one for one in directory.rows.values()
        if one.pk not in named and one.dissolved_on is None and one.kind != Kind.DISTRICT
    ]  # fmt: skip
    return Plan(rows, missing)


def _holders(organisations: Iterable[Organisation]) -> dict[tuple[int, str], Contact]:
    wanted = {one.pk for one in organisations}
    rows = Contact.objects.filter(until_on__isnull=True)
    return {(one.organisation_id, one.post): one for one in rows if one.organisation_id in wanted}


def _recognise(row: Planned, directory: Directory) -> None:
    """The organisation that the row means, if the directory has it."""
    code, name = row.values.get("code"), row.draft.name
    if code:
        row.code = code
        row.organisation = directory.coded(code)
        if row.organisation is None:
            _recognise_under_other_code(row, code, directory)
    else:
        _recognise_by_name(row, name, directory)
    found = row.organisation
    if found is not None and found.dissolved_on and not row.values.get("dissolved_on"):
        row.refuse(f"名录里“{found.name}”已于 {found.dissolved_on} 撤销，表里没有写撤销日期。")


def _recognise_under_other_code(row: Planned, code: str, directory: Directory) -> None:
    """A code that the directory doesn't have, for a name that it has: where the directory's code
    was only made up by an earlier import, the list brings the real one."""
    twins = [
        one for one in directory.named(row.draft.name)
        if one.dissolved_on is None and _fits_parent(row, one, directory)
    ]  # fmt: skip
    if len(twins) == 1 and MADE_UP.fullmatch(twins[0].code):
        row.organisation = twins[0]
    elif twins:
        row.refuse(
            f"名录里“{row.draft.name}”的代码是 {twins[0].code}，和表里的 {code} 不同，请核对。"
        )


def _recognise_by_name(row: Planned, name: str, directory: Directory) -> None:
    found = directory.named(name)
    if len(found) > 1:
        found = [one for one in found if _fits_parent(row, one, directory)] or found
    if not found and (was := directory.once_named(name)):
        if len(was) > 1:
            row.refuse("名录里有几个单位曾经叫这个名字，请填代码。")
            return
        row.draft.notes.append(f"“{name}”是曾用名，现在叫“{was[0].name}”，名称不会改回去。")
        found = was
    if len(found) > 1:
        codes = "、".join(one.code for one in found[:3])
        row.refuse(f"名录里有几个单位叫这个名字（{codes}），请填代码。")
    elif found:
        row.organisation, row.code = found[0], found[0].code


def _fits_parent(row: Planned, found: Organisation, directory: Directory) -> bool:
    told = row.values.get("parent") or row.draft.band
    parent = directory.rows.get(found.parent_id or 0)
    if not told:
        return True
    return parent is not None and (
        key_of(told).upper() == key_of(parent.code).upper()
        or any(same_name(told, one) for one in directory.path(found) if one)
    )


def _refuse_doubles(rows: Sequence[Planned]) -> None:
    first: dict[tuple[str, ...], Planned] = {}
    for row in rows:
        keys: list[tuple[str, ...]] = []
        if row.organisation:
            keys.append(("id", str(row.organisation.pk)))
        if row.code:
            keys.append(("code", key_of(row.code).upper()))
        else:
            keys.append(("name", key_of(row.draft.name), key_of(row.values.get("parent") or ""),
                         row.draft.band))  # fmt: skip
        twin = next((first[one] for one in keys if one in first), None)
        if twin is not None:
            row.refuse(f"和{twin.draft.place}是同一个单位。")
        for one in keys:
            first.setdefault(one, row)


def _settle_kind(row: Planned) -> None:
    row.kind = kind_of(row)
    if row.kind is None:
        row.refuse("看不出类别，请填“类别”一列。")
    elif row.organisation is None and row.values.get("kind") is None:
        row.draft.notes.append(f"类别空着，按名称和小标题认作“{row.kind.label}”。")


def _check_days(row: Planned) -> None:
    start, end = row.values.get("established_on"), row.values.get("dissolved_on")
    if row.organisation and start is None:
        start = row.organisation.established_on
    if start and end and end <= start:
        row.refuse(f"撤销日期 {end} 必须晚于设立日期 {start}。")
    told = row.values.get("established_on")
    if told and told > clock.today():
        row.refuse(f"设立日期 {told} 晚于今天。")
    if any(day and day < _EARLIEST for day in (told, end)):
        row.refuse("日期早得不像真的，请核对年份。")


def _number(rows: Sequence[Planned], directory: Directory) -> None:
    """Codes for new organisations that have none: D0001, D0002, …, past those in use."""
    taken = set(directory.by_code) | {key_of(row.code).upper() for row in rows if row.code}
    at = 0
    for row in rows:
        if row.code or row.draft.problems:
            continue
        while (code := f"D{(at := at + 1):04d}") in taken:
            pass
        row.code = code
        row.draft.notes.append(f"没有代码，将编为 {code}。")


def _refuse_circles(rows: Sequence[Planned], directory: Directory) -> None:
    """By what the list says and, above it, by what the directory says."""
    listed = {row.organisation.pk: row for row in rows if row.organisation}
    for row in rows:
        seen: set[int] = set()
        above: Any = row.parent
        while above is not None and id(above) not in seen:
            seen.add(id(above))
            if above is row:
                row.refuse("上级关系绕成了一圈。")
                break
            above = _above(above, listed, directory)


def _above(one: Any, listed: dict[int, Planned], directory: Directory) -> Any:
    if isinstance(one, Planned):
        if one.parent is not None or one.organisation is None:
            return one.parent
        one = one.organisation
    return listed.get(one.parent_id) or directory.rows.get(one.parent_id)


def _pass_refusals_down(rows: Sequence[Planned]) -> None:
    """Who stands under a new row that can't be taken can't be taken either."""
    changed = True
    while changed:
        changed = False
        for row in rows:
            above = row.parent
            if (
                not row.draft.problems and isinstance(above, Planned) and above.draft.problems
                and above.organisation is None
            ):  # fmt: skip
                row.refuse(f"上级在{above.draft.place}，那一行不能导入。")
                changed = True

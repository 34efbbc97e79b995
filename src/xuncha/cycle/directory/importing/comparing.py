"""What a row would change of an organisation that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.importing.columns import POSTS
from xuncha.cycle.directory.importing.matching import Directory, key_of, same_name
from xuncha.cycle.directory.models import Contact, Organisation

if TYPE_CHECKING:
    from xuncha.cycle.directory.importing.planned import Planned

RENAME, MOVE, END, FILL, CONTACT, PHONE = "rename", "move", "end", "fill", "contact", "phone"
DATED = frozenset({RENAME, MOVE})
"""Changes that a person settles: from which day, or only a typing error, or not at all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``what`` names the field or the post; ``value`` is what would be written."""

    how: str
    what: str
    label: str
    before: str
    after: str
    value: Any = None


def changes_of(
    row: Planned, directory: Directory, holders: dict[tuple[int, str], Contact]
) -> tuple[Change, ...]:
    """All changes of a row, in the order in which they are written. What the list leaves blank
    stays; a day of founding that the directory has stays too, with a note."""
    one = row.organisation
    assert one is not None
    found = [*_fills(row, one), *_renames(row, one, directory), *_moves(row, one, directory)]
    if not row.values.get("dissolved_on"):
        found += _people(row, one, holders)
    return (*found, *_ends(row, one))


def _fills(row: Planned, one: Organisation) -> list[Change]:
    found = []
    if row.code and key_of(row.code).upper() != key_of(one.code).upper():
        found.append(Change(FILL, "code", "代码", one.code, row.code, row.code))
    told = row.values.get("established_on")
    if told and one.established_on is None:
        found.append(Change(FILL, "established_on", "设立日期", "", str(told), told))
    elif told and told != one.established_on:
        row.draft.notes.append(f"设立日期写的是 {told}，名录里是 {one.established_on}，不会改动。")
    if (short := row.values.get("short_name")) and not one.short_name:
        found.append(Change(FILL, "short_name", "简称", "", short, short))
    if (note := row.values.get("note")) and note != one.note:
        found.append(Change(FILL, "note", "备注", one.note, note, note))
    return found


def _renames(row: Planned, one: Organisation, directory: Directory) -> list[Change]:
    name = row.draft.name
    if not row.values.get("code") or any(
        same_name(name, own) for own in (one.name, one.short_name)
    ):
        name = one.name
    elif one in directory.once_named(name):
        row.draft.notes.append(f"“{name}”是曾用名，现在叫“{one.name}”，名称不会改回去。")
        name = one.name
    short = row.values.get("short_name") or one.short_name
    short = one.short_name if not one.short_name else short
    kind = row.values.get("kind") or Kind(one.kind)
    if (name, short, kind) == (one.name, one.short_name, one.kind):
        return []
    before = _said(one.name, one.short_name, Kind(one.kind), one, kind)
    after = _said(name, short, kind, one, kind)
    return [Change(RENAME, "name", "名称", before, after, (name, short, kind))]


def _said(name: str, short: str, kind: Kind, one: Organisation, then: Kind) -> str:
    shown = name if not short or short == one.short_name else f"{name}（{short}）"
    return f"{shown} · {kind.label}" if then != one.kind else shown


def _moves(row: Planned, one: Organisation, directory: Directory) -> list[Change]:
    parent = row.parent
    there = getattr(parent, "organisation", None) or parent
    if parent is None or (isinstance(there, Organisation) and there.pk == one.parent_id):
        return []
    before = directory.rows.get(one.parent_id or 0)
    return [Change(MOVE, "parent", "上级", before.name if before else "", row.parent_name, parent)]


def _ends(row: Planned, one: Organisation) -> list[Change]:
    told = row.values.get("dissolved_on")
    if not told or told == one.dissolved_on:
        return []
    if one.dissolved_on:
        row.draft.notes.append(f"撤销日期写的是 {told}，名录里是 {one.dissolved_on}，不会改动。")
        return []
    return [Change(END, "dissolved_on", "撤销", "", str(told), told)]


def _people(
    row: Planned, one: Organisation, holders: dict[tuple[int, str], Contact]
) -> list[Change]:
    found = []
    for key, post in POSTS.items():
        name, phone = row.values.get(key), row.values.get(f"{key}_phone") or ""
        holder = holders.get((one.pk, post))
        if not name:
            if phone and not holder:
                row.draft.notes.append(f"{post.label}只有电话，没有姓名，不会登记。")
            continue
        if holder is None or holder.name != name:
            before = holder.name if holder else ""
            value = (holder, post, name, phone)
            found.append(Change(CONTACT, post, post.label, before, name, value))
        elif phone and phone != holder.phone:
            found.append(
                Change(PHONE, post, f"{post.label}电话", holder.phone, phone, (holder, phone))
            )
    return found


def contacts_in(row: Planned) -> list[tuple[ContactPost, str, str]]:
    """Post, name, phone of the people that a new organisation's row names."""
    return [
        (post, row.values[key], row.values.get(f"{key}_phone") or "")
        for key, post in POSTS.items()
        if row.values.get(key)
    ]

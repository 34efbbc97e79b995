"""Writing what a dry run planned, inside the import's transaction: new organisations in bulk, level
by level; changes through the same work as the services of a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xuncha.cycle.directory.importing.comparing import (
    CONTACT,
    END,
    FILL,
    MOVE,
    PHONE,
    RENAME,
    Change,
    contacts_in,
)
from xuncha.cycle.directory.importing.plan import Plan
from xuncha.cycle.directory.importing.planned import Fate, Planned
from xuncha.cycle.directory.models import Contact, Organisation
from xuncha.cycle.directory.services import contacts
from xuncha.cycle.directory.services.correcting import correct
from xuncha.cycle.directory.services.dissolving import dissolve
from xuncha.cycle.directory.services.moving import place
from xuncha.cycle.directory.services.renaming import rename
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_BATCH = 500
_REASON = "导入名录时更正"


class How(StrEnum):
    """What a person says of a changed name or parent."""

    CHANGED = "changed"
    CORRECTED = "corrected"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Decision:
    """How a dated change of one organisation is taken, and from which day (None: the import's)."""

    how: How
    from_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the person who takes the list says of it as a whole and of single organisations:
    ``decisions`` by the organisation's id and the change (``rename``, ``move``)."""

    as_of: dt.date
    document: str
    decisions: Mapping[tuple[int, str], Decision]

    def of(self, organisation: Organisation, how: str) -> Decision:
        return self.decisions.get((organisation.pk, how), Decision(How.CHANGED))


def write_plan(actor: Actor, plan: Plan, terms: Terms) -> dict[str, int]:
    """Write everything that can be taken; gives the counts. A change that the record contradicts
    stops all of it: ``Invalid`` with the row."""
    fresh = plan.of(Fate.NEW)
    made = _create(fresh)
    _name_people(fresh, made, terms.as_of)
    changed = plan.of(Fate.CHANGED)
    for how in (FILL, RENAME, MOVE, CONTACT, PHONE, END):
        pairs = [(row, one) for row in changed for one in row.changes if one.how == how]
        if how == END:
            pairs = _lowest_first(pairs)
        for row, change in pairs:
            _apply(actor, row, change, terms, made)
    told = plan.counts
    return {key: told[key] for key in ("new", "changed", "same", "refused")}


def _create(fresh: Sequence[Planned]) -> dict[int, Organisation]:
    """New organisations, parents before children; by the id of their rows."""
    made: dict[int, Organisation] = {}
    waiting = list(fresh)
    while waiting:
        ready = [row for row in waiting if not _is_new(row.parent) or id(row.parent) in made]
        if not ready:
            raise Conflict("名录刚才有变动，请重新试读。")
        rows = Organisation.objects.bulk_create(
            [_organisation(row, made) for row in ready], batch_size=_BATCH
        )
        made |= {id(row): one for row, one in zip(ready, rows, strict=True)}
        waiting = [row for row in waiting if id(row) not in made]
    return made


def _is_new(parent: object) -> bool:
    return isinstance(parent, Planned) and parent.organisation is None


def _organisation(row: Planned, made: Mapping[int, Organisation]) -> Organisation:
    values = row.values
    assert row.kind is not None
    return Organisation(
        code=row.code, name=row.draft.name, short_name=values.get("short_name") or "",
        kind=row.kind, parent=_there(row.parent, made), established_on=values.get("established_on"),
        dissolved_on=values.get("dissolved_on"), note=values.get("note") or "",
    )  # fmt: skip


def _there(
    parent: Planned | Organisation | None, made: Mapping[int, Organisation]
) -> Organisation | None:
    if isinstance(parent, Planned):
        return parent.organisation or made[id(parent)]
    return parent


def _name_people(
    fresh: Iterable[Planned], made: Mapping[int, Organisation], as_of: dt.date
) -> None:
    rows = []
    for row in fresh:
        one = made[id(row)]
        if one.dissolved_on is None:
            since = max(as_of, one.established_on or as_of)
            rows += [
                Contact(organisation=one, post=post, name=name, phone=phone, from_on=since)
                for post, name, phone in contacts_in(row)
            ]
    Contact.objects.bulk_create(rows, batch_size=_BATCH)


def _lowest_first(pairs: list[tuple[Planned, Change]]) -> list[tuple[Planned, Change]]:
    """Children end before their parents."""

    def depth(row: Planned) -> int:
        level, above = 0, row.organisation
        while above is not None and above.parent is not None and level < 50:
            level, above = level + 1, above.parent
        return level

    return sorted(pairs, key=lambda pair: -depth(pair[0]))


def _apply(
    actor: Actor, row: Planned, change: Change, terms: Terms, made: Mapping[int, Organisation]
) -> None:
    one = row.organisation
    assert one is not None
    try:
        if change.how == RENAME:
            _rename(actor, one, change, terms)
        elif change.how == MOVE:
            _move(actor, one, _there(change.value, made), terms)
        elif change.how == FILL:
            correct(actor, one, {change.what: change.value}, reason=_REASON)
        elif change.how == CONTACT:
            _appoint(actor, one, change, terms.as_of)
        elif change.how == PHONE:
            holder, phone = change.value
            contacts.change(actor, holder, name=holder.name, phone=phone)
        else:
            dissolve(actor, one, on=change.value, document=terms.document)
    except (Invalid, Conflict) as problem:
        raise Invalid(f"{row.draft.place}：{problem.sentence}") from None


def _appoint(actor: Actor, one: Organisation, change: Change, as_of: dt.date) -> None:
    """A new holder from that day on; a list of the same day (or an earlier one) puts a name right
    that a list brought before."""
    holder, post, name, phone = change.value
    if holder is not None and holder.from_on >= as_of:
        contacts.change(actor, holder, name=name, phone=phone or holder.phone)
    else:
        contacts.appoint(actor, one, post, name, phone, from_on=as_of)


def _rename(actor: Actor, one: Organisation, change: Change, terms: Terms) -> None:
    told = terms.of(one, RENAME)
    name, short_name, kind = change.value
    if told.how == How.CHANGED:
        rename(
            actor, one, name, short_name, kind, from_on=told.from_on or terms.as_of,
            document=terms.document,
        )  # fmt: skip
    elif told.how == How.CORRECTED:
        fields = {"name": name, "short_name": short_name, "kind": kind}
        correct(actor, one, fields, reason=_REASON)


def _move(actor: Actor, one: Organisation, parent: Organisation | None, terms: Terms) -> None:
    told = terms.of(one, MOVE)
    if told.how == How.CHANGED:
        place(
            actor, one, parent, from_on=told.from_on or terms.as_of, document=terms.document,
            is_checked=True,
        )  # fmt: skip
    elif told.how == How.CORRECTED:
        correct(actor, one, {"parent_id": parent.pk if parent else None}, reason=_REASON)

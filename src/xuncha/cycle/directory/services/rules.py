"""What every change of the tree asks first, and how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.history import closes_circle
from xuncha.cycle.directory.models import (
    Contact,
    FormerName,
    FormerParent,
    Organisation,
    Succession,
)
from xuncha.cycle.directory.selectors import alive_on
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

DAY = dt.timedelta(days=1)
EARLIEST = dt.date(1921, 7, 1)
FACTS = ("code", "name", "short_name", "kind", "parent_id", "established_on", "dissolved_on",
         "note")  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewUnit:
    """An organisation that a merger or a split brings into being."""

    code: str
    name: str
    kind: OrganisationKind
    short_name: str = ""
    parent_id: int | None = None


def take_turn() -> None:
    """Let changes of the tree come one after the other: two of them, each right by itself, could
    close a circle together or hang a unit under one that ends. Whoever waits here reads what the
    other left. (An update that changes nothing holds the row until the end on every database.)"""
    first = Organisation.objects.order_by("pk").values_list("pk", flat=True).first()
    if first is not None:
        Organisation.objects.filter(pk=first).update(version=F("version"))


def open_row(actor: Actor, action: str, organisation_id: int, version: int) -> Organisation:
    """The organisation that is to be changed, in the version that the person saw; ``Absent``,
    ``Refused`` or ``Conflict`` otherwise."""
    row = access.get_or_404(actor, Organisation, related=("parent",), pk=organisation_id)
    access.require(actor, action, row)
    if row.version != version:
        raise Conflict
    return row


def facts(row: Organisation) -> dict[str, str]:
    """What the log keeps of an organisation before and after."""
    return {key: str(getattr(row, key) or "") for key in FACTS}


def write(row: Organisation, **fields: Any) -> None:
    """Change fields where the row still is as it was read; ``Conflict`` if someone was faster."""
    fields |= {"version": row.version + 1}
    seen = Organisation.objects.filter(pk=row.pk, version=row.version)
    if seen.update(**fields) != 1:
        raise Conflict
    for key, value in fields.items():
        setattr(row, key, value)


def insert(row: Organisation) -> None:
    """Write a new organisation. Refuses a code that is taken."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Invalid(f"代码“{row.code}”已经有单位用了。", field="code") from None


def words(value: str, what: str, field: str, longest: int, *, required: bool = False) -> str:
    """A text as it is kept. Refuses one that is missing or too long."""
    kept = value.strip()
    if required and not kept:
        raise Invalid(f"请填写{what}。", field=field)
    if len(kept) > longest:
        raise Invalid(f"{what}最多 {longest} 个字。", field=field)
    return kept


def basis(document: str) -> str:
    """The document on which a change rests; refuses none."""
    return words(document, "依据（文号或者会议）", "document", 120, required=True)


def day_of(on: dt.date, field: str) -> dt.date:
    """The day of a change. What has not come to pass yet is entered on its day."""
    if on > clock.today():
        raise Invalid("日期不能晚于今天，到了那一天再登记。", field=field)
    if on < EARLIEST:
        raise Invalid(f"{on} 不像是真实的日期，请核对年份。", field=field)
    return on


def new_row(unit: NewUnit, *, established_on: dt.date | None, note: str = "") -> Organisation:
    """An unsaved organisation with its texts checked; the parent is still to be looked at."""
    return Organisation(
        code=words(unit.code, "单位代码", "code", 20, required=True),
        name=words(unit.name, "单位名称", "name", 80, required=True),
        short_name=words(unit.short_name, "简称", "short_name", 40),
        kind=unit.kind, established_on=established_on, note=words(note, "备注", "note", 200),
    )  # fmt: skip


def parent_for(
    actor: Actor, parent_id: int | None, *, on: dt.date, of: Organisation | None = None
) -> Organisation | None:
    """The parent from a day on, if it is there by then, goes on, and does not lie below the
    organisation itself."""
    if parent_id is None:
        return None
    parent = access.visible(actor, Organisation).filter(pk=parent_id).first()
    if parent is None or parent.dissolved_on:
        raise Invalid("上级单位不存在，或者已经撤销。", field="parent_id")
    if parent.established_on and parent.established_on > on:
        raise Invalid(
            f"上级单位“{parent}”{parent.established_on} 才设立，那时还没有。", field="parent_id"
        )
    if of is not None and is_below(parent.pk, of.pk):
        raise Invalid("上级单位不能是它自己或者它的下级。", field="parent_id")
    return parent


def is_below(below: int, above: int) -> bool:
    """Whether one organisation stands below another (or is it), today."""
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    return closes_circle(parents, above, below)


def check_free_name(name: str, parent_id: int | None, *, besides: int | None = None) -> None:
    """Refuses the name of a living sister: nobody could tell the two apart."""
    sisters = Organisation.objects.filter(alive_on(clock.today()), name=name, parent_id=parent_id)
    if besides is not None:
        sisters = sisters.exclude(pk=besides)
    if twin := sisters.first():
        raise Invalid(
            f"同一上级下已经有“{name}”（代码 {twin.code}），请核对是不是重复登记。", field="name"
        )


def named_since(row: Organisation) -> dt.date | None:
    """Since when it has borne the present name; None where nobody knows."""
    last = FormerName.objects.filter(organisation=row).order_by("-until_on").first()
    return last.until_on + DAY if last else row.established_on


def placed_since(row: Organisation) -> dt.date | None:
    """Since when it has stood under the present parent; None where nobody knows."""
    last = FormerParent.objects.filter(organisation=row).order_by("-until_on").first()
    return last.until_on + DAY if last else row.established_on


def check_end(row: Organisation, on: dt.date, field: str) -> None:
    """Refuses to end an organisation that ended on another day, or on a day on which, by what the
    record says, it had only just begun or changed."""
    if row.dissolved_on and row.dissolved_on != on:
        raise Conflict(f"“{row}”已经登记于 {row.dissolved_on} 撤销。")
    for since, what in (
        (row.established_on, "设立"), (named_since(row), "更名"), (placed_since(row), "调整隶属"),
    ):  # fmt: skip
        if since and on <= since:
            raise Invalid(f"“{row}”{since} 才{what}，日期必须在那以后。", field=field)
    steps = Succession.objects.filter(
        Q(predecessor=row) | Q(successor=row), withdrawn_on__isnull=True
    ).order_by("-on")
    if (last := steps.first()) and last.on > on:
        raise Invalid(f"“{row}”{last.on} 还有合并或者分设，日期不能在那以前。", field=field)


def check_goes_on(row: Organisation, on: dt.date, field: str) -> None:
    """Refuses one that has an end, or was not there yet on a day."""
    if row.dissolved_on:
        raise Conflict(f"“{row}”已经登记于 {row.dissolved_on} 撤销。")
    if row.established_on and row.established_on > on:
        raise Invalid(f"“{row}”{row.established_on} 才设立。", field=field)


def end_rows(rows: Mapping[int, Organisation], on: dt.date) -> None:
    """Write the end of organisations, and that nobody holds their posts any more."""
    for pk in sorted(rows):
        write(rows[pk], dissolved_on=on)
    for contact in Contact.objects.filter(organisation__in=rows, until_on__isnull=True):
        Contact.objects.filter(pk=contact.pk, until_on__isnull=True).update(
            until_on=max(contact.from_on, on - DAY), version=F("version") + 1
        )

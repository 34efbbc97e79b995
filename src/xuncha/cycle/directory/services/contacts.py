"""People of the inspected side by post, each for a time."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.models import Contact, Organisation
from xuncha.cycle.directory.services.rules import DAY, day_of, words
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add


@service
def name_contact(
    actor: Actor,
    *,
    organisation_id: int,
    post: ContactPost,
    name: str,
    phone: str,
    from_on: dt.date,
) -> Contact:
    """Enter who holds a post from a day on; whoever held it leaves the day before. Refuses an
    organisation that has ended, a missing name, a day that has not come, and one not after the
    holder's own first day."""
    organisation = access.get_or_404(actor, Organisation, pk=organisation_id)
    access.require(actor, "change", Contact(organisation=organisation))
    if organisation.dissolved_on and organisation.dissolved_on <= from_on:
        raise Conflict(f"“{organisation}”{organisation.dissolved_on} 已经撤销。")
    if organisation.established_on and from_on < organisation.established_on:
        raise Invalid(f"“{organisation}”{organisation.established_on} 才设立。", field="from_on")
    return appoint(actor, organisation, post, name, phone, from_on=from_on)


def appoint(
    actor: Actor, organisation: Organisation, post: ContactPost, name: str, phone: str,
    *, from_on: dt.date,
) -> Contact:  # fmt: skip
    """The work of naming somebody with its line in the log; part of a service."""
    fresh = Contact(
        organisation=organisation, post=post,
        name=words(name, "姓名", "name", 40, required=True),
        phone=words(phone, "电话", "phone", 30), from_on=day_of(from_on, "from_on"),
    )  # fmt: skip
    rows = Contact.objects.filter(organisation=organisation, post=post)
    holder = rows.filter(until_on__isnull=True).first()
    last = rows.order_by("-from_on").first()
    if last and from_on <= (last.until_on or last.from_on):
        until = f"至 {last.until_on}" if last.until_on else f"{last.from_on} 起"
        raise Invalid(
            f"{fresh.get_post_display()}{last.name}已登记{until}，新任日期必须在那以后；"
            "只是姓名或者电话登记错了，请用“更正”。",
            field="from_on",
        )
    if holder is not None and holder.name == fresh.name:
        raise Invalid(
            f"{holder.name}现在就是{holder.get_post_display()}；电话变了，请用“更正”。",
            field="name",
        )
    if holder is not None:
        close(holder, from_on - DAY)
    add(fresh, "刚才有人登记了同一职务，请刷新后再看。")
    record(
        actor, "directory.contact.named", fresh, organisation=organisation.code, post=post,
        since=str(from_on), before=str(holder or ""),
    )  # fmt: skip
    return fresh


@service
def correct_contact(
    actor: Actor, *, contact_id: int, version: int, name: str, phone: str
) -> Contact:
    """Put a name or a phone right, or note a new phone. Refuses a missing name, what changes
    nothing, and a version that is no longer the last."""
    row = _open(actor, contact_id, version)
    change(actor, row, name=name, phone=phone)
    return row


def change(actor: Actor, row: Contact, *, name: str, phone: str) -> None:
    """The work of a correction with its line in the log; part of a service."""
    before = {"name": row.name, "phone": row.phone}
    after = {
        "name": words(name, "姓名", "name", 40, required=True),
        "phone": words(phone, "电话", "phone", 30),
    }
    if before == after:
        raise Invalid("姓名和电话都没有变。", field="name")
    _write(row, **after)
    record(actor, "directory.contact.corrected", row, before=before, after=after)


@service
def end_contact(actor: Actor, *, contact_id: int, version: int, until_on: dt.date) -> Contact:
    """Note that nobody holds the post after a day. Refuses one who has left already, a day before
    his first or one that has not come."""
    row = _open(actor, contact_id, version)
    if row.until_on:
        raise Conflict(f"{row.name}已经登记于 {row.until_on} 离任。")
    if day_of(until_on, "until_on") < row.from_on:
        raise Invalid(f"{row.name}{row.from_on} 才任职，离任不能早于那一天。", field="until_on")
    close(row, until_on)
    record(actor, "directory.contact.ended", row, until=str(until_on))
    return row


def _open(actor: Actor, contact_id: int, version: int) -> Contact:
    row = access.get_or_404(actor, Contact, related=("organisation",), pk=contact_id)
    access.require(actor, "change", row)
    if row.version != version:
        raise Conflict
    return row


def close(row: Contact, until_on: dt.date) -> None:
    """Write the last day of a holder, if nobody was faster; part of a service."""
    _write(row, until_on=until_on)


def _write(row: Contact, **fields: object) -> None:
    seen = Contact.objects.filter(pk=row.pk, version=row.version)
    if seen.update(version=row.version + 1, **fields) != 1:
        raise Conflict
    row.refresh_from_db()

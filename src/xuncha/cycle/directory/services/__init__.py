"""Organisations and seats: who is there, and who sits where."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@service
def create_organisation(
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: OrganisationKind,
    short_name: str = "",
    parent_id: int | None = None,
    established_on: dt.date | None = None,
) -> Organisation:
    """Register an organisation. Refuses a code that is taken, an empty name and an unknown or
    dissolved parent."""
    row = Organisation(
        code=code.strip(), name=name.strip(), short_name=short_name.strip(), kind=kind,
        parent=_parent(actor, parent_id), established_on=established_on,
    )  # fmt: skip
    access.require(actor, "create", row)
    _check(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Invalid(f"代码“{row.code}”已经有单位用了。", field="code") from None
    access.still_visible(actor, row)
    record(actor, "directory.organisation.created", row, code=row.code, kind=str(kind))
    return row


@service
def change_organisation(
    actor: Actor,
    *,
    organisation_id: int,
    name: str,
    short_name: str,
    kind: OrganisationKind,
    parent_id: int | None,
    dissolved_on: dt.date | None = None,
) -> Organisation:
    """Rename, move in the tree, or end an organisation; its code stays. Refuses a place below
    itself and a day of ending before that of its founding."""
    row = access.get_or_404(actor, Organisation, pk=organisation_id)
    access.require(actor, "change", row)
    before = {key: str(getattr(row, key) or "") for key in _FIELDS}
    row.name, row.short_name, row.kind = name.strip(), short_name.strip(), kind
    row.parent, row.dissolved_on = _parent(actor, parent_id, of=row), dissolved_on
    _check(row)
    row.save(update_fields=["name", "short_name", "kind", "parent", "dissolved_on"])
    after = {key: str(getattr(row, key) or "") for key in _FIELDS}
    record(actor, "directory.organisation.changed", row, before=before, after=after)
    return row


_FIELDS = ("name", "short_name", "kind", "parent_id", "dissolved_on")


def _check(row: Organisation) -> None:
    if not row.code:
        raise Invalid("请填写单位代码。", field="code")
    if not row.name:
        raise Invalid("请填写单位名称。", field="name")
    start, end = row.established_on, row.dissolved_on
    if start and end and end <= start:
        raise Invalid("撤销日期必须晚于设立日期。", field="dissolved_on")


def _parent(
    actor: Actor, parent_id: int | None, *, of: Organisation | None = None
) -> Organisation | None:
    """The parent, if it is there, goes on, and does not lie below the organisation itself."""
    if parent_id is None:
        return None
    parent = access.visible(actor, Organisation).filter(pk=parent_id).first()
    if parent is None or parent.dissolved_on:
        raise Invalid("上级单位不存在，或者已经撤销。", field="parent_id")
    above: Organisation | None = parent
    while above is not None:
        if of is not None and above.pk == of.pk:
            raise Invalid("上级单位不能是它自己或者它的下级。", field="parent_id")
        above = above.parent
    return parent


@service
def seat_user(actor: Actor, *, user_id: int, code: str, from_on: dt.date) -> Membership:
    """Seat a user in the organisation with this code from a day on; a seat that he has ends the day
    before. Refuses an unknown code."""
    user = access.get_or_404(actor, User, pk=user_id)
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        raise Invalid(f"没有代码为“{code}”的单位。", field="code")
    seat = Membership(user=user, organisation=organisation, from_on=from_on)
    access.require(actor, "change", seat)
    standing = Membership.objects.filter(user=user, until_on__isnull=True)
    standing.filter(from_on__gte=from_on).delete()
    standing.update(until_on=from_on - dt.timedelta(days=1))
    seat.save(force_insert=True)
    record(actor, "directory.membership.changed", user, code=code, since=str(from_on))
    return seat

"""What is written down about a person: checked in one place for form and import."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.pool.rules import checked_specialties
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

PLACES = frozenset(
    {
        OrganisationKind.STREET, OrganisationKind.TOWN, OrganisationKind.TOWNSHIP,
        OrganisationKind.VILLAGE, OrganisationKind.COMMUNITY,
    }
)  # fmt: skip
"""Kinds of organisations that a person can come from."""

_PHONE = re.compile(r"[0-9+][0-9\- ]{5,18}[0-9]")


@dataclass(frozen=True, slots=True)
class Details:
    """A person as a form or a row of a list tells him, without where he works."""

    name: str
    post: str = ""
    phone: str = ""
    native_place: str = ""
    native_id: int | None = None
    joined_party_on: dt.date | None = None
    specialties: Sequence[str] = ()
    can_lead: bool = False
    can_deputise: bool = False
    from_discipline: bool = False
    note: str = ""


def lay_details(actor: Actor, row: Inspector, given: Details) -> None:
    """Put what was told onto the record; ``check_details`` must follow."""
    kept = list(row.specialties)
    row.name = "".join(given.name.split()) if not given.name.isascii() else given.name.strip()
    row.post, row.phone = given.post.strip(), given.phone.strip()
    row.native_place = given.native_place.strip()
    row.native_organisation = native_of(actor, given.native_id)
    row.joined_party_on = given.joined_party_on
    row.specialties = checked_specialties(given.specialties, clock.today(), kept)
    row.can_lead, row.can_deputise = given.can_lead, given.can_deputise
    row.from_discipline, row.note = given.from_discipline, given.note.strip()


def check_details(row: Inspector) -> None:
    """``Invalid`` with the field for what can't be: no name, words that are too long, a phone that
    is none, days in the future or out of order."""
    today = clock.today()
    if not row.name:
        raise Invalid("请填写姓名。", field="name")
    limits = {"name": 40, "post": 60, "native_place": 60, "note": 300, "home_words": 80}
    for field, most in limits.items():
        if len(getattr(row, field)) > most:
            raise Invalid(f"{label_of(Inspector, field)}最多 {most} 个字。", field=field)
    if row.phone and not _PHONE.fullmatch(row.phone):
        raise Invalid("电话只能是数字，可以带区号和横线。", field="phone")
    if row.home_since and row.home_since > today:
        raise Invalid("到现单位日期不能晚于今天。", field="home_since")
    if row.joined_party_on and row.joined_party_on > today:
        raise Invalid("入党日期不能晚于今天。", field="joined_party_on")


def label_of(model: type[Model], field: str) -> str:
    """What people call a field."""
    return str(getattr(model._meta.get_field(field), "verbose_name", field))


def place_of(
    actor: Actor, organisation_id: int | None, words: str
) -> tuple[Organisation | None, str]:
    """Where somebody works: an organisation of the directory, else the words. ``Invalid`` if there
    is neither, or the organisation is out of sight or ended."""
    if organisation_id is None:
        if not words.strip():
            raise Invalid("请选择工作单位；名录里没有的，写明单位名称。", field="home")
        return None, words.strip()
    return organisation_of(actor, organisation_id, field="home"), ""


def organisation_of(
    actor: Actor, organisation_id: int, *, field: str, ended_too: bool = False
) -> Organisation:
    """An organisation that may be pointed at; ``Invalid`` on ``field`` if it may not. A person's
    own declaration may name any: whoever declares need not see the directory."""
    row = Organisation.objects.filter(pk=organisation_id).first()
    if row is None or (row.dissolved_on and not ended_too):
        raise Invalid("单位不存在，或者已经撤销。", field=field)
    return row


def native_of(actor: Actor, organisation_id: int | None) -> Organisation | None:
    """The township or village of a native place. ``Invalid`` for any other kind."""
    if organisation_id is None:
        return None
    row = organisation_of(actor, organisation_id, field="native", ended_too=True)
    if row.kind not in PLACES:
        raise Invalid("籍贯只能选街道、乡镇、村、社区。", field="native")
    return row

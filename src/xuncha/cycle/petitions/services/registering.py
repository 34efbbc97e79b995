"""Taking in letters, calls and visits; turning away what belongs to a higher organ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from xuncha.cycle.petitions.clocks import counted, start_clock
from xuncha.cycle.petitions.enums import ADDRESS, CONTACT, NAME, CameFrom, Category, ClockKind, Way
from xuncha.cycle.petitions.models import Petition, PetitionClock, TurnedAway
from xuncha.cycle.petitions.people import nameable
from xuncha.cycle.petitions.rules import HIGHER, rules_on
from xuncha.cycle.petitions.sealing import seal_source
from xuncha.cycle.petitions.services.steps import note_step
from xuncha.cycle.planning.enums import AFTER_ENTRY, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_months
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

LONGEST_TEXT, LONGEST_SUBJECT, LONGEST_SOURCE = 8000, 200, 200


@dataclass(frozen=True, slots=True, repr=False)
class PetitionFacts:
    """What stands in the register, and who it came from. The latter is sealed at once."""

    way: Way
    received_on: dt.date
    subject: str
    category: Category
    text: str
    came_from: CameFrom = CameFrom.OWN
    real_name: bool = False
    name: str = ""
    contact: str = ""
    address: str = ""


@service
def register_petition(
    actor: Actor, *, inspection_id: int, facts: PetitionFacts, handler_id: int | None = None
) -> Petition:
    """Register one. The clock of accepting or passing on starts with the day on which it came.
    Refuses before entry and after archiving, days to come, and a real name without a name."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    now = rules_on(facts.received_on)
    years = rules_on(clock.today()).settings.retention_years
    row = Petition(
        inspection=inspection, organisation_id=inspection.organisation_id, way=facts.way,
        came_from=facts.came_from, received_on=facts.received_on, real_name=facts.real_name,
        subject=facts.subject.strip(), category=facts.category, text=facts.text.strip(),
        handler_id=handler_id or actor.user_id, registered_by_id=actor.user_id,
        registered_at=clock.now(),
        keep_until_on=add_months(facts.received_on, 12 * years, tables()).on,
    )  # fmt: skip
    access.require(actor, "register", row)
    _check(inspection, facts)
    check_handler(inspection.pk, handler_id)
    _number(row)
    if facts.name.strip() or facts.contact.strip() or facts.address.strip():
        told = {NAME: facts.name, CONTACT: facts.contact, ADDRESS: facts.address}
        seal_source(row, {key: text.strip() for key, text in told.items()})
    due = counted(facts.received_on, workdays=now.settings.decide_workdays)
    start_clock(
        PetitionClock, due, petition=row, kind=ClockKind.DECIDE, rules_version=now.number
    )  # fmt: skip
    note_step(actor, row, "登记")
    record(actor, "petitions.petition.registered", row, way=facts.way)
    return row


def _check(inspection: Inspection, facts: PetitionFacts) -> None:
    if inspection.state not in AFTER_ENTRY or inspection.state == Stage.ARCHIVED:
        raise Conflict("进驻以后、归档以前才能登记信访件。")
    if facts.received_on > clock.today():
        raise Invalid("信访日期不能晚于今天。", field="received_on")
    for name, text, most, label in (
        ("subject", facts.subject, LONGEST_SUBJECT, "被反映人或者单位"),
        ("text", facts.text, LONGEST_TEXT, "主要内容"),
    ):
        if not text.strip():
            raise Invalid(f"请填写{label}。", field=name)
        if len(text) > most:
            raise Invalid(f"有 {len(text)} 个字，最多 {most} 个字。", field=name)
    if facts.real_name and not facts.name.strip():
        raise Invalid("实名的必须填写姓名；不愿留姓名的按匿名登记。", field="name")


def check_handler(inspection_id: int, handler_id: int | None) -> None:
    """A petition is handled by the team or the office, by nobody else."""
    if handler_id and handler_id not in {one.pk for one in nameable(inspection_id)}:
        raise Invalid("承办人只能是本组组员或者巡察办人员。", field="handler")


def _number(row: Petition) -> None:
    top = Petition.objects.filter(inspection=row.inspection).aggregate(Max("number"))
    row.number = (top["number__max"] or 0) + 1
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("刚才有人登记了另一件，请再保存一次。") from None


@service
def turn_away(actor: Actor, *, inspection_id: int) -> str:
    """A matter of a higher organ: nothing of it is handed in here or kept, only that there was one
    today. Gives the rule's sentence."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    access.require(actor, "register", Petition(inspection=inspection))
    today = clock.today()
    row, _made = TurnedAway.objects.get_or_create(inspection=inspection, on=today)
    TurnedAway.objects.filter(pk=row.pk).update(count=F("count") + 1)
    record(actor, "petitions.petition.turned_away", row, on=str(today))
    return HIGHER.format(days=rules_on(today).settings.higher_workdays)

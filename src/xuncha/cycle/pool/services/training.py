"""Training courses and who took part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction

from xuncha.cycle.pool.models import Inspector, SecrecyPledge, Training, TrainingRecord
from xuncha.cycle.pool.selectors import secrecy_kept_on
from xuncha.cycle.pool.services.qualifying import withdraw
from xuncha.cycle.pool.watching import tell_changed
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add

MOST_HOURS = Decimal(400)


@service
def create_training(
    actor: Actor, *, title: str, held_on: dt.date, hours: Decimal, until_on: dt.date | None = None,
    is_secrecy: bool = False, organiser: str = "",
) -> Training:  # fmt: skip
    """Enter a course. Refuses an empty title, hours outside 0.5 to 400, days out of order, and a
    second course of the same title on the same day."""
    row = Training(
        title=title.strip()[:80], held_on=held_on, until_on=until_on, hours=hours,
        is_secrecy=is_secrecy, organiser=organiser.strip()[:60], entered_by_id=actor.user_id,
        entered_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    check_training(row)
    add(row, "同一天已经登记过同名的培训。")
    record(actor, "pool.training.added", row)
    return row


def check_training(row: Training) -> None:
    """``Invalid`` with the field for what can't be."""
    if not row.title:
        raise Invalid("请填写培训名称。", field="title")
    if not Decimal("0.5") <= row.hours <= MOST_HOURS:
        raise Invalid(f"学时在 0.5 到 {MOST_HOURS} 之间。", field="hours")
    if row.until_on and row.until_on < row.held_on:
        raise Invalid("结束日期不能早于开班日期。", field="until_on")


@service
def note_attendance(
    actor: Actor, *, training_id: int, inspector_ids: Sequence[int], hours: Decimal | None = None,
    passed: bool = True, pledged_on: dt.date | None = None,
) -> int:  # fmt: skip
    """Note that these persons took part (in the course's hours unless told); whoever is noted
    already is left as he is. ``pledged_on``: the day on which they all signed the secrecy pledge
    there; who has one in force gets no second. Gives how many are new. Refuses a course that has
    not begun, nobody, more hours than the course has, and persons out of sight."""
    training = access.get_or_404(actor, Training, pk=training_id)
    access.require(actor, "add", TrainingRecord(training=training))
    if training.held_on > clock.today():
        raise Conflict("培训还没有开班，不能登记参加情况。")
    wanted = _seen(actor, inspector_ids)
    given = training.hours if hours is None else hours
    if not 0 <= given <= training.hours:
        raise Invalid(f"学时不能超过这次培训的 {training.hours} 学时。", field="hours")
    there = TrainingRecord.objects.filter(training=training, withdrawn_at__isnull=True)
    known = set(there.values_list("inspector_id", flat=True))
    fresh = [
        TrainingRecord(
            training=training, inspector_id=pk, hours=given, passed=passed,
            entered_by_id=actor.user_id, entered_at=clock.now(),
        )
        for pk in wanted
        if pk not in known
    ]  # fmt: skip
    try:
        with transaction.atomic():
            TrainingRecord.objects.bulk_create(fresh)
    except IntegrityError:
        raise Conflict from None
    record(actor, "pool.training.attended", training, people=len(fresh))
    if pledged_on is not None:
        _pledge(actor, wanted, pledged_on)
    tell_changed(actor, wanted)
    return len(fresh)


def _seen(actor: Actor, inspector_ids: Sequence[int]) -> list[int]:
    wanted = list(dict.fromkeys(inspector_ids))
    if not wanted:
        raise Invalid("请至少选择一个人。", field="people")
    if access.visible(actor, Inspector).filter(pk__in=wanted).count() < len(wanted):
        raise Invalid("选择的人员里有不在人才库的。", field="people")
    return wanted


def _pledge(actor: Actor, wanted: Sequence[int], day: dt.date) -> None:
    """Pledges that were signed together, one for each who has none on that day."""
    access.require(actor, "add", SecrecyPledge())
    if day > clock.today():
        raise Invalid("签署日期不能晚于今天。", field="pledged_on")
    have, _ = secrecy_kept_on(wanted, day, trained_since=day)
    fresh = [
        SecrecyPledge(
            inspector_id=pk, signed_on=day, entered_by_id=actor.user_id, entered_at=clock.now()
        )
        for pk in wanted
        if pk not in have
    ]
    SecrecyPledge.objects.bulk_create(fresh)
    for one in fresh:
        record(actor, "pool.pledge.added", one, inspector=one.inspector_id)


@service
def withdraw_training_record(actor: Actor, *, record_id: int, reason: str) -> TrainingRecord:
    """Take back that somebody took part, with a reason."""
    row = access.get_or_404(actor, TrainingRecord, related=("inspector", "training"), pk=record_id)
    withdraw(actor, row, "pool.training.record_withdrawn", reason)
    return row

"""Handing a clue over in numbered copies, and following what its receivers make of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from xuncha.cycle.clues import rules, sealing
from xuncha.cycle.clues.enums import CopyState, Disposal, Mode, Receiver, Sanction
from xuncha.cycle.clues.models import Clue, Copy, CopyClock, Handover, Outcome
from xuncha.cycle.clues.states import CLUE_STATES, COPY_STATES
from xuncha.cycle.petitions.clocks import counted, start_clock
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

ACCEPT, RESULT = CopyClock.Kind.ACCEPT, CopyClock.Kind.RESULT


@service
def hand_over(
    actor: Actor, key: OpenKey, *, clue_id: int, version: int, mode: Mode, on: dt.date,
    opinion: str = "",
) -> Handover:  # fmt: skip
    """Hand over to discipline alone or to discipline and organisation, in as many numbered copies.
    The clock of the result starts on the day of the hand-over."""
    clue = access.get_or_404(actor, Clue, pk=clue_id)
    access.require(actor, "hand_over", clue)
    _not_before(on, clue.met_on, "移交日期不能早于组务会日期。")
    secret = sealing.data_key(clue, key)
    CLUE_STATES.move(clue, "hand_over", version=version)
    made = _numbered(actor, clue, mode, on)
    now, bodies = rules.rules_on(on), rules.receiving(on)
    receivers = [Receiver.DISCIPLINE, *([Receiver.ORGANISATION] if mode == Mode.DOUBLE else [])]
    for number, receiver in enumerate(receivers, start=1):
        copy = Copy.objects.create(
            handover=made, clue=clue, number=number, receiver=receiver, to=bodies[receiver]
        )
        due = counted(on, months=now.settings.result_months)
        start_clock(CopyClock, due, copy=copy, kind=RESULT, rules_version=now.number)
    sealing.write_texts(clue, secret, {"handover": opinion.strip()[:2000]})
    record(actor, "clues.clue.handed_over", clue, mode=mode, copies=len(receivers))
    return made


def _numbered(actor: Actor, clue: Clue, mode: Mode, on: dt.date) -> Handover:
    top = Handover.objects.filter(year=on.year).aggregate(Max("number"))["number__max"]
    row = Handover(
        clue=clue, mode=mode, year=on.year, number=(top or 0) + 1, on=on, by_id=actor.user_id,
        at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("刚才有人移交了另一条线索，请再办一次。") from None
    return row


@service
def receive(
    actor: Actor, key: OpenKey, *, copy_id: int, version: int, on: dt.date, signer: str
) -> Copy:
    """The receipt of one copy: day and who signed (sealed). The clock of acceptance starts."""
    copy, clue = _copy(actor, copy_id)
    _not_before(on, copy.handover.on, "签收日期不能早于移交日期。")
    if not signer.strip():
        raise Invalid("请填写签收人。", field="signer")
    secret = sealing.data_key(clue, key)
    COPY_STATES.move(copy, "receive", version=version, received_on=on)
    now = rules.rules_on(on)
    due = counted(on, workdays=now.settings.accept_workdays)
    start_clock(CopyClock, due, copy=copy, kind=ACCEPT, rules_version=now.number)
    wrapping.touch(clue)
    sealing.write_texts(clue, secret, {f"receipt:{copy.pk}": signer.strip()[:100]})
    record(actor, "clues.copy.received", clue, copy=copy.pk)
    return copy


@service
def accept(
    actor: Actor, *, copy_id: int, version: int, on: dt.date, disposal: Disposal
) -> Copy:  # fmt: skip
    """The receiver has accepted it and tells how it disposes of it."""
    copy, clue = _copy(actor, copy_id)
    if copy.received_on is not None:
        _not_before(on, copy.received_on, "受理日期不能早于签收日期。")
    COPY_STATES.move(copy, "accept", version=version, accepted_on=on, disposal=disposal)
    CopyClock.objects.filter(copy=copy, kind=ACCEPT).update(met_on=on)
    record(actor, "clues.copy.accepted", clue, copy=copy.pk)
    return copy


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What a receiver tells: codes, sums, words, and whether that is the end of it."""

    on: dt.date
    disposal: Disposal
    sanction: Sanction = Sanction.NONE
    is_final: bool = False
    words: str = ""
    amount: Decimal | None = None
    """Recovered, in yuan."""


@service
def tell_outcome(actor: Actor, key: OpenKey, *, copy_id: int, version: int, told: Told) -> Copy:
    """Note what the receiver told. With the final results of all copies the clue is concluded."""
    copy, clue = _copy(actor, copy_id)
    if copy.accepted_on is not None:
        _not_before(told.on, copy.accepted_on, "反馈日期不能早于受理日期。")
    secret = sealing.data_key(clue, key)
    step = "finish" if told.is_final else "tell"
    fields: dict[str, Any] = {"done_on": told.on} if told.is_final else {}
    COPY_STATES.move(copy, step, version=version, disposal=told.disposal, **fields)
    row = Outcome.objects.create(
        copy=copy, on=told.on, disposal=told.disposal, sanction=told.sanction,
        is_final=told.is_final, by_id=actor.user_id, at=clock.now(),
    )  # fmt: skip
    wrapping.touch(clue)
    amount = f"{told.amount:.2f}" if told.amount is not None else ""
    texts = {f"outcome:{row.pk}": told.words.strip()[:2000], f"recovered:{row.pk}": amount}
    sealing.write_texts(clue, secret, texts)
    record(actor, "clues.copy.told", clue, copy=copy.pk, final=told.is_final)
    if told.is_final:
        CopyClock.objects.filter(copy=copy, kind=RESULT).update(met_on=told.on)
        _conclude(actor, clue, told.on)
    return copy


def _conclude(actor: Actor, clue: Clue, on: dt.date) -> None:
    if Copy.objects.filter(clue=clue).exclude(state=CopyState.DONE).exists():
        return
    CLUE_STATES.move(clue, "conclude", concluded_on=on)
    record(actor, "clues.clue.concluded", clue)


def _copy(actor: Actor, copy_id: int) -> tuple[Copy, Clue]:
    copy = access.get_or_404(actor, Copy, related=("handover", "clue"), pk=copy_id)
    access.require(actor, "follow", copy.clue)
    return copy, copy.clue


def _not_before(on: dt.date, first: dt.date, sentence: str) -> None:
    if on < first:
        raise Invalid(sentence, field="on")
    if on > clock.today():
        raise Invalid("日期不能晚于今天。", field="on")

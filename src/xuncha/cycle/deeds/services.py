"""What may be done with deeds, from listening to the residents' word."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from xuncha.cycle.deeds import telling
from xuncha.cycle.deeds.calling import is_satisfied, pick
from xuncha.cycle.deeds.enums import DeedKind, DeedState, Heard, When
from xuncha.cycle.deeds.models import Deed, DeedCall, DeedPhoto, DeedStep
from xuncha.cycle.deeds.policies import may_photo
from xuncha.cycle.deeds.rules import rules_on
from xuncha.cycle.deeds.states import DEED_STATES
from xuncha.cycle.deeds.turns import finished_on, lacking_photos
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection
from xuncha.engines.checking.sampling import MOST_SEED
from xuncha.foundation import access
from xuncha.foundation.access.steps import History
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.foundation.files.attaching import Upload, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, next_number
from xuncha.kernel.texts import words

_HISTORY = History(DeedStep)
LONGEST = 4000
MOST_HOUSEHOLDS = 20_000
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What was heard, where, and what it would be good to do."""

    kind: DeedKind
    heard: Heard
    heard_on: dt.date
    title: str
    heard_text: str = ""
    place: str = ""


@service
def register_deed(actor: Actor, *, inspection_id: int, village_id: int, told: Told) -> Deed:
    """Put down what people asked for. Refuses a village that is not of this inspection."""
    rows = Inspection.objects.select_related("organisation", "round")
    inspection = access.get_or_404(actor, rows, pk=inspection_id)
    if told.heard_on > clock.today():
        raise Invalid("听到的日期不能晚于今天。", field="heard_on")
    row = Deed(
        inspection=inspection, village=_village(inspection, village_id), kind=told.kind,
        heard=told.heard, heard_on=told.heard_on, heard_text=told.heard_text.strip()[:LONGEST],
        title=words(told.title, 80, "title", "请写要办什么实事。"), place=told.place.strip()[:80],
        registered_by_id=actor.user_id, registered_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    for attempt in range(_TRIES):
        row.number = next_number(Deed.objects.filter(inspection=inspection))
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise Conflict("序号刚才被占用，请再保存一次。") from None
            continue
        break
    access.still_visible(actor, row)
    _note(actor, row, "register", "登记", "")
    record(actor, "deeds.deed.registered", row, kind=row.kind)
    return row


def villages_of(inspection: Inspection) -> list[Organisation]:
    """Where a deed of this inspection may be: the inspected organisation and those under it."""
    unit = inspection.organisation
    below = Organisation.objects.filter(parent=unit, dissolved_on__isnull=True).order_by("code")
    return [unit, *below]


def _village(inspection: Inspection, village_id: int) -> Organisation:
    for one in villages_of(inspection):
        if one.pk == village_id:
            return one
    raise Invalid("这个村不在这次巡察里，请重新选。", field="village_id")


@service
def verify_deed(actor: Actor, *, deed_id: int, version: int, owner_id: int, text: str) -> Deed:
    """It is so: another person looked, and says who has to do it."""
    row = find_deed(actor, deed_id)
    owner = Organisation.objects.filter(pk=owner_id, dissolved_on__isnull=True).first()
    if owner is None:
        raise Invalid("请选责任单位。", field="owner_id")
    text = words(text, LONGEST, "text", "请写明核实的情况，不写反映人。")
    _step(
        actor, row, "verify", version=version, note=f"责任单位：{owner.name}", owner=owner,
        verified_text=text, verified_by_id=actor.user_id, verified_on=clock.today(),
    )  # fmt: skip
    record(actor, "deeds.deed.verified", row, owner=owner.code)
    telling.tell_owner(actor, row, "请认领，写明做到什么、什么时候做到。")
    return row


@service
def claim_deed(actor: Actor, *, deed_id: int, version: int, promise: str, due_on: dt.date) -> Deed:
    """The owner says what it will do by when. The promise never moves; it may not be later than the
    rules allow."""
    row = find_deed(actor, deed_id)
    promise = words(promise, LONGEST, "promise", "请写明做到什么程度。")
    today = clock.today()
    rules = rules_on(today)
    latest = add_workdays(today, rules.settings.numbers.promise_days, tables())
    if not today <= due_on <= latest.on:
        raise Invalid(
            f"承诺时限应当在今天到 {latest.on} 之间（最长{latest.rule}）。", field="due_on"
        )
    _step(
        actor, row, "claim", version=version, note=f"承诺 {due_on} 前办好", promise=promise,
        promise_due_on=due_on, due_rule=f"认领之后最长{latest.rule}", rules_version=rules.number,
        claimed_by_id=actor.user_id, claimed_on=today,
    )  # fmt: skip
    record(actor, "deeds.deed.claimed", row, due=str(due_on))
    telling.tell_team(actor, row, "责任单位已认领。")
    return row


@service
def start_deed(actor: Actor, *, deed_id: int, version: int) -> Deed:
    """Work has begun."""
    row = find_deed(actor, deed_id)
    _step(actor, row, "start", version=version)
    record(actor, "deeds.deed.started", row)
    return row


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, for how many people, for how much money."""

    text: str
    people_served: int
    money_yuan: Decimal


@service
def finish_deed(actor: Actor, *, deed_id: int, version: int, done: Done) -> Deed:
    """Done, with a photo of before and one of after. The first day stays when it is done anew."""
    row = find_deed(actor, deed_id)
    text = words(done.text, LONGEST, "text", "请写明做了什么。")
    if done.people_served < 0 or done.money_yuan < 0:
        raise Invalid("受益人数和投入不能是负数。", field="people_served")
    if lacking := lacking_photos(row):
        again = "重办以后新拍的" if row.redone else ""
        raise Conflict(f"办结以前请先上传{again}{'、'.join(lacking)}的照片。")
    _step(
        actor, row, "finish", version=version, done_text=text, people_served=done.people_served,
        money_yuan=done.money_yuan, done_by_id=actor.user_id, note="等住户回访",
        done_on=row.done_on or clock.today(),
    )  # fmt: skip
    late = bool(row.promise_due_on and clock.today() > row.promise_due_on)
    record(actor, "deeds.deed.finished", row, people=row.people_served, late=late)
    telling.tell_team(actor, row, "已办结，请抽取住户回访。")
    return row


def add_photos(
    actor: Actor, *, deed_id: int, when: When, uploads: Sequence[Upload]
) -> list[DeedPhoto]:
    """Photos of before or after. Files are sealed before the transaction."""
    row = find_deed(actor, deed_id)
    access.require(actor, "photo", row)
    if not may_photo(actor, row):
        raise Conflict(f"现在是“{row.get_state_display()}”，不再加照片。")
    if not uploads:
        raise Invalid("请选照片。", field="uploads")
    return _add_photos(actor, deed_id=deed_id, when=when, files=keep_all(actor, uploads))


@service
def _add_photos(
    actor: Actor, *, deed_id: int, when: When, files: list[StoredFile]
) -> list[DeedPhoto]:
    row = find_deed(actor, deed_id)
    known = set(row.photos.filter(when=when).values_list("file__sha256", flat=True))
    fresh = {one.sha256: one for one in files if one.sha256 not in known}
    made = DeedPhoto.objects.bulk_create(
        [
            DeedPhoto(
                deed=row, when=when, file=one, added_by_id=actor.user_id, added_at=clock.now()
            )
            for one in fresh.values()
        ]
    )  # fmt: skip
    record(actor, "deeds.photo.added", row, when=when, photos=len(made))
    return made


@service
def draw_households(actor: Actor, *, deed_id: int, version: int, households: int) -> DeedCall:
    """The system chooses whom to ask, once for each time that the deed was done."""
    row = find_deed(actor, deed_id)
    access.require(actor, "draw", row)
    if row.state != DeedState.DONE:
        raise Conflict(f"现在是“{row.get_state_display()}”，办结以后才抽取回访住户。")
    if version != row.version:
        raise Conflict
    if not 1 <= households <= MOST_HOUSEHOLDS:
        raise Invalid(f"户数应当是 1 到 {MOST_HOUSEHOLDS} 的整数。", field="households")
    seed = secrets.randbelow(MOST_SEED) + 1
    made = made_call(row, households, seed=seed, by_id=actor.user_id)
    add(made, "这次办结已经抽过回访住户，不能重抽。")
    _note(actor, row, "draw", "抽取住户", row.state, f"{households} 户里抽 {len(made.picks)} 户")
    record(actor, "deeds.deed.drawn", row, seed=seed, households=households)
    return made


def made_call(row: Deed, households: int, *, seed: int, by_id: int | None) -> DeedCall:
    """A call-back by the rules of today, not kept yet: the same seed draws the same households."""
    rules = rules_on(clock.today())
    numbers = rules.settings.numbers
    share, least = numbers.sample_percent, numbers.sample_least
    return DeedCall(
        deed=row, turn=row.redone + 1, households=households, seed=seed, share_percent=share,
        least=least, satisfied_percent=numbers.satisfied_percent, rules_version=rules.number,
        picks=pick(households, seed=seed, share_percent=share, least=least), drawn_by_id=by_id,
        drawn_at=clock.now(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What the households said."""

    on: dt.date
    satisfied: int
    unsatisfied: int
    unreached: int
    text: str = ""


@service
def record_call(actor: Actor, *, deed_id: int, version: int, said: Said) -> Deed:
    """The residents' word, by another person than who finished the deed: satisfied, or to be done
    anew. Refuses counts that are not those of the drawn households."""
    row = find_deed(actor, deed_id)
    access.require(actor, "call", row)
    call = row.calls.filter(turn=row.redone + 1).first()
    if call is None:
        raise Conflict("先抽取要回访的住户，再登记回访。")
    finished = finished_on(row)
    if finished and not finished <= said.on <= clock.today():
        raise Invalid(f"回访日期应当在办结（{finished}）以后、今天以前。", field="on")
    total = said.satisfied + said.unsatisfied + said.unreached
    if min(said.satisfied, said.unsatisfied, said.unreached) < 0 or total != len(call.picks):
        raise Invalid(
            f"抽中 {len(call.picks)} 户，三个数加起来应当是 {len(call.picks)}。", field="satisfied"
        )
    if said.satisfied + said.unsatisfied == 0:
        raise Invalid("一户也没有访到的，请另找时间再访。", field="unreached")
    fine = is_satisfied(said.satisfied, said.unsatisfied, call.satisfied_percent)
    text = said.text.strip()[:LONGEST]
    if not fine and not text:
        raise Invalid("不满意的，请写明住户怎么说。", field="text")
    changed = DeedCall.objects.filter(pk=call.pk, on__isnull=True).update(
        satisfied=said.satisfied, unsatisfied=said.unsatisfied, unreached=said.unreached,
        said=text, by_id=actor.user_id, on=said.on,
    )  # fmt: skip
    if changed != 1:
        raise Conflict("这次回访已经登记了。")
    note = f"满意 {said.satisfied} 户，不满意 {said.unsatisfied} 户，没有访到 {said.unreached} 户"
    _step(
        actor, row, "satisfy" if fine else "refuse", version=version, note=note,
        called_by_id=actor.user_id, called_on=said.on,
    )  # fmt: skip
    record(actor, "deeds.deed.called", row, satisfied=said.satisfied, asked=total)
    telling.tell_owner(actor, row, "住户回访满意。" if fine else "住户回访不满意。")
    return row


@service
def redo_deed(actor: Actor, *, deed_id: int, version: int, reason: str) -> Deed:
    """To be done anew; the promise and its day stay as they were."""
    row = find_deed(actor, deed_id)
    _step(actor, row, "redo", version=version, reason=reason, redone=row.redone + 1)
    record(actor, "deeds.deed.redone", row, reason=reason)
    telling.tell_owner(actor, row, "请重办。")
    return row


@service
def drop_deed(actor: Actor, *, deed_id: int, version: int, reason: str) -> Deed:
    """It is not so, or not to be done; with the reason."""
    row = find_deed(actor, deed_id)
    _step(
        actor, row, "drop", version=version, reason=reason, end_reason=reason.strip()[:500]
    )  # fmt: skip
    record(actor, "deeds.deed.dropped", row, reason=reason)
    return row


@service
def note_photo(actor: Actor, *, deed_photo_id: int) -> DeedPhoto:
    """A photo is looked at; the log knows."""
    row = access.get_or_404(actor, DeedPhoto, related=("file", "deed"), pk=deed_photo_id)
    record(actor, "deeds.photo.opened", row.deed, sha256=row.file.sha256)
    return row


@service
def note_summary(actor: Actor, *, rows: int, round_name: str) -> None:
    """Somebody prints the public summary."""
    record(actor, "deeds.summary.printed", None, name=round_name, rows=rows)


def find_deed(actor: Actor, deed_id: int) -> Deed:
    """The deed under the actor's scope."""
    related = ("inspection__organisation", "inspection__round", "village", "owner")
    return access.get_or_404(actor, Deed, related=related, pk=deed_id)


def _step(
    actor: Actor, row: Deed, action: str, *, version: int, reason: str = "", note: str = "",
    **fields: Any,
) -> None:  # fmt: skip
    """Policy, state and a line of history."""
    _HISTORY.step(
        actor, DEED_STATES, row, action, target="deed", version=version, reason=reason, note=note,
        **fields,
    )  # fmt: skip


def _note(actor: Actor, row: Deed, action: str, label: str, before: str, reason: str = "") -> None:
    _HISTORY.note(actor, row, action, label, before, row.state, reason, target="deed")

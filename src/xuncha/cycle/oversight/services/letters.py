"""A letter inside the house: drafted from the data, edited, handed in, approved, issued."""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q

from xuncha.cycle.oversight.bands import bands_on
from xuncha.cycle.oversight.enums import Ground, LetterKind, LetterState
from xuncha.cycle.oversight.letters.wording import demand_of, digest_of, facts_of
from xuncha.cycle.oversight.models import Letter, LetterItem
from xuncha.cycle.oversight.rules import rules_on
from xuncha.cycle.oversight.services.common import note_step, step
from xuncha.cycle.oversight.states import LETTER_STATES
from xuncha.cycle.oversight.telling import tell_approvers, tell_drafter, tell_issued
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.dated import levels_on
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

TARGET = "letter"
LONGEST = 8000
_TRIES = 5


@service
def draft_letter(
    actor: Actor, *, inspection_id: int, kind: LetterKind, ground: Ground,
    item_ids: Collection[int] = (), previous_id: int | None = None,
) -> Letter:  # fmt: skip
    """Write a draft out of the data. Refuses items of another inspection, and a second letter of
    the same kind about an item while the first is under way."""
    rows = Inspection.objects.select_related("organisation", "round")
    inspection = access.get_or_404(actor, rows, pk=inspection_id)
    previous = None
    if previous_id is not None:
        letters = Letter.objects.filter(inspection=inspection)
        previous = access.get_or_404(actor, letters, pk=previous_id)
    row = Letter(
        inspection=inspection, kind=kind, ground=ground, previous=previous,
        drafted_by_id=actor.user_id, edited_by_id=actor.user_id, drafted_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    items = _items(actor, inspection, item_ids)
    _demand_alone(kind, items)
    _word(row, inspection, items)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("上一份文书已经有下一步的文书了。") from None
    LetterItem.objects.bulk_create([LetterItem(letter=row, item=one) for one in items])
    note_step(actor, row, "draft", "拟稿", "", row.state, row.get_ground_display(), target=TARGET)
    record(actor, "oversight.letter.drafted", row, kind=row.kind, items=len(items))
    return row


def _items(actor: Actor, inspection: Inspection, item_ids: Collection[int]) -> list[Item]:
    wanted = set(item_ids)
    found = list(
        access.visible(actor, Item).filter(inspection=inspection, pk__in=wanted).order_by("pk")
    )
    if len(found) != len(wanted):
        raise Invalid("有的事项不属于这次巡察，请重新选择。", field="items")
    return found


def _demand_alone(kind: LetterKind, items: list[Item]) -> None:
    done = [LetterState.CLOSED, LetterState.WITHDRAWN]
    held = LetterItem.objects.filter(item__in=items, letter__kind=kind).exclude(
        letter__state__in=done
    )
    if held.exists():
        raise Conflict(f"有的事项已经在另一份{kind.label}里，那份还没有办结。")


def _word(row: Letter, inspection: Inspection, items: list[Item]) -> None:
    bands = bands_on(clock.today())
    levels = levels_on(SYSTEM, clock.today(), Q(inspection=inspection))
    row.facts = facts_of(inspection, items, row.ground, bands, levels=levels, previous=row.previous)
    row.demand = demand_of(row.kind, bands.numbers)
    row.rules_version = bands.rules_version


@service
def change_letter(
    actor: Actor, *, letter_id: int, version: int, facts: str, demand: str
) -> Letter:  # fmt: skip
    """Edit a draft. Whoever edited it last does not approve it."""
    row = find_letter(actor, letter_id)
    access.require(actor, "change", row)
    if row.state != LetterState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，文字不能再改；要改先退回。")
    facts = words(facts, LONGEST, "facts", "请写明存在的情况。")
    demand = words(demand, LONGEST, "demand", "请写明要求。")
    changed = Letter.objects.filter(pk=row.pk, version=version, state=LetterState.DRAFT).update(
        facts=facts, demand=demand, edited_by_id=actor.user_id, version=F("version") + 1
    )
    if changed != 1:
        raise Conflict
    row.refresh_from_db()
    note_step(actor, row, "change", "修改", row.state, row.state, target=TARGET)
    record(actor, "oversight.letter.changed", row)
    return row


@service
def submit_letter(actor: Actor, *, letter_id: int, version: int) -> Letter:
    """Hand it in for approval; from now on its words stand."""
    row = find_letter(actor, letter_id)
    step(
        actor, LETTER_STATES, row, "submit", version=version, target=TARGET,
        submitted_by_id=actor.user_id,
    )  # fmt: skip
    record(actor, "oversight.letter.submitted", row)
    tell_approvers(actor, row)
    return row


@service
def return_letter(actor: Actor, *, letter_id: int, version: int, reason: str) -> Letter:
    """Back to whoever drafted it, with the reason."""
    row = find_letter(actor, letter_id)
    change = step(
        actor, LETTER_STATES, row, "return", version=version, reason=reason, target=TARGET,
        submitted_by_id=None,
    )  # fmt: skip
    record(actor, "oversight.letter.returned", row, reason=change.reason)
    tell_drafter(actor, row, "退回修改，理由见文书页。")
    return row


@service
def approve_letter(actor: Actor, *, letter_id: int, version: int) -> Letter:
    """Approve these words and no others: ``version`` is the one that was read, the digest stays."""
    row = find_letter(actor, letter_id)
    items = list(row.about.values_list("item_id", flat=True))
    step(
        actor, LETTER_STATES, row, "approve", version=version, target=TARGET,
        approved_by_id=actor.user_id, approved_on=clock.today(),
        approved_digest=digest_of(row, items),
    )  # fmt: skip
    record(actor, "oversight.letter.approved", row, digest=row.approved_digest)
    tell_drafter(actor, row, "已批准，可以发出。")
    return row


@service
def issue_letter(actor: Actor, *, letter_id: int, version: int) -> Letter:
    """Send it to the unit under the year's next number; the clocks for receipt and answer start.
    Of two that are issued at once each gets its own number."""
    row = find_letter(actor, letter_id)
    access.require(actor, "issue", row)
    today = clock.today()
    bands, rules = bands_on(today), rules_on(today)
    receive = add_workdays(today, rules.settings.receive_days, bands.tables)
    answer = add_workdays(today, rules.settings.answer_days, bands.tables)
    for attempt in range(_TRIES):
        number = _next_number(today.year)
        try:
            with transaction.atomic():
                step(
                    actor, LETTER_STATES, row, "issue", version=version, target=TARGET,
                    note=f"请于 {answer.on} 前答复", year=today.year, number=number,
                    issued_by_id=actor.user_id, issued_on=today, receive_by=receive.on,
                    answer_by=answer.on, due_rule=f"发出之后{receive.rule}签收、{answer.rule}答复",
                    is_provisional=answer.provisional, rules_version=rules.number,
                )  # fmt: skip
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise Conflict("文号刚才被占用，请再发一次。") from None
            continue
        break
    note_provisional(row, "receive_by", receive)
    note_provisional(row, "answer_by", answer)
    record(actor, "oversight.letter.issued", row, code=row.code, answer_by=str(answer.on))
    tell_issued(actor, row)
    return row


def _next_number(year: int) -> int:
    last = Letter.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@service
def withdraw_letter(actor: Actor, *, letter_id: int, version: int, reason: str) -> Letter:
    """Take it back; that it was there, and its number, stay."""
    row = find_letter(actor, letter_id)
    was_out = row.issued_on is not None
    change = step(
        actor, LETTER_STATES, row, "withdraw", version=version, reason=reason, target=TARGET,
        end_reason=reason.strip()[:500],
    )  # fmt: skip
    record(actor, "oversight.letter.withdrawn", row, reason=change.reason)
    if was_out:
        tell_issued(actor, row)
    return row


@service
def note_print(actor: Actor, *, letter_id: int) -> Letter:
    """Somebody prints it."""
    row = find_letter(actor, letter_id)
    access.require(actor, "print", row)
    record(actor, "oversight.letter.printed", row)
    return row


def find_letter(actor: Actor, letter_id: int) -> Letter:
    """The letter under the actor's scope."""
    related = ("inspection__organisation", "inspection__round")
    return access.get_or_404(actor, Letter, related=related, pk=letter_id)

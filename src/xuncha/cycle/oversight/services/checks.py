"""A check from its two persons to what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from xuncha.cycle.oversight.checkers import sentence_of, unfit
from xuncha.cycle.oversight.enums import Found, Knew, Outcome
from xuncha.cycle.oversight.models import CheckAsked, CheckFile, SpotCheck
from xuncha.cycle.oversight.services.common import step
from xuncha.cycle.oversight.states import CHECK_STATES
from xuncha.cycle.oversight.telling import tell_checkers, tell_director, tell_other
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.services import steps as items
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

_TARGET = "check_row"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom the checkers asked: post or part, how many, whether they knew, what they said."""

    post: str
    number: int
    knew: Knew
    said: str = ""


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What the form of a check tells."""

    checked_on: dt.date
    place: str
    looked_at: str
    found: Found
    found_words: str
    asked: tuple[Asked, ...] = ()


@service
def assign_checks(
    actor: Actor, *, draw_id: int, check_ids: Collection[int], first_id: int, second_id: int
) -> list[SpotCheck]:
    """Give drawn items to two persons. All or none: refuses a person who may not look at some of
    the items, and says why and at which."""
    if not check_ids:
        raise Invalid("请勾选要派人的事项。", field="checks")
    if first_id == second_id:
        raise Invalid("两名核查人不能是同一个人。", field="second_id")
    people = User.objects.in_bulk([first_id, second_id])
    if len(people) != 2:
        raise Invalid("请选择两名核查人。", field="first_id")
    rows = [_row(actor, pk, draw_id=draw_id) for pk in sorted(set(check_ids))]
    for field, pk in (("first_id", first_id), ("second_id", second_id)):
        if barred := unfit(people[pk], rows):
            raise Invalid(sentence_of(barred, rows), field=field)
    for row in rows:
        step(
            actor, CHECK_STATES, row, "assign", target=_TARGET,
            note="、".join(people[pk].name for pk in (first_id, second_id)),
            first_id=first_id, second_id=second_id, assigned_by_id=actor.user_id,
            assigned_at=clock.now(),
        )  # fmt: skip
        record(actor, "oversight.check.assigned", row, first=first_id, second=second_id)
    tell_checkers(actor, rows)
    return rows


def record_check(
    actor: Actor, *, check_id: int, version: int, facts: CheckFacts, uploads: Sequence[Upload] = ()
) -> SpotCheck:
    """One checker writes down what both saw. Refuses days before the draw or to come, and what
    has no words. Photos are sealed before the transaction."""
    row = _row(actor, check_id)
    access.require(actor, "record", row)
    _look_over(row, facts)
    files = keep_all(actor, uploads)
    return _record(actor, check_id=check_id, version=version, facts=facts, files=files)


@service
def _record(
    actor: Actor, *, check_id: int, version: int, facts: CheckFacts, files: list[StoredFile]
) -> SpotCheck:
    row = _row(actor, check_id)
    step(
        actor, CHECK_STATES, row, "record", version=version, target=_TARGET,
        note=Found(facts.found).label, checked_on=facts.checked_on, place=facts.place.strip(),
        looked_at=facts.looked_at.strip(), found=facts.found,
        found_words=facts.found_words.strip(), recorded_by_id=actor.user_id,
        recorded_at=clock.now(), confirmed_by_id=None, confirmed_at=None,
    )  # fmt: skip
    row.asked.all().delete()
    CheckAsked.objects.bulk_create(
        [
            CheckAsked(check_row=row, post=one.post.strip()[:60], number=one.number,
                       knew=one.knew, said=one.said.strip()[:500])
            for one in facts.asked
        ]
    )  # fmt: skip
    attach(actor, CheckFile, row, files, "check_row")
    record(actor, "oversight.check.recorded", row, found=row.found, files=len(files))
    tell_other(actor, row)
    return row


def _look_over(row: SpotCheck, facts: CheckFacts) -> None:
    """What the form can get wrong, each with its field."""
    drawn_on = row.draw.drawn_at.astimezone(clock.CHINA).date()
    if not drawn_on <= facts.checked_on <= clock.today():
        raise Invalid(f"核查日期应当在抽取那天（{drawn_on}）和今天之间。", field="checked_on")
    words(facts.place, 120, "place", "请写明去了哪里。")
    words(facts.looked_at, LONGEST, "looked_at", "请写明看了什么、查了什么。")
    words(facts.found_words, LONGEST, "found_words", "请写明查到的情况。")
    if not facts.asked:
        raise Invalid("至少问一个人：写明问了谁、知不知道。", field="asked_post_1")
    if any(not one.post.strip() or one.number < 1 for one in facts.asked):
        raise Invalid("写明问了哪一类人、几个人。", field="")


@service
def confirm_check(actor: Actor, *, check_id: int, version: int) -> SpotCheck:
    """The other checker says that it is written as it was."""
    row = _row(actor, check_id)
    step(
        actor, CHECK_STATES, row, "confirm", version=version, target=_TARGET,
        confirmed_by_id=actor.user_id, confirmed_at=clock.now(),
    )  # fmt: skip
    record(actor, "oversight.check.confirmed", row)
    tell_director(actor, row)
    return row


@service
def return_check(actor: Actor, *, check_id: int, version: int, reason: str) -> SpotCheck:
    """It is not written as it was, or not enough: back to the checkers."""
    row = _row(actor, check_id)
    change = step(
        actor, CHECK_STATES, row, "return", version=version, reason=reason, target=_TARGET,
        confirmed_by_id=None, confirmed_at=None,
    )  # fmt: skip
    record(actor, "oversight.check.returned", row, reason=change.reason)
    tell_checkers(actor, [row])
    return row


@service
def conclude_check(
    actor: Actor, *, check_id: int, version: int, reason: str, due_on: dt.date | None = None
) -> SpotCheck:
    """What follows: found true, the item is verified or sustained; found otherwise, it goes back to
    the unit with the reason; ``due_on`` is the new deadline where that opens it again (else the
    rules' own). Through rectification's own steps, with all that they refuse."""
    row = _row(actor, check_id)
    access.require(actor, "conclude", row)
    reason = words(reason, 500, "reason", "请写明处理的理由，单位看得到。")
    if sentence := overtaken(row):
        raise Conflict(sentence)
    outcome = _follow(actor, row, reason, due_on)
    step(
        actor, CHECK_STATES, row, "conclude", version=version, reason=reason, target=_TARGET,
        outcome=outcome, outcome_reason=reason, concluded_by_id=actor.user_id,
        concluded_at=clock.now(),
    )  # fmt: skip
    record(actor, "oversight.check.concluded", row, outcome=str(outcome), item=row.item_id)
    return row


def overtaken(row: SpotCheck) -> str:
    """ "" or why good news says nothing of the item as it stands: claimed anew, or verified, after
    somebody was there. Bad news is never kept back."""
    item, seen = row.item, row.checked_on
    at, words_ = {
        ItemState.CLAIMED: (item.claimed_at, "单位又重新申报过"),
        ItemState.VERIFIED: (item.verified_at, "这一事项才核实"),
    }.get(ItemState(item.state), (None, ""))
    on = at.astimezone(clock.CHINA).date() if at else None
    if row.found != Found.TRUE or on is None or seen is None or on <= seen:
        return ""
    return (
        f"{seen} 看过现场以后，{on} {words_}：请退回核查记录，再到现场看一次；"
        "看不成的，退回以后写明不再核查。"
    )


def outcome_of(found: str, item: Item) -> Outcome:
    """What a finding does to an item as it stands now."""
    if found == Found.TRUE:
        if item.state == ItemState.CLAIMED:
            return Outcome.VERIFIED
        return Outcome.SUSTAINED if item.state == ItemState.VERIFIED else Outcome.NONE
    if item.state == ItemState.CLAIMED:
        return Outcome.RETURNED
    done = {ItemState.VERIFIED, ItemState.SUSTAINED}
    return Outcome.REOPENED if item.state in done else Outcome.NONE


def _follow(actor: Actor, row: SpotCheck, reason: str, due_on: dt.date | None) -> Outcome:
    item = row.item
    told = f"{row.checked_on} 实地核查（{row.code}）{row.get_found_display()}：{reason}"
    at = {"item_id": item.pk, "version": item.version}
    outcome = outcome_of(row.found, item)
    if due_on is not None and outcome != Outcome.REOPENED:
        raise Invalid("只有重新整改才另定时限，请空着。", field="due_on")
    if outcome == Outcome.VERIFIED:
        items.verify_item(actor, note=told, **at)
    elif outcome == Outcome.SUSTAINED:
        items.sustain_item(actor, note=told, **at)
    elif outcome == Outcome.RETURNED:
        items.return_item(actor, reason=told, **at)
    elif outcome == Outcome.REOPENED:
        items.reopen_item(actor, reason=told, due_on=due_on, **at)
    return outcome


@service
def drop_check(actor: Actor, *, check_id: int, version: int, reason: str) -> SpotCheck:
    """It is not looked at after all; that it was drawn, and why it was dropped, stays."""
    row = _row(actor, check_id)
    change = step(
        actor, CHECK_STATES, row, "drop", version=version, reason=reason, target=_TARGET,
        drop_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "oversight.check.dropped", row, reason=change.reason)
    return row


@service
def note_download(actor: Actor, *, check_file_id: int) -> CheckFile:
    """A photo or paper is looked at; the log knows."""
    row = access.get_or_404(actor, CheckFile, related=("file", "check_row"), pk=check_file_id)
    record(actor, "oversight.check.file_opened", row.check_row, sha256=row.file.sha256)
    return row


def _row(actor: Actor, check_id: int, draw_id: int | None = None) -> SpotCheck:
    related = SpotCheck.objects.select_related("draw", "item", "inspection__organisation")
    rows = related.defer("draw__population")
    if draw_id is not None:
        rows = rows.filter(draw_id=draw_id)
    return access.get_or_404(actor, rows, pk=check_id)

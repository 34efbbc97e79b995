"""The steps of an item: claim, withdraw, return, verify, sustain, reopen.

Each is one conditional update with its history row and audit line: of two people who act at once on
the same item, one wins and the other hears that someone was faster.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from xuncha.cycle.directory.models import Membership
from xuncha.cycle.directory.roles import UNIT_LIAISON
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.deadlines import new_due
from xuncha.cycle.rectification.enums import ExtensionState, ItemState, MoveReason
from xuncha.cycle.rectification.lateness import lateness
from xuncha.cycle.rectification.models import DueMove, Item, ItemStep
from xuncha.cycle.rectification.services.checking_soon import check_soon
from xuncha.cycle.rectification.states import EXTENSION_STATES, ITEM_STATES
from xuncha.cycle.rectification.tallying import recounted
from xuncha.foundation import access
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

_UNCLAIMED: dict[str, Any] = {"claimed_at": None, "claimed_by": None, "done_on": None}
_UNVERIFIED: dict[str, Any] = {
    "verified_at": None,
    "verified_by": None,
    "sustained_at": None,
    "sustained_by": None,
}


@service
def claim_item(
    actor: Actor, *, item_id: int, version: int, done_on: dt.date, note: str = ""
) -> Item:
    """The unit says that the item is done since ``done_on``. Needs progress and a proof; refuses a
    day in the future, before the feedback, or before the item was opened again: what did not hold
    then was not done before. The engine is asked soon afterwards."""
    item = _item(actor, item_id, "claim")
    if done_on > clock.today():
        raise Invalid("完成日期不能晚于今天。", field="done_on")
    if item.inspection.feedback_on and done_on < item.inspection.feedback_on:
        raise Invalid(
            f"完成日期不能早于反馈日期（{item.inspection.feedback_on}）。", field="done_on"
        )
    if (opened := _reopened_on(item)) and done_on < opened:
        raise Invalid(
            f"{opened} 才重新整改，说明那时还没有改到位；完成日期写补做完成的那一天，"
            "不能早于那天。", field="done_on",
        )  # fmt: skip
    item = _step(
        actor, item, "claim", "rectification.item.claimed", version=version, reason=note,
        claimed_at=clock.now(), claimed_by_id=actor.user_id, done_on=done_on,
    )  # fmt: skip
    check_soon(item.inspection)
    return item


@service
def withdraw_claim(actor: Actor, *, item_id: int, version: int, reason: str) -> Item:
    """The unit takes its claim back before it was reviewed."""
    item = _item(actor, item_id, "withdraw_claim")
    return _step(
        actor, item, "withdraw_claim", "rectification.item.claim_withdrawn",
        version=version, reason=reason, **_UNCLAIMED,
    )  # fmt: skip


@service
def return_item(actor: Actor, *, item_id: int, version: int, reason: str) -> Item:
    """A reviewer sends a claim back with the reason; the unit's liaisons are told."""
    item = _item(actor, item_id, "return")
    item = _step(
        actor, item, "return", "rectification.item.returned",
        version=version, reason=reason, **_UNCLAIMED,
    )  # fmt: skip
    _tell_unit(actor, item, "returned", f"整改事项 {item.number} 被退回：{reason.strip()}")
    return item


@service
def verify_item(actor: Actor, *, item_id: int, version: int, note: str = "") -> Item:
    """A second person confirms the claim. Refuses the claimant, and unanswered signals."""
    item = _item(actor, item_id, "verify")
    item = _step(
        actor, item, "verify", "rectification.item.verified", version=version, reason=note,
        verified_at=clock.now(), verified_by_id=actor.user_id,
    )  # fmt: skip
    _tell_unit(actor, item, "verified", f"整改事项 {item.number} 已核实。")
    return item


@service
def sustain_item(actor: Actor, *, item_id: int, version: int, note: str) -> Item:
    """A later look confirms that it held. By neither claimant nor verifier; says what was seen."""
    item = _item(actor, item_id, "sustain")
    if not note.strip():
        raise Invalid("请写明回访时看到的情况。", field="note")
    return _step(
        actor, item, "sustain", "rectification.item.sustained", version=version, reason=note,
        sustained_at=clock.now(), sustained_by_id=actor.user_id,
    )  # fmt: skip


@service
def reopen_item(
    actor: Actor, *, item_id: int, version: int, reason: str, due_on: dt.date | None = None
) -> Item:
    """It did not hold: the three facts fall, their history stays. It gets a new deadline, by the
    rules where ``due_on`` names no day; how late it was stays, and so does the first date. What was
    to be kept up for good has a day now to be put right by."""
    item = _item(actor, item_id, "reopen")
    due = new_due(due_on)
    before = DueMove(
        item=item, why=MoveReason.REOPENED, from_on=item.due_on, to_on=due.on,
        was_long_term=item.is_long_term, late_days=lateness(item, clock.today()).ungranted,
        rule=due.rule, tables=[] if due.is_chosen else list(due.counted.tables),
        is_provisional=due.counted.provisional and not due.is_chosen,
        rules_number=due.rules_number, by_id=actor.user_id, at=clock.now(),
    )  # fmt: skip
    item = _step(
        actor, item, "reopen", "rectification.item.reopened",
        version=version, reason=reason, due_on=due.on, is_long_term=False,
        **_UNCLAIMED, **_UNVERIFIED,
    )  # fmt: skip
    before.save(force_insert=True)
    _end_requests(actor, item)
    if before.is_provisional:
        note_provisional(item, "due_on", due.counted)
    _tell_unit(
        actor, item, "reopened",
        f"整改事项 {item.number} 须在 {due.on} 前重新整改：{reason.strip()}",
    )  # fmt: skip
    return item


def _end_requests(actor: Actor, item: Item) -> None:
    """A request for more time that still waits was about the old deadline: it ends, so that the
    unit may ask about the new one."""
    for one in item.extensions.filter(state=ExtensionState.ASKED):
        why = "事项重新整改，另定了时限。"
        EXTENSION_STATES.move(
            one, "refuse", reason=why, decision=why, decided_by_id=actor.user_id,
            decided_at=clock.now(),
        )  # fmt: skip
        record(actor, "rectification.extension.refused", item, reason=why)


def _reopened_on(item: Item) -> dt.date | None:
    """The day on which an item was opened again; None where it was not. A return is no such day:
    what lacked may have been a photo."""
    if item.state != ItemState.REOPENED:
        return None
    step = item.steps.filter(after=ItemState.REOPENED).order_by("-pk").first()
    return step.at.astimezone(clock.CHINA).date() if step else None


def _item(actor: Actor, item_id: int, action: str) -> Item:
    item = access.get_or_404(
        actor, Item.objects.select_related("inspection", "organisation"), pk=item_id
    )
    access.require(actor, action, item)
    return item


def _step(
    actor: Actor, item: Item, action: str, verb: str, *, version: int, reason: str, **fields: Any
) -> Item:
    with recounted([item.pk]):
        change = ITEM_STATES.move(item, action, version=version, reason=reason, **fields)
    ItemStep.objects.create(
        item=item, action=action, label=change.label, before=change.before, after=change.after,
        reason=change.reason, by_id=actor.user_id, by_name=actor.name, at=clock.now(),
    )  # fmt: skip
    record(actor, verb, item, reason=change.reason, before=change.before, after=change.after)
    return item


def liaisons_of(organisation_id: int) -> list[int]:
    """Accounts of a unit's liaisons today."""
    today = clock.today()
    seats = Membership.objects.filter(organisation_id=organisation_id, from_on__lte=today)
    liaisons = RoleGrant.objects.filter(
        user__in=seats.exclude(until_on__lt=today).values("user"),
        user__is_active=True,
        role=UNIT_LIAISON,
        from_on__lte=today,
        approved_at__isnull=False,
    ).exclude(until_on__lt=today)
    return list(liaisons.values_list("user_id", flat=True))


def _tell_unit(actor: Actor, item: Item, kind: str, text: str) -> None:
    tell(
        actor,
        users=liaisons_of(item.organisation_id),
        kind=f"rectification.item.{kind}",
        text=text,
        url=f"/rectification/items/{item.pk}/",
        topic=topic_of(item.inspection_id),
    )

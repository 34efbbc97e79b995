"""Extensions: asked with a reason, decided by another person; the original date always stays."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.enums import UNDONE, ExtensionState, MoveReason
from xuncha.cycle.rectification.extension_rules import rules_on
from xuncha.cycle.rectification.models import DueMove, Extension, Item
from xuncha.cycle.rectification.states import EXTENSION_STATES
from xuncha.cycle.rectification.tallying import recounted
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def ask_extension(actor: Actor, *, item_id: int, to_on: dt.date, reason: str) -> Extension:
    """Ask to move the due date. One open request an item; later than now set; never without a
    reason, nor past what the rules allow at all. Who decides follows from the days and from how
    many were granted before, by the rules of today."""
    item = access.get_or_404(actor, Item, pk=item_id)
    access.require(actor, "ask_extension", item)
    if item.state not in UNDONE:
        raise Conflict(f"当前状态是“{item.get_state_display()}”，不能申请延期。")
    if item.due_on is None:
        raise Conflict("这一事项没有整改时限，不需要延期。")
    if not reason.strip():
        raise Invalid("延期必须写明理由。", field="reason")
    if to_on <= item.due_on:
        raise Invalid(f"延期后的日期必须晚于现时限（{item.due_on}）。", field="to_on")
    extension = _leveled(item, to_on)
    extension.reason, extension.asked_by_id = reason.strip(), actor.user_id
    try:
        with transaction.atomic():
            extension.save(force_insert=True)
    except IntegrityError:
        raise Conflict("这一事项已有一份延期申请正在审批。") from None
    record(
        actor, "rectification.extension.asked", item, reason=reason, to=str(to_on),
        level=extension.level, rules=extension.rules_number,
    )  # fmt: skip
    return extension


def _leveled(item: Item, to_on: dt.date) -> Extension:
    """The request with the level that decides on it, and how late the item is already."""
    assert item.due_on is not None
    today = clock.today()
    in_force = rules_on(today)
    settings = in_force.settings
    again = item.due_moves.filter(why=MoveReason.REOPENED).order_by("pk").last()
    since = again.to_on if again else item.original_due_on or item.due_on
    most = since + dt.timedelta(days=settings.most_days)
    if to_on > most:
        what = "重新整改时定的时限" if again else "原定时限"
        raise Invalid(f"累计最晚只能延到 {most}（{what}以后 {settings.most_days} 天）。",
                      field="to_on")  # fmt: skip
    granted = item.extensions.filter(state=ExtensionState.GRANTED).count()
    days = (to_on - item.due_on).days
    return Extension(
        item=item, from_on=item.due_on, to_on=to_on, asked_at=clock.now(), ordinal=granted + 1,
        level=settings.level(days, granted + 1), late_days=max(0, (today - item.due_on).days),
        rules_number=in_force.number,
    )  # fmt: skip


@service
def grant_extension(
    actor: Actor, *, extension_id: int, version: int, decision: str = ""
) -> Extension:
    """Agree: the item's due date moves, its original one does not. Refused if the due date has
    changed since the request."""
    extension = _asked(actor, extension_id, "grant")
    with recounted([extension.item_id]):
        moved = Item.objects.filter(pk=extension.item_id, due_on=extension.from_on).update(
            due_on=extension.to_on
        )
    if not moved:
        raise Conflict("申请之后时限已经变动，请重新申请。")
    DueMove.objects.create(
        item=extension.item, why=MoveReason.EXTENDED, from_on=extension.from_on,
        to_on=extension.to_on, late_days=extension.late_days,
        rules_number=extension.rules_number, by_id=actor.user_id, at=clock.now(),
    )  # fmt: skip
    return _decide(actor, extension, "grant", "granted", version, decision)


@service
def refuse_extension(actor: Actor, *, extension_id: int, version: int, decision: str) -> Extension:
    """Disagree, with the reason."""
    extension = _asked(actor, extension_id, "refuse")
    return _decide(actor, extension, "refuse", "refused", version, decision)


def _asked(actor: Actor, extension_id: int, action: str) -> Extension:
    extension = access.get_or_404(actor, Extension.objects.select_related("item"), pk=extension_id)
    access.require(actor, action, extension)
    if extension.state != ExtensionState.ASKED:
        raise Conflict("这份延期申请已经审批过了。")
    return extension


def _decide(
    actor: Actor, extension: Extension, action: str, verb: str, version: int, decision: str
) -> Extension:
    change = EXTENSION_STATES.move(
        extension, action, version=version, reason=decision, decision=decision.strip(),
        decided_by_id=actor.user_id, decided_at=clock.now(),
    )  # fmt: skip
    item = extension.item
    record(
        actor, f"rectification.extension.{verb}", item, reason=decision,
        before=str(extension.from_on), after=str(extension.to_on),
    )  # fmt: skip
    if extension.asked_by_id:
        text = f"整改事项 {item.number} 的延期申请：{change.label}。"
        url = f"/rectification/items/{item.pk}/"
        kind = f"rectification.extension.{verb}"
        topic = topic_of(item.inspection_id)
        tell(actor, users=[extension.asked_by_id], kind=kind, text=text, url=url, topic=topic)
    return extension

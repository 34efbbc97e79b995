"""What comes next for one feedback, for the person who reads."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.directory.roles import OFFICE, UNIT
from xuncha.cycle.feedback.enums import Audience, DeliveryState, FeedbackState
from xuncha.cycle.feedback.models import Delivery, Feedback
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Next


def next_of(
    actor: Actor, row: Feedback, deliveries: Iterable[Delivery], left: list[str]
) -> Next | None:
    """The next step: approved, told to the head, then to the body, signed, copied."""
    if row.state == FeedbackState.DRAFT:
        if access.can(actor, "approve", row):
            return Next("核对总体评价和整改要求，无误的批准。")
        return Next("核对总体评价和整改要求，由主任批准。") if actor.has(*OFFICE) else None
    planned = [one for one in deliveries if one.state == DeliveryState.PLANNED]
    if row.state == FeedbackState.APPROVED and actor.has(*OFFICE):
        waiting = [one for one in planned if one.audience != Audience.VILLAGE]
        if waiting:
            whom = "、".join(str(one.get_audience_display()) for one in waiting)
            return Next(f"当面反馈以后登记：{whom}。")
        return Next("主要负责人和领导班子都反馈过了，点“办结反馈”，请单位签收。")
    if row.state == FeedbackState.DELIVERED:
        mine = [
            one for one in deliveries
            if one.state == DeliveryState.HELD and access.can(actor, "sign", one)
        ]  # fmt: skip
        if mine and actor.has(*UNIT):
            return Next("请在“向谁反馈”里签收，整改从签收的这份反馈开始。")
        if left:
            by = f"，请在 {row.copies_due_on} 以前发出" if row.copies_due_on else ""
            return Next(f"还没有抄告：{'、'.join(left)}{by}。")
    return None

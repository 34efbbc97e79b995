"""The shares and minimum counts in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from xuncha.cycle.inquiry.models import InquiryRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class Minimums:
    """``household_percent`` and ``household_least``: how much of a village is to be visited, by
    share and in any case. ``least_sheets``: below it a questionnaire gives no counts at all;
    ``least_cell``: below it a single count is hidden."""

    household_percent: int = 10
    household_least: int = 0
    least_sheets: int = 10
    least_cell: int = 3


LABELS = {
    "household_percent": "入户走访最低比例（%）", "household_least": "每村最少走访户数",
    "least_sheets": "问卷至少收回几份才出统计", "least_cell": "少于几份的格子不显示",
}  # fmt: skip
_LIMITS = {
    "household_percent": (0, 100), "household_least": (0, 500), "least_sheets": (5, 200),
    "least_cell": (2, 20),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class InForce:
    """Minimums with their version; number 0 stands for the house's own defaults."""

    number: int
    effective_on: dt.date | None
    values: Minimums


def parse(told: Mapping[str, Any]) -> Minimums:
    """Minimums as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    known = {one.name for one in fields(Minimums)}
    if unknown := sorted(set(told) - known):
        raise Invalid(f"没有“{unknown[0]}”这项规则。")
    for name, (least, most) in _LIMITS.items():
        value = told.get(name, getattr(Minimums(), name))
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Invalid(f"{LABELS[name]}应当是 {least} 到 {most} 的整数。", field=name)
    return Minimums(**told)


def rules_on(day: dt.date) -> InForce:
    """The version in force on a day. Before the first one the house's defaults hold."""
    rows = InquiryRules.objects.filter(effective_on__lte=day)
    row = rows.order_by("-effective_on", "-number").first()
    if row is None:
        return InForce(0, None, Minimums())
    return InForce(row.number, row.effective_on, parse(row.values))


@service
def set_inquiry_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> InquiryRules:
    """The next version. Refuses an empty note and a day that is over or before the last version's.
    Results that were counted stay as they are."""
    last = InquiryRules.objects.order_by("-number").first()
    row = InquiryRules(
        number=last.number + 1 if last else 1, effective_on=effective_on, note=note.strip()[:200],
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    if not row.note:
        raise Invalid("请写明这一版为什么调整。", field="note")
    if effective_on < clock.today():
        raise Invalid("启用日期不能早于今天。", field="effective_on")
    if last and effective_on < last.effective_on:
        raise Invalid(f"启用日期不能早于上一版的 {last.effective_on}。", field="effective_on")
    row.values = asdict(parse(values))
    if InquiryRules.objects.filter(number=row.number).exists():
        raise Conflict
    row.save(force_insert=True)
    record(actor, "inquiry.rules.made", row, number=row.number, effective=str(effective_on))
    return row

"""The shares and minimum counts in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.inquiry.models import InquiryRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor


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


def parse(told: Mapping[str, Any]) -> Minimums:
    """Minimums as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, Minimums)
    limits = {name: (*ends, LABELS[name]) for name, ends in _LIMITS.items()}
    keeping.demand_whole(told, limits, Minimums())
    return Minimums(**told)


def rules_on(day: dt.date) -> keeping.InForce[Minimums]:
    """The version in force on a day. Before the first one the house's defaults hold."""
    return keeping.in_force(
        InquiryRules, day, said=lambda row: parse(row.values), default=Minimums()
    )


@service
def set_inquiry_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> InquiryRules:
    """The next version. Refuses an empty note and a day that is over or before the last version's.
    Results that were counted stay as they are."""
    row, last = keeping.drafted(InquiryRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row)
    keeping.demand_order(row, last)
    row.values = asdict(parse(values))
    keeping.keep(actor, row, "inquiry.rules.made")
    return row

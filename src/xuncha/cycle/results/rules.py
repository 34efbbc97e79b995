"""The periods in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.results.models import ResultRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Numbers:
    """Periods in working days; for how many units a problem is common."""

    receive_days: int = 3
    recommend_days: int = 30
    special_days: int = 20
    campaign_days: int = 60
    account_days: int = 60
    appraisal_days: int = 30
    selfcheck_days: int = 20
    common_units: int = 2


LIMITS = {
    "receive_days": (1, 30, "移交后几个工作日内接收"),
    "recommend_days": (1, 250, "巡察建议书几个工作日内反馈"),
    "special_days": (1, 250, "专题报告几个工作日内反馈"),
    "campaign_days": (1, 250, "专项治理几个工作日内反馈"),
    "account_days": (1, 250, "追责问责几个工作日内反馈"),
    "appraisal_days": (1, 250, "考核运用几个工作日内反馈"),
    "selfcheck_days": (1, 120, "未巡先改几个工作日内报送"),
    "common_units": (2, 50, "几个单位都有才提议为共性问题"),
}


def parse(told: Mapping[str, Any]) -> Numbers:
    """Numbers as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, Numbers)
    keeping.demand_whole(told, LIMITS, Numbers())
    return Numbers(**told)


def rules_on(day: dt.date) -> keeping.InForce[Numbers]:
    """The version in force on a day. Before the first one the house's defaults hold."""
    return keeping.in_force(ResultRules, day, said=lambda row: parse(row.values), default=Numbers())


@service
def set_result_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> ResultRules:
    """The next version. Refuses an empty note and a day that is over or before the last version's.
    What was handed over keeps the version it went by."""
    row, last = keeping.drafted(ResultRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "移交过的按当时的规则")
    keeping.demand_order(row, last)
    row.values = asdict(parse(values))
    keeping.keep(actor, row, "results.rules.made")
    return row

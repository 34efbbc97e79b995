"""The numbers of oversight in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.oversight.models import OversightRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Numbers:
    """Shares in percent, periods in working days, sums in yuan."""

    sample_percent: int = 20
    sustained_percent: int = 10
    risky_most: int = 60
    money_from: int = 10_000
    green_days: int = 20
    yellow_days: int = 10
    group_days: int = 10
    unit_red_percent: int = 10
    unit_behind_percent: int = 20
    receive_days: int = 2
    answer_days: int = 5


LIMITS = {
    "sample_percent": (1, 100, "抽查的随机比例（%）"),
    "sustained_percent": (0, 100, "没有抽查过就确认巩固的事项，随机抽百分之几（0 为不抽）"),
    "risky_most": (1, 500, "一次抽查最多列入几件风险事项"),
    "money_from": (0, 100_000_000, "涉及多少元以上算风险事项"),
    "green_days": (1, 90, "离时限几个工作日转绿（提醒联络员）"),
    "yellow_days": (1, 90, "离时限几个工作日转黄（提醒到主要负责人）"),
    "group_days": (1, 200, "逾期几个工作日报领导小组"),
    "unit_red_percent": (1, 100, "单位逾期事项占百分之几转红"),
    "unit_behind_percent": (1, 100, "单位申报进度落后时间进度几个百分点转黄"),
    "receive_days": (1, 30, "督办文书几个工作日内签收"),
    "answer_days": (1, 60, "督办文书几个工作日内答复"),
}


def parse(told: Mapping[str, Any]) -> Numbers:
    """Numbers as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, Numbers)
    keeping.demand_whole(told, LIMITS, Numbers())
    made = Numbers(**told)
    if made.yellow_days >= made.green_days:
        raise Invalid("转黄的天数应当少于转绿的天数。", field="yellow_days")
    return made


def rules_on(day: dt.date) -> keeping.InForce[Numbers]:
    """The version in force on a day. Before the first one the house's defaults hold."""
    return keeping.in_force(
        OversightRules, day, said=lambda row: parse(row.values), default=Numbers()
    )


@service
def set_oversight_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> OversightRules:
    """The next version. Refuses an empty note, a day that is over or before the last version's, and
    steps in the wrong order. What was drawn, stepped up or sent keeps the version it went by."""
    row, last = keeping.drafted(OversightRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "抽过、提醒过、发出的按当时的规则")
    keeping.demand_order(row, last)
    row.values = asdict(parse(values))
    keeping.keep(actor, row, "oversight.rules.made")
    return row

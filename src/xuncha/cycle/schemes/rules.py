"""The rules of schemes in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.schemes.enums import Check, Party
from xuncha.cycle.schemes.models import SchemeRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

DIRECTOR, LEADER = "director", "leader"
APPROVERS = {DIRECTOR: "巡察办主任", LEADER: "领导小组成员"}
"""Who approves what the parties let pass."""
LIMITS = {
    "plan_days": (7, 120, "反馈以后几天内报送方案"),
    "review_workdays": (1, 30, "联审几个工作日内提出意见"),
    "revise_workdays": (1, 30, "退回以后几个工作日内重报"),
    "most_days": (30, 1095, "整改时限最晚到反馈以后几天（长期坚持的除外）"),
}
FEWEST, MOST = 3, 5
CHOOSABLE = tuple(one for one in Check if one is not Check.TIED)
"""Checks of which an office says whether they stop a scheme or only ask."""


@dataclass(frozen=True, slots=True)
class SchemeSettings:
    """``parties`` review; ``hard`` names the checks that stop a scheme from being sent."""

    parties: tuple[str, ...] = (Party.OFFICE, Party.TEAM, Party.DISCIPLINE, Party.ORGANISATION)
    approver: str = DIRECTOR
    plan_days: int = 30
    review_workdays: int = 5
    revise_workdays: int = 5
    most_days: int = 180
    hard: tuple[str, ...] = (
        Check.LEFT_OUT, Check.PART, Check.MEASURE, Check.LEAD, Check.DEPARTMENT, Check.DUE,
    )  # fmt: skip


def parse_settings(told: Mapping[str, Any]) -> SchemeSettings:
    """Settings as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, SchemeSettings)
    keeping.demand_whole(told, LIMITS, SchemeSettings())
    given = {name: tuple(told[name]) for name in ("parties", "hard") if name in told}
    made = SchemeSettings(**{**told, **given})
    if not FEWEST <= len(set(made.parties)) <= MOST or set(made.parties) - set(Party):
        raise Invalid(f"联审选 {FEWEST} 到 {MOST} 方。", field="parties")
    if Party.OFFICE not in made.parties:
        raise Invalid("意见由巡察办汇总，联审必须有巡察办。", field="parties")
    if made.approver not in APPROVERS:
        raise Invalid("请选择方案由谁批准。", field="approver")
    if set(made.hard) - set(CHOOSABLE):
        raise Invalid("没有这项核对。", field="hard")
    return made


def rules_on(day: dt.date) -> keeping.InForce[SchemeSettings]:
    """The version in force on a day: one query."""
    return keeping.in_force(
        SchemeRules, day, said=lambda row: parse_settings(row.settings), default=SchemeSettings()
    )


@service
def set_scheme_rules(
    actor: Actor, *, effective_on: dt.date, note: str, settings: Mapping[str, Any]
) -> SchemeRules:
    """The next version. Refuses an empty note, a day that is over or before the last version's, and
    settings that make no sense. Schemes and reviews that run keep what they were counted by."""
    kept = asdict(parse_settings(settings))
    row, last = keeping.drafted(SchemeRules, actor, effective_on=effective_on, note=note)
    row.settings = kept
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_order(row, last)
    keeping.demand_future(row, "已经起草的方案按当时的规则")
    keeping.keep(actor, row, "schemes.rules.made")
    return row

"""The name and numbers in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.deeds.models import DeedRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

DEFAULT_NAME = "一组一村一实事"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Working days, shares in percent, households."""

    promise_days: int = 60
    sample_percent: int = 10
    sample_least: int = 5
    satisfied_percent: int = 80


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says."""

    name: str = DEFAULT_NAME
    numbers: Numbers = Numbers()


LIMITS = {
    "promise_days": (1, 250, "承诺时限最长几个工作日"),
    "sample_percent": (1, 100, "回访抽取户数的比例（%）"),
    "sample_least": (1, 50, "至少回访几户"),
    "satisfied_percent": (1, 100, "满意的占访到的百分之几算满意"),
}


def parse(told: Mapping[str, Any]) -> Numbers:
    """Numbers as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, Numbers)
    keeping.demand_whole(told, LIMITS, Numbers())
    return Numbers(**told)


def rules_on(day: dt.date) -> keeping.InForce[Said]:
    """The version in force on a day. Before the first one the house's defaults hold."""
    return keeping.in_force(
        DeedRules, day, said=lambda row: Said(row.name, parse(row.values)), default=Said()
    )


@service
def set_deed_rules(
    actor: Actor, *, effective_on: dt.date, note: str, name: str, values: Mapping[str, Any]
) -> DeedRules:
    """The next version. Refuses an empty name or note, and a day that is over or before the last
    version's. What was promised and drawn keeps the version it went by."""
    row, last = keeping.drafted(DeedRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "承诺过、抽过的按当时的规则")
    keeping.demand_order(row, last)
    row.name = name.strip()
    if not 2 <= len(row.name) <= 20:
        raise Invalid("名称写 2 到 20 个字。", field="name")
    row.values = asdict(parse(values))
    keeping.keep(actor, row, "deeds.rules.made")
    return row

"""Who may grant which extension, and how long what is opened again has: the rules in force on a
day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.rectification.enums import ExtensionLevel
from xuncha.cycle.rectification.models import ExtensionRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

LIMITS = {
    "staff_days": (0, 365, "巡察办工作人员可批的天数（第一次延期，0 为不可批）"),
    "director_days": (0, 365, "巡察办主任可批的天数"),
    "director_times": (1, 10, "巡察办主任可批到第几次"),
    "most_days": (1, 1095, "累计最晚可延到原定时限以后几天"),
    "reopened_workdays": (1, 250, "重新整改给几个工作日（办理人可以另定）"),
}


@dataclass(frozen=True, slots=True)
class ExtensionSettings:
    """What goes past the director's days or times is the leading group's."""

    staff_days: int = 0
    director_days: int = 60
    director_times: int = 2
    most_days: int = 365
    reopened_workdays: int = 30

    def level(self, days: int, ordinal: int) -> ExtensionLevel:
        """Who decides on a request for so many days, the ``ordinal``-th of its item."""
        if ordinal == 1 and days <= self.staff_days:
            return ExtensionLevel.STAFF
        if days <= self.director_days and ordinal <= self.director_times:
            return ExtensionLevel.DIRECTOR
        return ExtensionLevel.LEADER


def parse_settings(told: Mapping[str, Any]) -> ExtensionSettings:
    """Settings as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, ExtensionSettings)
    keeping.demand_whole(told, LIMITS, ExtensionSettings())
    made = ExtensionSettings(**told)
    if made.staff_days > made.director_days:
        raise Invalid("工作人员可批的天数不能多于主任。", field="staff_days")
    return made


def rules_on(day: dt.date) -> keeping.InForce[ExtensionSettings]:
    """The version in force on a day: one query."""
    return keeping.in_force(
        ExtensionRules,
        day,
        said=lambda row: parse_settings(row.settings),
        default=ExtensionSettings(),
    )


@service
def set_extension_rules(
    actor: Actor, *, effective_on: dt.date, note: str, settings: Mapping[str, Any]
) -> ExtensionRules:
    """The next version. Refuses an empty note, a day that is over or before the last version's, and
    settings that make no sense. Requests that wait keep the level they were asked at."""
    kept = asdict(parse_settings(settings))
    row, last = keeping.drafted(ExtensionRules, actor, effective_on=effective_on, note=note)
    row.settings = kept
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_order(row, last)
    keeping.demand_future(row, "已经提出的申请按当时的规则")
    keeping.keep(actor, row, "rectification.extension_rules.made")
    return row

"""The periods of the field in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.fieldwork.models import FieldRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import Deadline, add_days, add_workdays
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

SCOPE = (
    "主要受理反映被巡察党组织领导班子及其成员、下一级党组织主要负责人和重要岗位党员干部"
    "违反政治纪律、组织纪律、廉洁纪律、群众纪律、工作纪律、生活纪律等方面的来信、来电、来访。"
    "不属于受理范围的，按规定转有关部门处理。"
)


@dataclass(frozen=True, slots=True)
class Periods:
    """``petition_days``: how many days before the end of the stay petitions are no longer taken.
    The others are how long partners, the unit and the team have by default. ``pages_apart``: how
    many pages received and returned may differ before it counts."""

    petition_days: int = 14
    briefing_workdays: int = 5
    request_workdays: int = 3
    fix_days: int = 10
    answer_workdays: int = 5
    pages_apart: int = 0
    phone_hours: str = "工作日 8:30—12:00，14:30—18:00"
    scope: str = SCOPE


LABELS = {
    "petition_days": "驻点结束前几天停止受理信访",
    "briefing_workdays": "巡前通报回复期限（工作日）",
    "request_workdays": "调阅材料交件期限（工作日）", "fix_days": "立行立改完成期限（天）",
    "answer_workdays": "督导意见答复期限（工作日）", "pages_apart": "收退页数允许相差（页）",
    "phone_hours": "受理电话时间", "scope": "信访受理范围",
}  # fmt: skip
_LIMITS = {
    "petition_days": (0, 60), "briefing_workdays": (1, 60), "request_workdays": (1, 60),
    "fix_days": (1, 90), "answer_workdays": (1, 60), "pages_apart": (0, 100),
}  # fmt: skip
_WORDS = {"phone_hours": 80, "scope": 1000}


def parse(told: Mapping[str, Any]) -> Periods:
    """Periods as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, Periods)
    limits = {name: (*ends, LABELS[name]) for name, ends in _LIMITS.items()}
    keeping.demand_whole(told, limits, Periods())
    for name, longest in _WORDS.items():
        value = str(told.get(name, getattr(Periods(), name))).strip()
        if not value or len(value) > longest:
            raise Invalid(f"{LABELS[name]}要填写，最多 {longest} 个字。", field=name)
    return Periods(**told)


def rules_on(day: dt.date) -> keeping.InForce[Periods]:
    """The version in force on a day. Before the first one the house's defaults hold."""
    return keeping.in_force(FieldRules, day, said=lambda row: parse(row.values), default=Periods())


@service
def set_field_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> FieldRules:
    """The next version. Refuses an empty note and a day that is over or before the last version's.
    Deadlines that stand stay as they are: each keeps the version it was counted by."""
    row, last = keeping.drafted(FieldRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    if not actor.is_system:
        keeping.demand_future(row, "已经定下的期限按当时的规则")
    keeping.demand_order(row, last)
    row.values = asdict(parse(values))
    keeping.keep(actor, row, "fieldwork.rules.made")
    return row


def due_after_workdays(start: dt.date, count: int) -> Deadline:
    """So many working days after a day, with the tables that it was counted by."""
    return add_workdays(start, count, tables())


def due_after_days(start: dt.date, count: int) -> Deadline:
    """So many days after a day."""
    return add_days(start, count, tables())


def told_by(deadline: Deadline, since: dt.date) -> str:
    """How a deadline came about, in words that stay with it."""
    provisional = "，暂按周末推算" if deadline.provisional else ""
    used = f"，工作日表 {'、'.join(deadline.tables)}" if deadline.tables else ""
    return f"自 {since} 起 {deadline.rule}{used}{provisional}"[:80]


def set_by_hand(deadline: Deadline, day: dt.date, since: dt.date) -> str:
    """The same where somebody chose another day than the rule gave."""
    if day == deadline.on:
        return told_by(deadline, since)
    return f"人工指定；按规则是 {deadline.on}（{deadline.rule}）"[:80]

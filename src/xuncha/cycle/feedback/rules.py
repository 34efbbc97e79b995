"""The periods of report and feedback in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.feedback.models import FeedbackRules
from xuncha.cycle.fieldwork.rules import told_by
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import Deadline, add_days, add_workdays
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

QUESTIONS = (
    "宣讲政策、说明来意清楚", "了解情况深入，找问题准", "听取意见充分，事实核对认真",
    "反馈意见实事求是、指向明确", "立行立改督促有力",
    "遵守工作纪律，不干预单位正常工作", "遵守保密纪律", "遵守廉洁纪律和中央八项规定精神",
    "作风务实，不增加基层负担",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Periods:
    """``group_workdays`` and ``secretary_days`` count from the end of the stay; ``feedback``
    from the report's final version; the others from the day of the meeting, of the feedback, of
    the issue. ``head_first`` is 1 where the head is told before the body."""

    group_workdays: int = 15
    secretary_days: int = 30
    filing_workdays: int = 10
    feedback_workdays: int = 10
    receipt_workdays: int = 3
    copy_workdays: int = 1
    copy_receipt_workdays: int = 3
    review_workdays: int = 10
    head_first: int = 1
    questions: tuple[str, ...] = QUESTIONS


LIMITS = {
    "group_workdays": (1, 120, "撤点后几个工作日内领导小组听取"),
    "secretary_days": (1, 200, "撤点后几天内书记专题会听取"),
    "filing_workdays": (1, 60, "书记专题会后几个工作日内报备"),
    "feedback_workdays": (1, 120, "报告定稿后几个工作日内反馈"),
    "receipt_workdays": (1, 30, "反馈后几个工作日内签收"),
    "copy_workdays": (1, 30, "反馈后几个工作日内抄告"),
    "copy_receipt_workdays": (1, 30, "抄告发出后几个工作日内签收"),
    "review_workdays": (1, 60, "反馈后几个工作日内填写后评估"),
    "head_first": (0, 1, "先向主要负责人、再向领导班子反馈（1 是，0 不分先后）"),
}
_MOST_QUESTIONS, _LONGEST = 30, 120


def parse(told: Mapping[str, Any]) -> Periods:
    """Periods as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, Periods)
    keeping.demand_whole(told, LIMITS, Periods())
    questions = tuple(str(one).strip() for one in told.get("questions", QUESTIONS))
    asked = [one for one in questions if one]
    if not 1 <= len(asked) <= _MOST_QUESTIONS:
        raise Invalid(f"后评估要有 1 到 {_MOST_QUESTIONS} 项评价内容。", field="questions")
    if any(len(one) > _LONGEST for one in asked) or len(set(asked)) != len(asked):
        raise Invalid(f"评价内容不能重复，每项最多 {_LONGEST} 个字。", field="questions")
    return Periods(**{**told, "questions": tuple(asked)})


def rules_on(day: dt.date) -> keeping.InForce[Periods]:
    """The version in force on a day. Before the first one the house's defaults hold."""
    return keeping.in_force(
        FeedbackRules, day, said=lambda row: parse(row.values), default=Periods()
    )


@service
def set_feedback_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> FeedbackRules:
    """The next version. Refuses an empty note and a day that is over or before the last version's.
    Deadlines that stand keep the version they were counted by."""
    row, last = keeping.drafted(FeedbackRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "已经起算的期限按当时的规则")
    keeping.demand_order(row, last)
    told = asdict(parse(values))
    row.values = told | {"questions": list(told["questions"])}
    keeping.keep(actor, row, "feedback.rules.made")
    return row


@dataclass(frozen=True, slots=True)
class Due:
    """A day, how it came about, by which version; ``counted`` for what has to be settled later."""

    on: dt.date
    rule: str
    version: int
    counted: Deadline


def due(name: str, since: dt.date) -> Due:
    """The deadline of a period, counted from a day, by the version in force on that day."""
    rules = rules_on(since)
    count = getattr(rules.settings, name)
    add = add_workdays if name.endswith("workdays") else add_days
    found: Deadline = add(since, count, tables())
    return Due(found.on, told_by(found, since), rules.number, found)

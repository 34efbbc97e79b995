"""The form of evaluation and its numbers in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.evaluation.forms import BY_KEY, PRESETS, Form
from xuncha.cycle.evaluation.models import EvaluationRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

_FULL = 100


@dataclass(frozen=True, slots=True)
class Numbers:
    """Periods in months or working days, the least numbers of sheets."""

    report_months: int = 6
    meeting_months: int = 2
    evaluate_months: int = 1
    public_days: int = 10
    answer_days: int = 5
    least_sheets: int = 10
    least_cell: int = 3


LIMITS = {
    "report_months": (1, 12, "没有集中整改截止日期的，反馈后几个月报送两份报告"),
    "meeting_months": (1, 12, "反馈后几个月内召开专题民主生活会"),
    "evaluate_months": (1, 12, "集中整改期满后几个月内评估"),
    "public_days": (1, 60, "公开期几个工作日"),
    "answer_days": (1, 30, "单位几个工作日内对评估回复意见"),
    "least_sheets": (5, 200, "满意度测评最少几份才出结果"),
    "least_cell": (2, 20, "测评结果里少于几份的格子不显示"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """All of a version."""

    form: Form
    numbers: Numbers


DEFAULT = Rules(PRESETS[0], Numbers())


def parse(told: Mapping[str, Any]) -> Rules:
    """A version as kept: ``preset`` with ``weights``, ``least``, ``vetoes`` and ``numbers`` where
    they differ. ``Invalid`` for what makes no sense."""
    preset = BY_KEY.get(str(told.get("preset", "")))
    if preset is None:
        raise Invalid("请选一套评估表。", field="preset")
    form = preset.changed(
        told.get("weights", {}),
        {int(at): one for at, one in told.get("least", {}).items()},
        told.get("vetoes", {}),
    )
    _demand_sense(form)
    numbers = told.get("numbers", {})
    keeping.demand_known(numbers, Numbers)
    keeping.demand_whole(numbers, LIMITS, Numbers())
    return Rules(form, Numbers(**numbers))


def _demand_sense(form: Form) -> None:
    weights = [one.weight for one in form.indicators]
    if any(not isinstance(one, int) or not 0 <= one <= _FULL for one in weights):
        raise Invalid("每项指标的满分应当是 0 到 100 的整数。")
    if sum(weights) != _FULL:
        raise Invalid(f"各项指标的满分加起来是 {sum(weights)}，应当是 100。")
    least = [one.least for one in form.grades]
    if least != sorted(set(least), reverse=True) or least[-1] != 0 or least[0] > _FULL:
        raise Invalid("各等次的最低分应当从高到低，最后一等是 0 分。")
    if any(not isinstance(one.at, int) or not 0 <= one.at <= _FULL for one in form.vetoes):
        raise Invalid("否决的数应当是 0 到 100 的整数，0 是不用这一条。")


def rules_on(day: dt.date) -> keeping.InForce[Rules]:
    """The version in force on a day. Before the first one the house's defaults hold."""
    return keeping.in_force(
        EvaluationRules, day, said=lambda row: parse(row.values), default=DEFAULT
    )


@service
def set_evaluation_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> EvaluationRules:
    """The next version. Refuses an empty note, a day that is over or before the last version's,
    weights that don't come to 100 and grades out of order. Evaluations keep their own version."""
    row, last = keeping.drafted(EvaluationRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "已经发起的评估按当时的规则")
    keeping.demand_order(row, last)
    parse(values)
    row.values = dict(values)
    keeping.keep(actor, row, "evaluation.rules.made")
    return row

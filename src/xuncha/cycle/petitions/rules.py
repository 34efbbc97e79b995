"""The periods in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.petitions.models import PetitionRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor

HIGHER = (
    "反映上级党组织管理的干部或者属于上级机关受理的，不得复制、摘抄，不得录入本系统，不得扩大知悉范围；"
    "请在 {days} 个工作日内直接送本机关主要负责人转报上级。系统只记下今天有一件，内容没有保存。"
)

LIMITS = {
    "decide_workdays": (1, 30, "收到后几个工作日内受理或者转送"),
    "tell_workdays": (1, 60, "实名的，受理后几个工作日内告知"),
    "finish_months": (1, 24, "受理后几个月内办结"),
    "result_workdays": (1, 60, "实名的，办结后几个工作日内反馈结果"),
    "higher_workdays": (1, 30, "属于上级的，几个工作日内上报"),
    "near_percent": (20, 100, "文字相似百分之几以上提示可能重复"),
    "retention_years": (1, 100, "保管年限"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults of the house."""

    decide_workdays: int = 5
    tell_workdays: int = 15
    finish_months: int = 3
    result_workdays: int = 15
    higher_workdays: int = 5
    near_percent: int = 45
    retention_years: int = 30


def rules_on(day: dt.date) -> keeping.InForce[Settings]:
    """The version in force on a day."""
    return keeping.in_force(
        PetitionRules, day, default=Settings(),
        said=lambda row: Settings(**keeping.still_known(row.settings, Settings)),
    )  # fmt: skip


@service
def set_petition_rules(
    actor: Actor, *, effective_on: dt.date, note: str, settings: Mapping[str, Any]
) -> PetitionRules:
    """The next version. Refuses an empty note, a day in the past, and numbers out of their range;
    deadlines that were counted stay as they are."""
    row, _ = keeping.drafted(PetitionRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "已经起算的时限按当时的规则")
    limits = {name: (least, most, f"“{label}”") for name, (least, most, label) in LIMITS.items()}
    keeping.demand_whole(settings, limits, Settings())
    row.settings = asdict(Settings(**{name: settings[name] for name in LIMITS if name in settings}))
    keeping.keep(actor, row, "petitions.rules.made")
    return row

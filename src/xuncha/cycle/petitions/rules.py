"""The periods in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from xuncha.cycle.petitions.models import PetitionRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

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


@dataclass(frozen=True, slots=True)
class InForce:
    """Settings with their version; number 0 stands for the house's own defaults."""

    number: int
    effective_on: dt.date | None
    settings: Settings


def rules_on(day: dt.date) -> InForce:
    """The version in force on a day."""
    rows = PetitionRules.objects.filter(effective_on__lte=day)
    row = rows.order_by("-effective_on", "-number").first()
    if row is None:
        return InForce(0, None, Settings())
    known = {one.name for one in fields(Settings)}
    told = {key: value for key, value in row.settings.items() if key in known}
    return InForce(row.number, row.effective_on, Settings(**told))


@service
def set_petition_rules(
    actor: Actor, *, effective_on: dt.date, note: str, settings: Mapping[str, Any]
) -> PetitionRules:
    """The next version. Refuses an empty note, a day in the past, and numbers out of their range;
    deadlines that were counted stay as they are."""
    last = PetitionRules.objects.order_by("-number").first()
    row = PetitionRules(
        number=last.number + 1 if last else 1, effective_on=effective_on,
        note=note.strip()[:200], made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    if not row.note:
        raise Invalid("请写明这一版为什么调整。", field="note")
    if effective_on < clock.today():
        raise Invalid("启用日期不能早于今天：已经起算的时限按当时的规则。", field="effective_on")
    for name, (least, most, label) in LIMITS.items():
        value = settings.get(name, getattr(Settings(), name))
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Invalid(f"“{label}”应当是 {least} 到 {most} 的整数。", field=name)
    row.settings = asdict(Settings(**{name: settings[name] for name in LIMITS if name in settings}))
    if PetitionRules.objects.filter(number=row.number).exists():
        raise Conflict
    row.save(force_insert=True)
    record(actor, "petitions.rules.made", row, number=row.number, effective=str(effective_on))
    return row

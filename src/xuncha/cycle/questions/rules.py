"""What the engine is asked with on a day, and the next version of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xuncha.cycle.questions.models import SignalRules
from xuncha.cycle.rectification.asking.thresholds import Asked, told_by
from xuncha.cycle.rectification.enums import Severity
from xuncha.engines.checking.registry import CODES, RULES
from xuncha.engines.checking.settings import VERSION, SettingsError
from xuncha.engines.checking.settings import Settings as CheckSettings
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

NAMES = {one.code: one.name for one in RULES}
DAYS = (1, 30)
_LIMITS = {"answer_workdays": (*DAYS, "“单位几个工作日内答复”")}


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults of the house. ``check`` is what ``xuncha check --rules`` takes, ``severity`` the
    severity of a rule's signals where an office turned it down."""

    answer_workdays: int = 5
    check: Mapping[str, Any] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)


def _said(row: SignalRules) -> Settings:
    told = row.settings
    return Settings(told["answer_workdays"], told["check"], told["severity"])


def rules_on(day: dt.date) -> keeping.InForce[Settings]:
    """The version in force on a day."""
    return keeping.in_force(SignalRules, day, said=_said, default=Settings())


@told_by
def _asked() -> Asked:
    """For the engine: what holds today."""
    now = rules_on(clock.today())
    if not now.number:
        return Asked(CheckSettings.default(), {})
    version = f"{VERSION}+{now.number}"
    return Asked(
        CheckSettings.from_dict({**now.settings.check, "version": version}), now.settings.severity
    )


@service
def set_signal_rules(
    actor: Actor, *, effective_on: dt.date, note: str, answer_workdays: int,
    check: Mapping[str, Any], severity: Mapping[str, str],
) -> SignalRules:  # fmt: skip
    """The next version. Refuses an empty note, a day in the past, and thresholds that the engine
    doesn't know; signals that were found stay as they are until the next check."""
    row, _ = keeping.drafted(SignalRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "已经提出的疑点记着当时的版本")
    keeping.demand_whole({"answer_workdays": answer_workdays}, _LIMITS, Settings())
    try:
        CheckSettings.from_dict({**check, "version": VERSION})
    except SettingsError as problem:
        raise Invalid(str(problem).replace("规则文件", "规则"), field="check") from None
    if not set(severity) <= CODES or not set(severity.values()) <= set(Severity.values):
        raise Invalid("程度只能是高、中、低。", field="severity")
    row.settings = {
        "answer_workdays": answer_workdays, "check": dict(check), "severity": dict(severity)
    }  # fmt: skip
    keeping.keep(actor, row, "questions.rules.made")
    return row

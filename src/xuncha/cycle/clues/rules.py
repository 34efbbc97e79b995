"""The periods in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.clues.enums import Receiver
from xuncha.cycle.clues.models import Clue, ClueRules
from xuncha.cycle.directory.models import Organisation
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.calendar.workdays import add_months
from xuncha.foundation.versions import keeping
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

LIMITS = {
    "accept_workdays": (1, 60, "签收后几个工作日内受理"),
    "result_months": (1, 24, "移交后几个月内反馈结果"),
    "unlock_minutes": (1, 60, "专柜打开几分钟后自动锁上"),
    "least_shown": (2, 20, "统计里少于几件不显示"),
    "retention_years": (1, 100, "保管年限"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults of the house; ``number`` is the version, 0 for these."""

    accept_workdays: int = 5
    result_months: int = 3
    unlock_minutes: int = 15
    least_shown: int = 3
    retention_years: int = 30


def rules_on(day: dt.date) -> keeping.InForce[Settings]:
    """The version in force on a day."""
    return keeping.in_force(
        ClueRules, day, default=Settings(),
        said=lambda row: Settings(**keeping.still_known(row.settings, Settings)),
    )  # fmt: skip


def receiving(day: dt.date) -> dict[str, Organisation | None]:
    """Who receives on a day, by kind: the bodies that the version in force names."""
    row = keeping.latest(ClueRules, day)
    told = (row.discipline, row.organisation) if row else (None, None)
    return dict(zip((Receiver.DISCIPLINE, Receiver.ORGANISATION), told, strict=True))


def keep_until(clue: Clue) -> dt.date:
    """How long a clue is kept, by the rules of the day on which it was registered."""
    day = clue.registered_at.astimezone(clock.CHINA).date()
    years = rules_on(day).settings.retention_years
    return add_months(day, 12 * years, {}).on


@service
def set_clue_rules(
    actor: Actor, *, effective_on: dt.date, note: str, settings: Mapping[str, Any],
    receivers: Mapping[str, Organisation | None] | None = None,
) -> ClueRules:  # fmt: skip
    """The next version. Refuses an empty note, a day in the past, and numbers out of their range;
    deadlines that were counted stay as they are."""
    row, _ = keeping.drafted(ClueRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "已经起算的时限按当时的规则")
    limits = {name: (least, most, f"“{label}”") for name, (least, most, label) in LIMITS.items()}
    keeping.demand_whole(settings, limits, Settings())
    row.settings = asdict(Settings(**{name: settings[name] for name in LIMITS if name in settings}))
    for name, body in (receivers or {}).items():
        setattr(row, Receiver(name).value, body)
    keeping.keep(actor, row, "clues.rules.made")
    return row

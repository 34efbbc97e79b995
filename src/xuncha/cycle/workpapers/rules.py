"""The rules in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xuncha.cycle.workpapers.models import PaperRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

LIAISON, MEMBER, DIRECTOR, SECOND = "liaison", "member", "director", "second_deputy"
FOR_DEPUTY = {
    LIAISON: "由联络员复核",
    MEMBER: "由另一名组员复核",
    DIRECTOR: "由巡察办主任复核",
}
"""Who reviews where the author is the team's only deputy."""
FOR_LEADER = {
    DIRECTOR: "由巡察办主任审签",
    SECOND: "由没有复核过的副组长审签",
}
"""Who approves where the author is the team's leader."""


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """``answer_days``: working days that the unit has for a sheet of facts."""

    for_deputy: str = LIAISON
    for_leader: str = DIRECTOR
    answer_days: int = 3


def parse_settings(told: Mapping[str, Any]) -> PaperSettings:
    """Settings as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    keeping.demand_known(told, PaperSettings)
    made = PaperSettings(**told)
    if made.for_deputy not in FOR_DEPUTY:
        raise Invalid("请选择承办人是副组长时由谁复核。", field="for_deputy")
    if made.for_leader not in FOR_LEADER:
        raise Invalid("请选择承办人是组长时由谁审签。", field="for_leader")
    if not isinstance(made.answer_days, int) or not 1 <= made.answer_days <= 30:
        raise Invalid("答复期限应当是 1 到 30 个工作日。", field="answer_days")
    return made


def rules_on(day: dt.date) -> keeping.InForce[PaperSettings]:
    """The version in force on a day: one query."""
    return keeping.in_force(
        PaperRules, day, said=lambda row: parse_settings(row.settings), default=PaperSettings()
    )


@service
def set_paper_rules(
    actor: Actor, *, effective_on: dt.date, note: str, settings: Mapping[str, Any]
) -> PaperRules:
    """The next version. Refuses an empty note, a day in the past or before the last version's, and
    settings that make no sense. Sheets that were sent keep the deadline they were sent with."""
    kept = asdict(parse_settings(settings))
    row, last = keeping.drafted(PaperRules, actor, effective_on=effective_on, note=note)
    row.settings = kept
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_order(row, last)
    keeping.demand_future(row)
    keeping.keep(actor, row, "workpapers.rules.made")
    return row

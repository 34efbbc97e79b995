"""The rules in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from xuncha.cycle.workpapers.models import PaperRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

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


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """Settings with their version; number 0 stands for the house's own defaults."""

    number: int
    effective_on: dt.date | None
    settings: PaperSettings


def parse_settings(told: Mapping[str, Any]) -> PaperSettings:
    """Settings as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    known = {one.name for one in fields(PaperSettings)}
    if unknown := sorted(set(told) - known):
        raise Invalid(f"没有“{unknown[0]}”这项规则。")
    made = PaperSettings(**told)
    if made.for_deputy not in FOR_DEPUTY:
        raise Invalid("请选择承办人是副组长时由谁复核。", field="for_deputy")
    if made.for_leader not in FOR_LEADER:
        raise Invalid("请选择承办人是组长时由谁审签。", field="for_leader")
    if not isinstance(made.answer_days, int) or not 1 <= made.answer_days <= 30:
        raise Invalid("答复期限应当是 1 到 30 个工作日。", field="answer_days")
    return made


def rules_on(day: dt.date) -> RulesInForce:
    """The version in force on a day: one query."""
    rows = PaperRules.objects.filter(effective_on__lte=day)
    row = rows.order_by("-effective_on", "-number").first()
    if row is None:
        return RulesInForce(0, None, PaperSettings())
    return RulesInForce(row.number, row.effective_on, parse_settings(row.settings))


@service
def set_paper_rules(
    actor: Actor, *, effective_on: dt.date, note: str, settings: Mapping[str, Any]
) -> PaperRules:
    """The next version. Refuses an empty note, a day in the past or before the last version's, and
    settings that make no sense. Sheets that were sent keep the deadline they were sent with."""
    last = PaperRules.objects.order_by("-number").first()
    row = PaperRules(
        number=last.number + 1 if last else 1, effective_on=effective_on, note=note.strip()[:200],
        settings=asdict(parse_settings(settings)), made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    if not row.note:
        raise Invalid("请写明这一版为什么调整。", field="note")
    if last and effective_on < last.effective_on:
        raise Invalid(f"启用日期不能早于上一版的 {last.effective_on}。", field="effective_on")
    if effective_on < clock.today():
        raise Invalid("启用日期不能早于今天。", field="effective_on")
    if PaperRules.objects.filter(number=row.number).exists():
        raise Conflict
    row.save(force_insert=True)
    record(actor, "workpapers.rules.made", row, number=row.number, effective=str(effective_on))
    return row

"""The rules in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from xuncha.cycle.teams.models import RecusalRules
from xuncha.engines.recusal import DEFAULT, Rules, RulesError, parse_rules
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class TeamRules:
    """What a team must be made of. Sizes count everybody who sits in it. ``most_rounds`` is the
    most rounds of a term that one person serves (0: no limit); ``secrecy_months`` how old a secrecy
    training may be (0: not asked for); ``strict_secrecy`` whether a missing one forbids the team or
    is only told; ``second_deputy`` whether a second deputy from discipline is demanded."""

    least: int = 5
    most: int = 7
    least_deputies: int = 1
    most_deputies: int = 2
    most_organisations: int = 0
    most_rounds: int = 0
    secrecy_months: int = 12
    strict_secrecy: bool = True
    second_deputy: bool = False


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """Both parts with their version; number 0 stands for the house's own defaults."""

    number: int
    effective_on: dt.date | None
    recusal: Rules
    team: TeamRules


_LIMITS = {
    "least": (1, 30, "每组最少人数"),
    "most": (1, 30, "每组最多人数"),
    "least_deputies": (0, 5, "副组长最少人数"),
    "most_deputies": (0, 5, "副组长最多人数"),
    "most_organisations": (0, 200, "每组最多单位数"),
    "most_rounds": (0, 60, "一届最多参加轮数"),
    "secrecy_months": (0, 60, "保密培训有效月数"),
}
_SWITCHES = frozenset({"strict_secrecy", "second_deputy"})


def parse_team_rules(told: Mapping[str, Any]) -> TeamRules:
    """Settings as kept; what is absent has its default. ``Invalid`` for what makes no sense."""
    known = {one.name for one in fields(TeamRules)}
    if unknown := sorted(set(told) - known):
        raise Invalid(f"没有“{unknown[0]}”这项组队规则。", field="team")
    keeping.demand_whole(told, _LIMITS, TeamRules())
    for name in _SWITCHES:
        if not isinstance(told.get(name, False), bool):
            raise Invalid("开关只能是“是”或“否”。", field=name)
    rules = TeamRules(**told)
    if rules.least > rules.most:
        raise Invalid("每组最少人数不能多于最多人数。", field="least")
    if rules.least_deputies > rules.most_deputies:
        raise Invalid("副组长最少人数不能多于最多人数。", field="least_deputies")
    return rules


def rules_on(day: dt.date) -> RulesInForce:
    """The version in force on a day: one query. Before the first one the house's defaults hold."""
    row = keeping.latest(RecusalRules, day)
    if row is None:
        return RulesInForce(0, None, DEFAULT, TeamRules())
    return in_force(row)


def in_force(row: RecusalRules) -> RulesInForce:
    """A kept version, read."""
    recusal = parse_rules(row.recusal, version=row.number, effective_on=row.effective_on)
    return RulesInForce(row.number, row.effective_on, recusal, parse_team_rules(row.team))


@service
def set_recusal_rules(
    actor: Actor, *, effective_on: dt.date, note: str, recusal: Mapping[str, Any],
    team: Mapping[str, Any],
) -> RecusalRules:  # fmt: skip
    """The next version of the rules. Refuses an empty note, a day before the last version's or in
    the past, and settings that make no sense. Teams that are authorised are judged anew by the
    daily round, and by every change from that day on."""
    row, last = keeping.drafted(RecusalRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_order(row, last)
    if not actor.is_system:
        keeping.demand_future(row, "已经作出的判断按当时的规则")
    try:
        row.recusal = parse_rules(recusal).as_json()
    except RulesError as problem:
        raise Invalid(str(problem), field="recusal") from None
    row.team = asdict(parse_team_rules(team))
    keeping.keep(actor, row, "teams.rules.made")
    return row

"""The local rules of recusal: one version of settings, and which version holds on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from xuncha.engines.recusal.kinds import Degree, Ground

KIN = frozenset(Degree)
WITH_YEARS = (
    Ground.HOME, Ground.POST, Ground.KIN, Ground.BUSINESS, Ground.DECLARED, Ground.EARLIER,
    Ground.OTHER,
)  # fmt: skip
"""Grounds that look back. A native place never ends; a settled recusal has its own day."""
MOST_YEARS = 50
_FOR_EVER = "ever"


class RulesError(ValueError):
    """A setting makes no sense; the message is one Chinese sentence."""


def _three_years() -> dict[Ground, int | None]:
    years: dict[Ground, int | None] = dict.fromkeys(WITH_YEARS, 3)
    return years | {Ground.EARLIER: 0}


@dataclass(frozen=True, slots=True)
class Rules:
    """One version. ``years`` says how long a ground is looked back at after its last day (None:
    for ever; 0: only while it lasts; for an earlier inspection 0 means that it is no ground).

    ``home_family`` lets the home's parent and child count as the home; ``tie_family`` names the
    grounds whose ties to a parent or child count too. ``leader_degrees`` hold for leader and
    deputies, ``member_degrees`` for everybody else. ``long_service_years``: who belonged to it or
    held a post there for so long keeps away for ever (0: no such rule).
    """

    version: int = 1
    effective_on: dt.date = dt.date(2000, 1, 1)
    years: Mapping[Ground, int | None] = field(default_factory=_three_years)
    home_family: bool = True
    tie_family: frozenset[Ground] = frozenset({Ground.NATIVE})
    leader_degrees: frozenset[Degree] = KIN
    member_degrees: frozenset[Degree] = KIN
    native_place: bool = True
    leader_not_twice: bool = True
    same_home_in_team: bool = False
    long_service_years: int = 0

    def as_json(self) -> dict[str, Any]:
        """As it is kept; ``parse_rules`` reads it back."""
        return {
            "years": {
                key.value: _FOR_EVER if (told := self.years.get(key, 0)) is None else told
                for key in WITH_YEARS
            },
            "home_family": self.home_family,
            "tie_family": sorted(self.tie_family),
            "leader_degrees": sorted(self.leader_degrees),
            "member_degrees": sorted(self.member_degrees),
            "native_place": self.native_place,
            "leader_not_twice": self.leader_not_twice,
            "same_home_in_team": self.same_home_in_team,
            "long_service_years": self.long_service_years,
        }


DEFAULT = Rules()
_KNOWN = {one.name for one in fields(Rules)} - {"version", "effective_on"}


def parse_rules(
    told: Mapping[str, Any], *, version: int = 1, effective_on: dt.date = DEFAULT.effective_on
) -> Rules:
    """Settings as kept. What is absent has its default; an unknown name, ground or degree, a number
    of years outside 0 to 50 or a switch that is neither yes nor no raises ``RulesError``."""
    if unknown := sorted(set(told) - _KNOWN):
        raise RulesError(f"没有“{unknown[0]}”这项回避规则。")
    given: dict[str, Any] = {"version": version, "effective_on": effective_on}
    years = told.get("years", {})
    if not isinstance(years, Mapping):
        raise RulesError("各类回避的年限应当逐类填写。")
    given["years"] = _three_years() | {
        _one(Ground, key, "回避种类"): _years(value) for key, value in years.items()
    }
    for name in ("home_family", "native_place", "leader_not_twice", "same_home_in_team"):
        value = told.get(name, getattr(DEFAULT, name))
        if not isinstance(value, bool):
            raise RulesError("开关只能是“是”或“否”。")
        given[name] = value
    for name, kind in (("tie_family", Ground), ("leader_degrees", Degree),
                       ("member_degrees", Degree)):  # fmt: skip
        values = told.get(name, getattr(DEFAULT, name))
        given[name] = frozenset(_one(kind, one, "选项") for one in values)
    given["long_service_years"] = _years(told.get("long_service_years", 0)) or 0
    return Rules(**given)


def _one(kind: type[Ground] | type[Degree], value: object, what: str) -> Any:
    try:
        return kind(str(value))
    except ValueError:
        raise RulesError(f"没有“{value}”这个{what}。") from None


def _years(value: object) -> int | None:
    if value == _FOR_EVER:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_YEARS:
        raise RulesError(f"回避年限应当是 0 到 {MOST_YEARS} 的整数，或者长期。")
    return value


def rules_on(versions: Iterable[Rules], day: dt.date) -> Rules:
    """The version in force on a day: the latest that has begun, of two of one day the newer. Before
    the first the house's defaults hold."""
    begun = [one for one in versions if one.effective_on <= day]
    return max(begun, key=lambda one: (one.effective_on, one.version), default=DEFAULT)

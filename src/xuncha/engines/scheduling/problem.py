"""A planning problem as it is told: the form of ``xuncha plan``, read and checked.

Dates are days; ``effort`` is in working days of a team, ``risk`` from 0 to 100. Both are exact
fractions, so that sums and limits compare as on paper. Ids are kept as told; order is the file's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Rules:
    """``team_size`` and ``deputies`` as (least, most)."""

    team_size: tuple[int, int]
    deputies: tuple[int, int]
    most_organisations: int
    most_effort: Fraction
    leader_not_twice: bool = False
    same_home: bool = False
    recusal_years: int = 0
    delay_tolerance: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Round:
    id: str
    start: dt.date
    end: dt.date
    teams: int


@dataclass(frozen=True, slots=True)
class Organisation:
    id: str
    name: str
    risk: Fraction
    effort: Fraction
    skills: frozenset[str] = frozenset()
    kind: str = ""
    parent: str | None = None
    not_before: dt.date | None = None
    due: dt.date | None = None
    with_parent: bool = False
    fixed_round: str | None = None


@dataclass(frozen=True, slots=True)
class Inspector:
    """``rounds`` None: all; ``max_rounds`` None: no limit."""

    id: str
    name: str
    skills: frozenset[str] = frozenset()
    leader: bool = False
    deputy: bool = False
    home: str | None = None
    rounds: tuple[str, ...] | None = None
    max_rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Recusal:
    """Holds for rounds that start before ``until``; None: for ever."""

    inspector: str
    organisation: str
    until: dt.date | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """Who led at an organisation before."""

    inspector: str
    organisation: str
    leader: bool


@dataclass(frozen=True, slots=True)
class Team:
    """A team of a round: ``number`` from 1. A plan without people has no leader."""

    round: str
    number: int
    organisations: tuple[str, ...]
    leader: str | None = None
    deputies: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it stands in the answer of ``xuncha plan``."""
        return {
            "round": self.round, "team": self.number, "organisations": list(self.organisations),
            "leader": self.leader, "deputies": list(self.deputies), "members": list(self.members),
        }  # fmt: skip

    @property
    def people(self) -> frozenset[str]:
        """Everybody in it."""
        head = (self.leader,) if self.leader is not None else ()
        return frozenset((*head, *self.deputies, *self.members))


@dataclass(frozen=True, slots=True)
class Problem:
    start: dt.date
    end: dt.date
    rules: Rules
    rounds: tuple[Round, ...]
    organisations: tuple[Organisation, ...]
    inspectors: tuple[Inspector, ...]
    recusals: tuple[Recusal, ...] = ()
    history: tuple[Past, ...] = ()
    locked: tuple[Team, ...] = ()

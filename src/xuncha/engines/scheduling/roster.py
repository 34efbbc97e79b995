"""One round whose organisations are already put to teams: who sits where, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LEADER, DEPUTY, SECOND_DEPUTY, MEMBER = "leader", "deputy", "second_deputy", "member"
ROLES = (LEADER, DEPUTY, SECOND_DEPUTY, MEMBER)
DEPUTIES = frozenset({DEPUTY, SECOND_DEPUTY})


class RosterError(Exception):
    """The round can't be staffed; ``sentences`` say which demands can't all hold."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be seated. ``rounds``: those of the term that he serves already."""

    id: int
    name: str
    home: int | None = None
    skills: frozenset[str] = frozenset()
    can_lead: bool = False
    can_deputise: bool = False
    from_discipline: bool = False
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A team to be filled. ``taken`` sit there already, each with a role, and stay. ``barred`` may
    not sit there at all, the others not in that role."""

    team: int
    name: str
    needs: frozenset[str] = frozenset()
    taken: tuple[tuple[Candidate, str], ...] = ()
    barred: frozenset[int] = frozenset()
    barred_leading: frozenset[int] = frozenset()
    barred_deputising: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """``size``: people of a team, all roles counted; ``deputies``: how many of them, the last from
    discipline with ``second_deputy``. ``most_rounds`` 0: no limit. ``together``: how often two
    people sat in one team before, the smaller id first; fewer is better."""

    size: int
    deputies: int
    same_home: bool = False
    second_deputy: bool = False
    most_rounds: int = 0
    together: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody has a seat: ``kind`` and the words that belong to it."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """A seat given to somebody who did not sit there before."""

    team: int
    person: Candidate
    role: str
    reasons: tuple[Reason, ...] = ()

    @property
    def reason(self) -> str:
        """All reasons in one line."""
        return "；".join(one.words for one in self.reasons)

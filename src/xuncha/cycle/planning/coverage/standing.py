"""Whether an organisation is covered on a day: by its own inspection, or by its line.

Pure: facts in, an answer with its reason out. The rules:

- Who was entered within the term is covered from that day on.
- Who was set up within the term by a merger or a split is covered if every organisation that it
  came from was covered before that day.
- Who took in, or came from, an organisation that was not covered owes for it: an inspection of its
  own covers only if it began on or after the day of the merger or split.
- Who ended uncovered passes the debt on; without a successor nobody owes it any more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xuncha.cycle.directory.history import Step
from xuncha.cycle.planning.coverage.enums import Standing


@dataclass(frozen=True, slots=True)
class Life:
    """An organisation with its days."""

    id: int
    name: str
    established_on: dt.date | None = None
    dissolved_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection that was entered."""

    organisation: int
    round_id: int
    round_name: str
    entered_on: dt.date
    inspection: int
    way: str = "巡察"


@dataclass(frozen=True, slots=True)
class Leave:
    """An organisation left out of the term, or put off, from a day on."""

    excluded_on: dt.date | None = None
    excluded_reason: str = ""
    deferred_on: dt.date | None = None
    deferred_reason: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """The answer; ``visits`` are the inspections that cover it (its own, or its line's)."""

    standing: Standing
    reason: str
    visits: tuple[Visit, ...] = ()


@dataclass(slots=True)
class Lines:
    """All facts of a term, asked organisation by organisation."""

    start: dt.date
    end: dt.date
    lives: Mapping[int, Life]
    exceptions: Mapping[int, Leave]
    _into: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))
    _out_of: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))
    _visits: dict[int, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[tuple[int, dt.date], Stand | None] = field(default_factory=dict)

    def learn(self, edges: Iterable[Step], visits: Iterable[Visit]) -> Lines:
        """Take the facts in, in the order of their days."""
        for edge in sorted(edges, key=lambda one: (one.on, one.predecessor, one.successor)):
            if self.start < edge.on <= self.end:
                self._into[edge.successor].append(edge)
                self._out_of[edge.predecessor].append(edge)
        for visit in sorted(visits, key=lambda one: (one.entered_on, one.inspection)):
            if self.start <= visit.entered_on <= self.end:
                self._visits[visit.organisation].append(visit)
        return self

    def of(self, organisation: int, day: dt.date) -> Stand | None:
        """How it stands on a day of the term; None if it was not there yet, or no longer when the
        term began."""
        day = max(self.start, min(day, self.end))
        life = self.lives[organisation]
        if life.established_on and life.established_on > day:
            return None
        if life.dissolved_on and life.dissolved_on <= self.start:
            return None
        if covered := self.covered(organisation, day):
            return covered
        ended = life.dissolved_on is not None and life.dissolved_on <= day
        return self._ended(organisation, day) if ended else self._owing(organisation, day)

    def covered(self, organisation: int, day: dt.date) -> Stand | None:
        """What covers it on that day, or None. A line that runs in a circle covers nothing."""
        key = (organisation, day)
        if key not in self._known:
            self._known[key] = None
            self._known[key] = self._by_itself(*key) or self._by_line(*key)
        return self._known[key]

    def debts(self, organisation: int, day: dt.date) -> list[Step]:
        """Steps that brought it somebody who had not been covered."""
        return [
            edge
            for edge in self._into.get(organisation, ())
            if edge.on <= day
            and edge.predecessor in self.lives
            and not self._is_left_out(edge.predecessor, edge.on)
            and not self.covered(edge.predecessor, edge.on)
        ]

    def _by_itself(self, organisation: int, day: dt.date) -> Stand | None:
        since = max((edge.on for edge in self.debts(organisation, day)), default=self.start)
        for visit in self._visits.get(organisation, ()):
            if since <= visit.entered_on <= day:
                words = f"{visit.round_name}{visit.way}，{visit.entered_on} 进驻"
                return Stand(Standing.COVERED, words, (visit,))
        return None

    def _by_line(self, organisation: int, day: dt.date) -> Stand | None:
        born = self.lives[organisation].established_on
        steps = [
            edge
            for edge in self._into.get(organisation, ())
            if edge.on <= day and edge.predecessor in self.lives
        ]
        if born is None or not any(edge.on == born for edge in steps):
            return None
        if self.debts(organisation, day):
            return None
        visits: list[Visit] = []
        for edge in steps:
            before = self.covered(edge.predecessor, edge.on)
            visits += before.visits if before else ()
        if not visits:
            return None
        rounds = "、".join(dict.fromkeys(one.round_name for one in visits))
        words = f"{self._came_from(steps)}，前身已在{rounds}巡察"
        return Stand(Standing.BY_LINE, words, tuple(dict.fromkeys(visits)))

    def _is_left_out(self, organisation: int, day: dt.date) -> bool:
        known = self.exceptions.get(organisation)
        return bool(known and known.excluded_on and known.excluded_on <= day)

    def _ended(self, organisation: int, day: dt.date) -> Stand:
        steps = [one for one in self._out_of.get(organisation, ()) if one.on <= day]
        names = "、".join(dict.fromkeys(self._name(one.successor) for one in steps))
        if not names:
            words = f"{self.lives[organisation].dissolved_on} 撤销，没有承接单位"
            return Stand(Standing.ENDED, words)
        way = "并入" if steps[-1].is_merge else "分设为"
        words = f"{steps[-1].on} {way}{names}，撤并前没有巡察，由承接单位接着欠"
        return Stand(Standing.PASSED, words)

    def _owing(self, organisation: int, day: dt.date) -> Stand:
        known = self.exceptions.get(organisation, Leave())
        if known.excluded_on and known.excluded_on <= day:
            return Stand(Standing.EXCLUDED, f"不列入本届：{known.excluded_reason}")
        words = self._why_owed(organisation, day)
        if known.deferred_on and known.deferred_on <= day:
            return Stand(Standing.DEFERRED, f"缓巡：{known.deferred_reason}")
        return Stand(Standing.OWED, words)

    def _why_owed(self, organisation: int, day: dt.date) -> str:
        debts = self.debts(organisation, day)
        if not debts:
            return "本届尚未巡察"
        came = self._came_from(debts)
        names = "、".join(dict.fromkeys(self._name(one.predecessor) for one in debts))
        return f"{came}，{names}当时尚未巡察，之后也没有补上"

    def _came_from(self, steps: list[Step]) -> str:
        names = "、".join(dict.fromkeys(self._name(one.predecessor) for one in steps))
        born = self.lives[steps[-1].successor].established_on
        if not steps[-1].is_merge:
            return f"{steps[-1].on} 由{names}分设"
        if born == steps[-1].on:
            return f"{steps[-1].on} 由{names}合并设立"
        return f"{steps[-1].on} 并入了{names}"

    def _name(self, organisation: int) -> str:
        life = self.lives.get(organisation)
        return life.name if life else "名录外的单位"

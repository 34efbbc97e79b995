"""The people of a problem as bit masks: who is free in a round, who is barred from a group."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

from xuncha.engines.scheduling.frame import Frame, Group

_ENDLESS = 10**6


def bits(mask: int) -> Iterator[int]:
    """The people of a mask."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Staff:
    """Who can do what. Counts of rounds already served in locked teams are taken off ``left``."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        problem, rules, free = frame.problem, frame.rules, frame.relaxed
        people = problem.inspectors
        self.people = len(people)
        self.leaders = _mask(k for k, one in enumerate(people) if one.leader)
        self.deputies = _mask(k for k, one in enumerate(people) if one.deputy)
        self.needs_leader = ("leader",) not in free
        self.least_deputies = 0 if ("deputies",) in free else rules.deputies[0]
        least = 0 if ("size_least",) in free else rules.team_size[0]
        self.smallest = max(least, self.least_deputies + self.needs_leader)
        self.largest = self.people if ("size_most",) in free else rules.team_size[1]
        self.served = [0] * self.people
        self._count_locked()
        self.left = [
            _ENDLESS if one.max_rounds is None or self._lifted("max_rounds", one.id)
            else max(0, one.max_rounds - self.served[k])
            for k, one in enumerate(people)
        ]  # fmt: skip
        self.skills = {
            skill: _mask(k for k, one in enumerate(people) if skill in one.skills)
            for skill in {skill for one in problem.organisations for skill in one.skills}
        }

    def _lifted(self, *demand: str) -> bool:
        """Whether a demand, or all of its kind, is relaxed."""
        return demand in self.frame.relaxed or demand[:1] in self.frame.relaxed

    def _count_locked(self) -> None:
        seen: set[tuple[str, str]] = set()
        for team in self.frame.problem.locked:
            for one in team.people:
                if (team.round, one) not in seen:
                    seen.add((team.round, one))
                    self.served[self.frame.person[one]] += 1

    @cached_property
    def free(self) -> dict[int, int]:
        """Who is available in each open round."""
        made = {}
        for r in self.frame.open_rounds:
            name = self.frame.problem.rounds[r].id
            made[r] = _mask(
                k
                for k, one in enumerate(self.frame.problem.inspectors)
                if self.left[k] > 0
                and (one.rounds is None or name in one.rounds or self._lifted("rounds", one.id))
            )
        return made

    @cached_property
    def homes(self) -> tuple[int, ...]:
        """People who share a home, where they must not sit in one team."""
        if self.frame.rules.same_home or ("same_home",) in self.frame.relaxed:
            return ()
        by_home: dict[str, int] = {}
        for k, one in enumerate(self.frame.problem.inspectors):
            if one.home is not None:
                by_home[one.home] = by_home.get(one.home, 0) | 1 << k
        return tuple(mask for mask in by_home.values() if mask & (mask - 1))

    @cached_property
    def _tied_by_home(self) -> dict[int, int]:
        """Whom an organisation is barred to because it is his home, its parent or its child."""
        made: dict[int, int] = {}
        residents: dict[int, int] = {}
        for k, one in enumerate(self.frame.problem.inspectors):
            home = self.frame.index.get(one.home) if one.home is not None else None
            if home is not None and not self._lifted("home", one.id):
                residents[home] = residents.get(home, 0) | 1 << k
        for k, org in enumerate(self.frame.problem.organisations):
            above = self.frame.index[org.parent] if org.parent is not None else None
            made[k] = made.get(k, 0) | residents.get(k, 0)
            if above is not None:
                made[k] |= residents.get(above, 0)
                made[above] = made.get(above, 0) | residents.get(k, 0)
        return made

    @cached_property
    def _recused(self) -> dict[int, list[tuple[int, int]]]:
        """Organisation → (person, ordinal of the first free day)."""
        made: dict[int, list[tuple[int, int]]] = {}
        for one in self.frame.problem.recusals:
            if self._lifted("recusal", one.inspector, one.organisation):
                continue
            until = one.until.toordinal() if one.until is not None else _ENDLESS * 10
            row = (self.frame.person[one.inspector], until)
            made.setdefault(self.frame.index[one.organisation], []).append(row)
        return made

    def barred_from(self, organisation: int, r: int) -> int:
        """Who may not sit in a team that inspects an organisation in a round."""
        start = self.frame.starts(r).toordinal()
        recused = _mask(p for p, until in self._recused.get(organisation, ()) if start < until)
        return self._tied_by_home.get(organisation, 0) | recused

    def barred(self, group: Group, r: int) -> int:
        """Who may not sit in a team of a group in a round."""
        return self._barred(group.members, r)

    @cache  # noqa: B019 - lives as long as the run
    def _barred(self, members: tuple[int, ...], r: int) -> int:
        mask = 0
        for k in members:
            mask |= self.barred_from(k, r)
        return mask

    @cached_property
    def _led(self) -> dict[int, int]:
        made: dict[int, int] = {}
        if not self.frame.rules.leader_not_twice:
            return made
        for past in self.frame.problem.history:
            who, where = (
                self.frame.person.get(past.inspector),
                self.frame.index.get(past.organisation),
            )
            lifted = self._lifted("history", past.inspector, past.organisation)
            if past.leader and not lifted and who is not None and where is not None:
                made[where] = made.get(where, 0) | 1 << who
        return made

    def led(self, group: Group) -> int:
        """Who may not lead a team of a group, because he led there before."""
        mask = 0
        for k in group.members:
            mask |= self._led.get(k, 0)
        return mask


def _mask(people: Iterator[int]) -> int:
    made = 0
    for k in people:
        made |= 1 << k
    return made

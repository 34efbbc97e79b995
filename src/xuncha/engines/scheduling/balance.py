"""Evening out how often people serve: the busiest hand over to the idlest, along chains if need be.

A step lets q sit in p's place in a round where q is free and the team still answers its need. A
chain of such steps leads from somebody who serves most to somebody who could serve more. Teams may
also grow or shrink within their size.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.crewing import Crewing
from xuncha.engines.scheduling.needs import answers
from xuncha.engines.scheduling.plan import Plan, load_caps, load_spread, loads_of
from xuncha.engines.scheduling.staff import Staff, bits

Step = tuple[int, int, int]
"""(place in the plan, who leaves, who comes); -1 for nobody."""
_DEEPEST = 4


class Balancer:
    """Works on the people of one plan."""

    def __init__(self, crewing: Crewing, plan: Plan, budget: Budget) -> None:
        self.crewing, self.staff = crewing, crewing.staff
        self.plan = list(plan)
        self.caps = load_caps(crewing.frame)
        self.loads = loads_of(self.staff, plan)
        self.budget = budget
        self.busy: dict[int, int] = {}
        for team in plan:
            self.busy[team.round] = self.busy.get(team.round, 0) | team.people

    def run(self) -> Plan:
        """The plan with people moved; never with a larger spread than before."""
        best = tuple(self.plan), load_spread(self.loads, self.caps)
        while best[1] > 0 and self.budget.left() > 0:
            if not (self._lower() or self._raise()):
                break
            spread = load_spread(self.loads, self.caps)
            if spread < best[1]:
                best = tuple(self.plan), spread
        return best[0]

    def _floor(self) -> int:
        could = [load for load, cap in zip(self.loads, self.caps, strict=True) if load < cap]
        return min(could, default=max(self.loads, default=0))

    def _lower(self) -> bool:
        """Take a round from each of those who serve most; False if one of them must keep it."""
        most = max(self.loads)
        top = [p for p, load in enumerate(self.loads) if load == most]
        return all(self.budget.left() > 0 and self._relieve(p, most) for p in top)

    def _raise(self) -> bool:
        """Give a round to each of those who serve least and could serve more."""
        floor, most = self._floor(), max(self.loads)
        low = [
            p
            for p, load in enumerate(self.loads)
            if load == floor and load < self.caps[p] and load < most
        ]
        return bool(low) and all(self.budget.left() > 0 and self._employ(p, floor) for p in low)

    def _relieve(self, p: int, most: int) -> bool:
        """Shorten p's load by one, at nobody's cost who serves ``most`` - 1 or more already."""
        for k in self._places(p):
            without = self.plan[k].people & ~(1 << p)
            if answers(self.staff, self.crewing.need(self.plan[k]), without):
                self._apply([(k, p, -1)])
                return True
        chain = self._search(p, lambda q: self.loads[q] <= most - 2)
        return self._apply(chain)

    def _employ(self, p: int, floor: int) -> bool:
        """Lengthen p's load by one, in a free seat or from whoever serves ``floor`` + 2 or more."""
        if not self._has_round_left(p):
            return False
        for k, team in enumerate(self.plan):
            if self._can_come(p, k) and answers(
                self.staff, self.crewing.need(team), team.people | 1 << p
            ):
                self._apply([(k, -1, p)])
                return True
        chain = self._search_up(p, floor)
        return self._apply(chain)

    def _search(self, start: int, is_end: Callable[[int], bool]) -> list[Step]:
        """The shortest chain from ``start`` to somebody who may take one round more."""
        before: dict[int, tuple[int, Step]] = {}
        queue, depth = deque([start]), {start: 0}
        while queue and self.budget.left() > 0:
            p = queue.popleft()
            if depth[p] >= _DEEPEST:
                continue
            for k, q in self._successors(p):
                if q in depth:
                    continue
                before[q], depth[q] = (p, (k, p, q)), depth[p] + 1
                if is_end(q) and self._has_round_left(q):
                    return _trail(before, start, q)
                queue.append(q)
        return []

    def _search_up(self, start: int, floor: int) -> list[Step]:
        """A chain that ends with ``start`` coming in, begun by somebody who serves enough."""
        for p in sorted(range(self.staff.people), key=lambda p: -self.loads[p]):
            if self.loads[p] < floor + 2:
                break
            chain = self._search(p, lambda q: q == start)
            if chain or self.budget.left() <= 0:
                return chain
        return []

    def _successors(self, p: int) -> list[tuple[int, int]]:
        """(place, who) that could take p's seat there, the least busy first."""
        found = []
        for k in self._places(p):
            team = self.plan[k]
            need, rest = self.crewing.need(team), team.people & ~(1 << p)
            for q in bits(need.free & ~self.busy[team.round]):
                if answers(self.staff, need, rest | 1 << q):
                    found.append((k, q))
        found.sort(key=lambda pair: self.loads[pair[1]])
        return found

    def _places(self, p: int) -> list[int]:
        return [k for k, team in enumerate(self.plan) if team.people >> p & 1]

    def _can_come(self, p: int, k: int) -> bool:
        team = self.plan[k]
        return bool(self.crewing.need(team).free & ~self.busy[team.round] & 1 << p)

    def _has_round_left(self, p: int) -> bool:
        return self.loads[p] - self.staff.served[p] < self.staff.left[p]

    def _apply(self, chain: list[Step]) -> bool:
        """Make the steps, the last first, each only if it still holds; undone if one does not."""
        kept = list(self.plan), list(self.loads), dict(self.busy)
        for k, out, come in reversed(chain):
            team = self.plan[k]
            people = team.people
            if out >= 0:
                people &= ~(1 << out)
                self.loads[out] -= 1
            if come >= 0:
                people |= 1 << come
                self.loads[come] += 1
            others = self.busy[team.round] & ~team.people
            if others & people or not answers(self.staff, self.crewing.need(team), people):
                self.plan, self.loads, self.busy = kept
                return False
            self.busy[team.round] = others | people
            self.plan[k] = team.seated(people)
        return bool(chain)


def _trail(before: dict[int, tuple[int, Step]], start: int, end: int) -> list[Step]:
    chain = []
    while end != start:
        end, step = before[end]
        chain.append(step)
    chain.reverse()
    return chain


def balanced(crewing: Crewing, plan: Plan, budget: Budget) -> Plan:
    """The plan with people serving as evenly as a while's search can make it."""
    staff: Staff = crewing.staff
    return Balancer(crewing, plan, budget).run() if staff.people and plan else plan

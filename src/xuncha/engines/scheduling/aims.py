"""The four things made small, one after the other, on the joint model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from xuncha.engines.scheduling.joint import Joint
from xuncha.engines.scheduling.plan import load_caps

Terms = list[tuple[int, float]]
Worked = Callable[[Sequence[float]], float]
HALF_STEP = Fraction(4999, 10_000_000)
"""What rounding to 3 decimals forgives."""


class Aims:
    """Columns that measure a plan. Each is worked out from the columns before it, so that a known
    plan can be handed to the solver to begin with."""

    def __init__(self, joint: Joint) -> None:
        self.joint, self.frame, self.model = joint, joint.frame, joint.model
        self._extra: list[tuple[int, Worked]] = []

    def begin(self, values: Sequence[float]) -> list[float]:
        """A full start from the values of the columns that stood before."""
        made = list(values)
        for column, work in self._extra:
            if column >= len(made):
                made.append(work(made))
        return made

    def _column(self, low: float, high: float, work: Worked, *, whole: bool = False) -> int:
        made = self.model.column(low, high, whole=whole)
        self._extra.append((made, work))
        return made

    def delay(self) -> Terms:
        """Without what is done already."""
        return [
            (x, float(self.frame.groups[g].risk * slot[0]))
            for g, row in self.joint.put.items()
            for slot, x in row.items()
        ]

    def round_spread(self) -> Terms:
        """Most less least effort per team of a round, in scaled days."""
        rates: list[Terms] = []
        for r in self.frame.spread_rounds:
            teams = self.frame.problem.rounds[r].teams
            slots = [slot for slot in self.joint.slots if slot[0] == r]
            rates.append([(x, e / teams) for slot in slots for x, e in self.joint.effort_in(slot)])
        if not rates:
            return []
        top = float(self.frame.most_effort)
        most = self._column(0, top, lambda v: max(_sum(one, v) for one in rates))
        least = self._column(0, top, lambda v: min(_sum(one, v) for one in rates))
        for one in rates:
            self.model.row([*one, (most, -1)], high=0)
            self.model.row([*one, (least, -1)], low=0)
        return [(most, 1), (least, -1)]

    def effort_spread(self) -> Terms:
        """Most less least effort of a team, summed over rounds; teams stand by effort."""
        made: Terms = []
        top = float(self.frame.most_effort)
        for r in sorted({slot[0] for slot in self.joint.slots}):
            slots = [slot for slot in self.joint.slots if slot[0] == r]
            if len(slots) > 1:
                made += self._effort_in_round(slots, top)
        return made

    def _effort_in_round(self, slots: list[tuple[int, int]], top: float) -> Terms:
        efforts = [self.joint.effort_in(slot) for slot in slots]
        used = [self.joint.used[slot] for slot in slots]

        def least_used(values: Sequence[float]) -> float:
            rows = zip(efforts, used, strict=True)
            return min((_sum(one, values) for one, on in rows if values[on] > 0.5), default=0.0)

        most = self._column(0, top, lambda values: _sum(efforts[0], values))
        least = self._column(0, top, least_used)
        self.model.row([*efforts[0], (most, -1)], high=0)
        self.model.row([(least, 1), (most, -1)], high=0)
        for one, on in zip(efforts, used, strict=True):
            back = [(x, -e) for x, e in one]
            self.model.row([(least, 1), *back, (on, top)], high=top)
        return [(most, 1), (least, -1)]

    def load_spread(self) -> Terms:
        """Most less least rounds of a person; the least over those who could serve more."""
        staff = self.joint.staff
        if staff is None or not staff.people:
            return []
        caps, served = load_caps(self.frame), staff.served
        loads = [self.joint.of_person(p) for p in range(staff.people)]
        top = float(len(self.frame.problem.rounds))

        def load(p: int, values: Sequence[float]) -> float:
            return served[p] + _sum(loads[p], values)

        most = self._column(
            0, top, lambda v: max(load(p, v) for p in range(staff.people)), whole=True
        )
        least = self._column(
            0, top, whole=True,
            work=lambda v: min(
                (load(p, v) for p in range(staff.people) if load(p, v) < caps[p] - 0.5),
                default=max(load(p, v) for p in range(staff.people)),
            ),
        )  # fmt: skip
        self.model.row([(least, 1), (most, -1)], high=0)
        for p, terms in enumerate(loads):
            self.model.row([*terms, (most, -1)], high=-served[p])
            full = self._full(caps[p], served[p] + len(terms), partial(load, p))
            if full is not None:
                self.model.row([*terms, (full, -caps[p])], low=-served[p])
                self.model.row([*terms, (least, -1), (full, top)], low=-served[p])
            elif served[p] < caps[p]:
                self.model.row([*terms, (least, -1)], low=-served[p])
        return [(most, 1), (least, -1)]

    def _full(self, cap: int, reach: int, load: Worked) -> int | None:
        """A switch for "serves as often as he can", where that is open."""
        if reach < cap:
            return None
        return self._column(0, 1, lambda v: float(load(v) > cap - 0.5), whole=True)


def _sum(terms: Terms, values: Sequence[float]) -> float:
    return sum(values[column] * factor for column, factor in terms)

"""Everything in one whole-number model: which group in which round and team, and who sits in it.

Exact, and so for small problems, for one round, and for narrowing down conflicts. Teams of a round
are alike: they are ordered by effort, so that no plan is looked at twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.limits import team_limit
from xuncha.engines.scheduling.needs import crew_of, need_of
from xuncha.engines.scheduling.plan import Laid, Plan
from xuncha.engines.scheduling.solver import Model
from xuncha.engines.scheduling.staff import Staff, bits

Slot = tuple[int, int]


class Joint:
    """The model over some groups and the rounds that each may go in. ``staff`` None: teams are
    mere numbers."""

    def __init__(
        self, frame: Frame, staff: Staff | None, rounds: Mapping[int, Sequence[int]]
    ) -> None:
        self.frame, self.staff = frame, staff
        self.model = Model()
        self.groups = list(rounds)
        width: dict[int, int] = {}
        for mine in rounds.values():
            for r in mine:
                width[r] = width.get(r, 0) + 1
        self.slots: list[Slot] = [
            (r, t) for r in sorted(width)
            for t in range(min(width[r], team_limit(frame, staff, r)))
        ]  # fmt: skip
        self.put = {
            g: {slot: self.model.column(0, 1) for slot in self.slots if slot[0] in mine}
            for g, mine in rounds.items()
        }
        self.used = {slot: self.model.column(0, 1) for slot in self.slots}
        self.seat: dict[Slot, dict[int, int]] = {}
        self.lead: dict[Slot, dict[int, int]] = {}
        self._places()
        if staff is not None:
            self._people(staff)

    def in_slot(self, slot: Slot) -> list[tuple[int, int]]:
        """(group, column) of what may go there."""
        return [(g, row[slot]) for g, row in self.put.items() if slot in row]

    def effort_in(self, slot: Slot) -> list[tuple[int, float]]:
        """The effort there, as terms."""
        return [(x, float(self.frame.groups[g].effort)) for g, x in self.in_slot(slot)]

    def _places(self) -> None:
        frame, row = self.frame, self.model.row
        for columns in self.put.values():
            row([(x, 1) for x in columns.values()], 1, 1)
        for slot in self.slots:
            used = self.used[slot]
            row([*self.effort_in(slot), (used, -frame.most_effort)], high=0)
            counts = [(x, float(frame.groups[g].count)) for g, x in self.in_slot(slot)]
            row([*counts, (used, -frame.most_count)], high=0)
            row([(used, 1), *((x, -1.0) for _, x in self.in_slot(slot))], high=0)
            for _, x in self.in_slot(slot):
                row([(x, 1), (used, -1)], high=0)
            after = (slot[0], slot[1] + 1)
            if after in self.used:
                row([(used, 1), (self.used[after], -1)], 0)
                less = [(x, -e) for x, e in self.effort_in(after)]
                row([*self.effort_in(slot), *less], 0)

    def _people(self, staff: Staff) -> None:
        for slot in self.slots:
            self.seat[slot] = {p: self.model.column(0, 1) for p in bits(staff.free[slot[0]])}
            self._size_and_roles(staff, slot)
            self._skills_and_bars(staff, slot)
            if any(staff.led(self.frame.groups[g]) for g, _ in self.in_slot(slot)):
                self._named_leader(staff, slot)
        for r in {slot[0] for slot in self.slots}:
            for p in bits(staff.free[r]):
                mine = [(self.seat[slot][p], 1.0) for slot in self.slots if slot[0] == r]
                if len(mine) > 1:
                    self.model.row(mine, high=1)
        rounds = len({slot[0] for slot in self.slots})
        for p, left in enumerate(staff.left):
            if left < rounds:
                self.model.row(self.of_person(p), high=left)

    def of_person(self, p: int) -> list[tuple[int, float]]:
        """The columns of a person."""
        return [(row[p], 1.0) for row in self.seat.values() if p in row]

    def _among(self, slot: Slot, mask: int) -> list[tuple[int, float]]:
        return [(z, 1.0) for p, z in self.seat[slot].items() if mask >> p & 1]

    def _size_and_roles(self, staff: Staff, slot: Slot) -> None:
        used, row = self.used[slot], self.model.row
        everybody = self._among(slot, -1)
        row([*everybody, (used, -staff.smallest)], 0)
        row([*everybody, (used, -min(staff.largest, len(everybody)))], high=0)
        if staff.least_deputies:
            row([*self._among(slot, staff.deputies), (used, -staff.least_deputies)], 0)
        if staff.needs_leader:
            row([*self._among(slot, staff.leaders), (used, -1)], 0)
            both = self._among(slot, staff.leaders | staff.deputies)
            row([*both, (used, -1 - staff.least_deputies)], 0)
        for home in staff.homes:
            shared = self._among(slot, home)
            if len(shared) > 1:
                row([*shared, (used, -1)], high=0)

    def _skills_and_bars(self, staff: Staff, slot: Slot) -> None:
        row = self.model.row
        for g, x in self.in_slot(slot):
            group = self.frame.groups[g]
            barred = staff.barred(group, slot[0])
            for skill in group.skills:
                row([*self._among(slot, staff.skills[skill] & ~barred), (x, -1)], 0)
            for p in bits(barred & staff.free[slot[0]]):
                row([(self.seat[slot][p], 1), (x, 1)], high=1)

    def _named_leader(self, staff: Staff, slot: Slot) -> None:
        """Where somebody may sit but not lead, the leader must be named."""
        if not staff.needs_leader:
            return
        row = self.model.row
        lead = {p: self.model.column(0, 1) for p in self.seat[slot] if staff.leaders >> p & 1}
        self.lead[slot] = lead
        row([*((one, 1.0) for one in lead.values()), (self.used[slot], -1)], 0, 0)
        for p, one in lead.items():
            row([(one, 1), (self.seat[slot][p], -1)], high=0)
        for g, x in self.in_slot(slot):
            for p in bits(staff.led(self.frame.groups[g])):
                if p in lead:
                    row([(lead[p], 1), (x, 1)], high=1)
        deputies = self._among(slot, staff.deputies)
        double = [(one, -1.0) for p, one in lead.items() if staff.deputies >> p & 1]
        row([*deputies, *double, (self.used[slot], -staff.least_deputies)], 0)

    def begin(self, plan: Plan) -> list[float] | None:
        """Values that stand for a plan; None where it does not fit the model's order of teams."""
        values = [0.0] * len(self.model.lower)
        by_round: dict[int, list[Laid]] = {}
        for team in plan:
            by_round.setdefault(team.round, []).append(team)
        for r, teams in by_round.items():
            teams.sort(key=lambda team: -sum(self.frame.groups[g].effort for g in team.groups))
            for t, team in enumerate(teams):
                slot = (r, t)
                if slot not in self.used:
                    return None
                values[self.used[slot]] = 1.0
                for g in team.groups:
                    values[self.put[g][slot]] = 1.0
                for p in bits(team.people):
                    values[self.seat[slot][p]] = 1.0
                self._begin_leader(slot, team, values)
        return values

    def _begin_leader(self, slot: Slot, team: Laid, values: list[float]) -> None:
        if slot in self.lead and self.staff is not None:
            need = need_of(self.staff, [self.frame.groups[g] for g in team.groups], slot[0])
            leader = crew_of(self.staff, need, team.people).leader
            if leader is not None:
                values[self.lead[slot][leader]] = 1.0

    def plan(self, values: Sequence[float]) -> Plan:
        """The plan that the values say."""
        made = []
        for slot in self.slots:
            groups = tuple(g for g, x in self.in_slot(slot) if values[x] > 0.5)
            if groups:
                seats = self.seat.get(slot, {})
                people = sum(1 << p for p, z in seats.items() if values[z] > 0.5)
                made.append(Laid(slot[0], groups, people))
        return tuple(made)


def joint_size(frame: Frame, staff: Staff | None, rounds: Mapping[int, tuple[int, ...]]) -> int:
    """Columns that the joint model would have."""
    width: dict[int, int] = {}
    for mine in rounds.values():
        for r in mine:
            width[r] = width.get(r, 0) + 1
    total = 0
    for r, groups in width.items():
        people = staff.free[r].bit_count() if staff else 0
        total += min(groups, team_limit(frame, staff, r)) * (groups + people)
    return total

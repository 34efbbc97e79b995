"""Which groups in which round, without names of teams or people: the model that proves the bound.

Everything in it holds in every plan, so what it proves is proven for all plans: each group once, in
a round open to it; no more into a round than its teams can take, by efforts and counts; no more
teams than people can make up, in each round and over each stretch of rounds; no more of a rare
skill than its holders can serve. Delay is linear in counts: of groups that are alike, the riskier
goes no later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from fractions import Fraction

from xuncha.engines.scheduling.aims import HALF_STEP
from xuncha.engines.scheduling.classes import Alike, classes_of, put_by_risk
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.limits import role_demands, seats_over, team_limit
from xuncha.engines.scheduling.patterns import Pattern, Size, fillings
from xuncha.engines.scheduling.solver import Model
from xuncha.engines.scheduling.staff import Staff

Terms = list[tuple[int, float]]
_MOST_PATTERNS = 400
_MOST_PATTERN_COLUMNS = 6_000


class Master:
    """``rounds``: group → rounds open to it. ``apart``: groups that later rows speak of by name."""

    def __init__(
        self,
        frame: Frame,
        staff: Staff | None,
        rounds: Mapping[int, tuple[int, ...]],
        apart: Set[int] = frozenset(),
    ) -> None:
        self.frame, self.staff, self.rounds = frame, staff, rounds
        self.model = Model()
        self.limit = {r: team_limit(frame, staff, r) for r in frame.open_rounds}
        self.rare = _rare_skills(frame, staff, rounds)
        self.classes = classes_of(frame, rounds, self.rare, apart)
        self.count = [
            {r: self.model.column(0, len(one.groups)) for r in one.rounds} for one in self.classes
        ]
        for one, columns in zip(self.classes, self.count, strict=True):
            whole = len(one.groups)
            self.model.row([(n, 1) for n in columns.values()], whole, whole)
        self.teams = {r: self.model.column(0, most) for r, most in self.limit.items()}
        self.pieces: list[tuple[list[tuple[int, int]], list[int]]] = []
        self.delay, self.delay_offset = self._delay()
        self.sizes: list[Size] = sorted({(c.effort, c.count) for c in self.classes}, reverse=True)
        self.patterns = self._patterns()
        self.fill: dict[tuple[int, Pattern], int] = {}
        self.with_skill: dict[tuple[int, str], int] = {}
        self._capacities()
        if staff is not None:
            self._people(staff)
            self._rare(staff)

    def in_round(self, r: int) -> list[tuple[Alike, int]]:
        """(class, column) of what may go in a round."""
        return [
            (one, columns[r])
            for one, columns in zip(self.classes, self.count, strict=True)
            if r in columns
        ]

    def effort_in(self, r: int) -> Terms:
        """The effort of a round, as terms."""
        return [(n, float(one.effort)) for one, n in self.in_round(r)]

    def _delay(self) -> tuple[Terms, float]:
        terms: Terms = []
        offset = 0.0
        for one, columns in zip(self.classes, self.count, strict=True):
            risks = [self.frame.groups[g].risk for g in one.groups]
            if len(set(risks)) == 1:
                terms += [(n, float(risks[0] * r)) for r, n in columns.items()]
            elif columns:
                offset += sum(risks) * one.rounds[0]
                more, fixed = self._by_rank(one, columns, risks)
                terms += more
                offset += fixed
        return terms, offset

    def _by_rank(
        self, one: Alike, columns: Mapping[int, int], risks: Sequence[int]
    ) -> tuple[Terms, float]:
        """What waits after each round, the least risky last: convex in the count, so its pieces
        need not be whole."""
        terms: Terms = []
        offset = 0.0
        for k in range(len(one.rounds) - 1):
            gap = one.rounds[k + 1] - one.rounds[k]
            offset += gap * sum(risks)
            pieces = []
            for risk in sorted(set(risks), reverse=True):
                piece = self.model.column(0, risks.count(risk), whole=False)
                pieces.append((piece, risks.count(risk)))
                terms.append((piece, -float(gap * risk)))
            served = [columns[r] for r in one.rounds[: k + 1]]
            self.model.row([*((p, 1.0) for p, _ in pieces), *((n, -1.0) for n in served)], high=0)
            self.pieces.append((pieces, served))
        return terms, offset

    def _patterns(self) -> list[Pattern] | None:
        frame = self.frame
        made = fillings(
            self.sizes, frame.most_effort, frame.most_count, _MOST_PATTERNS, all_of_them=False
        )
        if made is None or len(made) * len(self.limit) > _MOST_PATTERN_COLUMNS:
            return None
        return made

    def _capacities(self) -> None:
        for r, teams in self.teams.items():
            inside = self.in_round(r)
            if not inside:
                continue
            if self.patterns is not None:
                self._by_pattern(r, teams)
            else:
                for weights in self._weights():
                    terms = [(n, weights[one.effort, one.count]) for one, n in inside]
                    self.model.row([*terms, (teams, -1)], high=0)
            self.model.row([(teams, 1), *((n, -1.0) for _, n in inside)], high=0)

    def _by_pattern(self, r: int, teams: int) -> None:
        assert self.patterns is not None
        most = self.limit[r]
        for one in self.patterns:
            self.fill[r, one] = self.model.column(0, most)
        mine = [(one, self.fill[r, one]) for one in self.patterns]
        self.model.row([*((y, 1.0) for _, y in mine), (teams, -1)], high=0)
        for s, size in enumerate(self.sizes):
            inside = [(n, 1.0) for one, n in self.in_round(r) if (one.effort, one.count) == size]
            self.model.row([*inside, *((y, -float(one[s])) for one, y in mine if one[s])], high=0)

    def _weights(self) -> list[dict[Size, float]]:
        """Weights of sizes that add up to at most 1 in any team (dual feasible functions)."""
        top, places = max(1, self.frame.most_effort), max(1, self.frame.most_count)
        made = [
            {size: size[0] / top for size in self.sizes},
            {size: size[1] / places for size in self.sizes},
        ]
        for share in range(2, min(places, 6) + 1):
            made.append({size: float(size[0] * share > top) / (share - 1) for size in self.sizes})
        for edge in sorted({e for e, _ in self.sizes if 0 < 2 * e <= top}):
            made.append(
                {
                    size: 1.0 if size[0] > top - edge else size[0] / top if size[0] >= edge else 0.0
                    for size in self.sizes
                }
            )
        return made

    def _people(self, staff: Staff) -> None:
        """Over each stretch of rounds people serve only so often."""
        rounds = sorted(self.teams)
        for among, times in role_demands(staff):
            for a in range(len(rounds)):
                for b in range(a + 1, len(rounds) + 1):
                    stretch = rounds[a:b]
                    seats = seats_over(staff, among, stretch)
                    if seats < times * sum(self.limit[r] for r in stretch):
                        terms = [(self.teams[r], float(times)) for r in stretch]
                        self.model.row(terms, high=seats)

    def _rare(self, staff: Staff) -> None:
        """Teams with a rare skill are no more than its holders."""
        rounds = sorted(self.teams)
        top, places = self.frame.most_effort, self.frame.most_count
        for skill in sorted(self.rare):
            holders = staff.skills[skill]
            with_it = {}
            for r in rounds:
                inside = [(one, n) for one, n in self.in_round(r) if skill in one.skills]
                have = (holders & staff.free[r]).bit_count()
                y = with_it[r] = self.model.column(0, min(have, self.limit[r]))
                self.with_skill[r, skill] = y
                self.model.row([*((n, float(c.effort)) for c, n in inside), (y, -top)], high=0)
                self.model.row([*((n, float(c.count)) for c, n in inside), (y, -places)], high=0)
                for share in range(2, min(places, 6) + 1):
                    big = [(n, 1.0) for c, n in inside if c.effort * share > top]
                    self.model.row([*big, (y, 1.0 - share)], high=0)
                self.model.row([(y, 1), (self.teams[r], -1)], high=0)
            for a in range(len(rounds)):
                for b in range(a + 1, len(rounds) + 1):
                    seats = seats_over(staff, holders, rounds[a:b])
                    if seats < sum(self.limit[r] for r in rounds[a:b]):
                        self.model.row([(with_it[r], 1.0) for r in rounds[a:b]], high=seats)

    def not_together(self, groups: Set[int], r: int) -> None:
        """These groups, each apart, can't all go in a round."""
        columns = [
            row[r]
            for one, row in zip(self.classes, self.count, strict=True)
            if one.groups[0] in groups and r in row
        ]
        self.model.row([(n, 1.0) for n in columns], high=len(groups) - 1)

    def hold_delay(self, most: int) -> None:
        """No plan with more delay than this, what is done included."""
        self.model.row(self.delay, high=most - self.frame.locked_delay - self.delay_offset)

    def round_spread(self) -> Terms:
        """Columns for most and least effort per team of a round; the terms to make small."""
        rounds = self.frame.spread_rounds
        if not rounds:
            return []
        most = self.model.column(0, float(self.frame.most_effort), whole=False)
        least = self.model.column(0, float(self.frame.most_effort), whole=False)
        for r in rounds:
            teams = self.frame.problem.rounds[r].teams
            rate = [(n, e / teams) for n, e in self.effort_in(r)]
            self.model.row([*rate, (most, -1)], high=0)
            self.model.row([*rate, (least, -1)], low=0)
        return [(most, 1), (least, -1)]

    def hold_spread(self, terms: Terms, most: Fraction) -> None:
        """No plan with more spread between rounds than this."""
        self.model.row(terms, high=float((most + HALF_STEP) * self.frame.effort_scale))

    def begin(self, teams: Mapping[int, Sequence[tuple[int, ...]]]) -> list[float] | None:
        """Values that stand for a plan; None where the fillings don't know one of its teams."""
        values = [0.0] * len(self.model.lower)
        at = {g: r for r, made in teams.items() for team in made for g in team}
        for one, row in zip(self.classes, self.count, strict=True):
            for g in one.groups:
                values[row[at[g]]] += 1
        for pieces, served in self.pieces:
            rest = sum(values[n] for n in served)
            for piece, most in pieces:
                values[piece] = min(float(most), rest)
                rest -= values[piece]
        for r, made in teams.items():
            values[self.teams[r]] = len(made)
            for skill in self.rare:
                asked = sum(any(skill in self.frame.groups[g].skills for g in t) for t in made)
                values[self.with_skill[r, skill]] = asked
            for team in made if self.patterns is not None else ():
                pattern = self._filling(team)
                if pattern is None:
                    return None
                values[self.fill[r, pattern]] += 1
        return values

    def _filling(self, team: tuple[int, ...]) -> Pattern | None:
        groups = [self.frame.groups[g] for g in team]
        have = [sum((g.effort, g.count) == size for g in groups) for size in self.sizes]
        return next(
            (p for p in self.patterns or () if all(a >= b for a, b in zip(p, have, strict=True))),
            None,
        )

    def put(self, values: Sequence[float]) -> dict[int, int]:
        """Group → round."""
        counts = [{r: round(values[n]) for r, n in row.items()} for row in self.count]
        return put_by_risk(self.classes, counts)

    def filled(self, values: Sequence[float], r: int) -> list[Pattern]:
        """The fillings that the values use in a round."""
        if self.patterns is None:
            return []
        return [
            one for one in self.patterns if (r, one) in self.fill
            for _ in range(round(values[self.fill[r, one]]))
        ]  # fmt: skip


def _rare_skills(
    frame: Frame, staff: Staff | None, rounds: Mapping[int, tuple[int, ...]]
) -> frozenset[str]:
    """Skills whose holders could run short in a round or over the term."""
    if staff is None:
        return frozenset()
    rare = set()
    for skill, holders in staff.skills.items():
        asking = [g for g in rounds if skill in frame.groups[g].skills]
        if not asking:
            continue
        opened = {r for g in asking for r in rounds[g]}
        seats = seats_over(staff, holders, opened)
        short = any(
            (holders & staff.free[r]).bit_count() < team_limit(frame, staff, r) for r in opened
        )
        if short or seats < len(asking):
            rare.add(skill)
    return frozenset(rare)

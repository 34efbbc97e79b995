"""The term at a glance: kinds × years or rounds, counted and planned, and what is owed by risk."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.planning.coverage.enums import COUNTED, TO_COVER, Standing
from xuncha.cycle.planning.coverage.selectors import Row, plan_in_force, standings_on
from xuncha.cycle.planning.models import PlanEntry, Round, Term
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

By = Literal["year", "round"]
Band = Literal["high", "middle", "low"]
BANDS: dict[Band, str] = {"high": "高", "middle": "中", "low": "低"}
HIGH, MIDDLE = 70, 40
_OWED = TO_COVER - COUNTED


def band_of(risk: int | None) -> Band:
    """High from 70, middle from 40; who was never reckoned counts as low."""
    if risk is None or risk < MIDDLE:
        return "low"
    return "high" if risk >= HIGH else "middle"


@dataclass(frozen=True, slots=True)
class Column:
    """A year or a round; ``key`` as the address carries it."""

    key: str
    label: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Organisations of one kind in one column: counted by the day, and planned for later."""

    column: Column
    counted: int
    planned: int


@dataclass(frozen=True, slots=True)
class MapRow:
    """One kind; ``owed`` by band of risk."""

    kind: str
    label: str
    total: int
    counted: int
    cells: list[Cell]
    owed: dict[str, int]

    @property
    def left(self) -> int:
        return self.total - self.counted


@dataclass(slots=True)
class Overview:
    """All organisations of a term on a day, and the plan in force."""

    term: Term
    day: dt.date
    rows: list[Row]
    rounds: list[Round]
    planned: dict[int, int]

    def to_cover(self) -> list[Row]:
        return [one for one in self.rows if one.standing in TO_COVER]

    def owed(self) -> list[Row]:
        """Still owed, the riskiest first."""
        rows = [one for one in self.rows if one.standing in _OWED]
        return sorted(rows, key=lambda one: (-(one.risk or 0), one.organisation.code))

    def columns(self, by: By) -> list[Column]:
        if by == "round":
            return [
                Column(str(one.pk), str(one.number), one.start_on <= self.day)
                for one in self.rounds
            ]
        years = sorted({one.start_on.year for one in self.rounds})
        return [Column(str(year), f"{year}年", year < self.day.year) for year in years]

    def column_of(self, row: Row, by: By) -> str:
        """The column in which a row stands: where it was counted, else where it is planned."""
        at = row.visit.round_id if row.visit else self.planned.get(row.organisation.pk)
        found = next((one for one in self.rounds if one.pk == at), None)
        if found is None:
            return ""
        return str(found.pk) if by == "round" else str(found.start_on.year)

    def round_of(self, row: Row) -> Round | None:
        """The round in which it is planned, for those still owed."""
        at = self.planned.get(row.organisation.pk)
        return next((one for one in self.rounds if one.pk == at), None) if not row.visit else None

    def matrix(self, by: By) -> list[MapRow]:
        """One line for each kind that the term has."""
        counted: Counter[tuple[str, str]] = Counter()
        planned: Counter[tuple[str, str]] = Counter()
        owed: Counter[tuple[str, str]] = Counter()
        total: Counter[str] = Counter()
        for row in self.to_cover():
            kind = row.organisation.kind
            total[kind] += 1
            where = counted if row.standing in COUNTED else planned
            where[kind, self.column_of(row, by)] += 1
            if row.standing in _OWED:
                owed[kind, band_of(row.risk)] += 1
        columns = self.columns(by)
        return [
            MapRow(
                kind, str(label), total[kind],
                total[kind] - sum(owed[kind, band] for band in BANDS),
                [Cell(one, counted[kind, one.key], planned[kind, one.key]) for one in columns],
                {band: owed[kind, band] for band in BANDS},
            )
            for kind, label in OrganisationKind.choices
            if total[kind]
        ]  # fmt: skip

    def select(
        self,
        *,
        kind: str = "",
        standing: str = "",
        band: str = "",
        by: By = "round",
        column: str = "",
        words: str = "",
    ) -> list[Row]:
        """Rows that fit all that is told; what is empty narrows nothing. ``standing``: one of
        ``Standing``, or ``counted``, ``left``, of those ``planned`` and ``unplanned``, or ``all``
        (also who need not be covered)."""
        wanted = _standings(standing)
        return [
            row
            for row in self.rows
            if row.standing in wanted
            and (not kind or row.organisation.kind == kind)
            and (not band or (row.standing in _OWED and band_of(row.risk) == band))
            and (not column or self.column_of(row, by) == column)
            and (standing != "planned" or row.organisation.pk in self.planned)
            and (standing != "unplanned" or row.organisation.pk not in self.planned)
            and (not words or words in row.organisation.name)
        ]  # fmt: skip


def _standings(name: str) -> Iterable[Standing]:
    groups: dict[str, Iterable[Standing]] = {
        "": TO_COVER, "counted": COUNTED, "left": _OWED, "planned": _OWED, "unplanned": _OWED,
        "all": list(Standing),
    }  # fmt: skip
    if name in groups:
        return groups[name]
    return [Standing(name)] if name in Standing.values else []


def overview(actor: Actor, term: Term, day: dt.date) -> Overview:
    """The term on a day, with where the plan in force puts those who are still owed."""
    rounds = access.visible(actor, Round).filter(term=term).order_by("start_on", "number")
    plan = plan_in_force(actor, term, day)
    planned = PlanEntry.objects.filter(plan=plan, done=False, round__isnull=False)
    places = dict(planned.values_list("organisation", "round")) if plan else {}
    return Overview(term, day, standings_on(actor, term, day), list(rounds), places)

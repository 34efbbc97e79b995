"""What another risk model would change, before it takes effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.cycle.planning.coverage.demands import scores
from xuncha.cycle.planning.coverage.overview import BANDS, Band, band_of
from xuncha.cycle.planning.coverage.risk import Indicator
from xuncha.cycle.planning.coverage.selectors import list_demands
from xuncha.cycle.planning.models import Demand, Term
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Change:
    """One organisation under both models: risk and place in the order, the first is 1."""

    demand: Demand
    before: int
    after: int
    place_before: int
    place_after: int
    parts: list[str]

    @property
    def climbs(self) -> int:
        """How many places it goes up; below 0: down."""
        return self.place_before - self.place_after

    @property
    def falls(self) -> int:
        """How many places it goes down."""
        return -self.climbs


@dataclass(frozen=True, slots=True)
class Effect:
    """All organisations of a term, the riskiest of the new model first; how many there are in each
    band before and after."""

    rows: list[Change]
    bands: list[tuple[str, int, int]]

    @property
    def changed(self) -> int:
        return sum(one.before != one.after for one in self.rows)


def effect(actor: Actor, term: Term, indicators: Sequence[Indicator]) -> Effect:
    """The ranking of a term's organisations under some indicators beside the present one. A risk
    settled in a meeting stays what it is under both."""
    demands = list(list_demands(actor, term).order_by("organisation__code"))
    found = scores(demands, indicators, clock.today())
    after = [
        points if one.set_risk is None else one.set_risk
        for one, (points, _) in zip(demands, found, strict=True)
    ]
    before = [one.weight for one in demands]
    order_before, order_after = _order(before), _order(after)
    rows = [
        Change(
            one, before[at], after[at], order_before[at], order_after[at],
            [part.words for part in found[at][1]],
        )
        for at, one in enumerate(demands)
    ]  # fmt: skip
    rows.sort(key=lambda one: one.place_after)
    return Effect(rows, _bands(before, after))


def _order(values: list[int]) -> list[int]:
    """Place of each value, the highest first; equals in the order of the directory."""
    ranked = sorted(range(len(values)), key=lambda at: -values[at])
    places = [0] * len(values)
    for place, at in enumerate(ranked, 1):
        places[at] = place
    return places


def _bands(before: list[int], after: list[int]) -> list[tuple[str, int, int]]:
    old: Counter[Band] = Counter(map(band_of, before))
    new: Counter[Band] = Counter(map(band_of, after))
    return [(label, old[band], new[band]) for band, label in BANDS.items()]

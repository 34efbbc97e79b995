"""What a figure is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from xuncha.cycle.rectification.models import ItemTally
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import NOTHING


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that pages show.

    ``where`` gives the condition (called with today, because some depend on the day); ``page`` and
    ``query`` name the list that opens its rows: the list's own filter must give the same number.
    """

    name: str
    label: str
    definition: str
    model: type[Model]
    where: Callable[[Any], Q]
    page: str
    query: Mapping[str, str] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    """Who may know it; empty: whoever sees the rows. For others it counts nothing."""

    def condition(self, actor: Actor) -> Q:
        """The condition as of today."""
        if self.roles and not actor.is_system and not actor.has(*self.roles):
            return NOTHING
        return self.where(clock.today())

    def rows(self, actor: Actor, within: Q | None = None) -> QuerySet[Any]:
        """The rows behind the number, under the reader's scope."""
        return access.visible(actor, self.model).filter(self.condition(actor), within or Q())

    def value(self, actor: Actor, within: Q | None = None) -> int:
        """The number."""
        return self.rows(actor, within).count()


def values(actor: Actor, figures: Iterable[Figure], within: Q | None = None) -> dict[str, int]:
    """Several figures of one model in one query."""
    figures = list(figures)
    rows = _rows(actor, figures, within)
    return rows.aggregate(**_counts(actor, figures))


def values_by(
    actor: Actor, figures: Iterable[Figure], key: str, within: Q | None = None
) -> dict[Any, dict[str, int]]:
    """Several figures of one model for each value of a column, in one query. A value without rows
    answers with noughts."""
    figures = list(figures)
    rows = (
        _rows(actor, figures, within).values(key).annotate(**_counts(actor, figures)).order_by(key)
    )
    found: dict[Any, dict[str, int]] = defaultdict(lambda: {one.name: 0 for one in figures})
    found.update((row.pop(key), row) for row in rows)
    return found


def values_by_round(
    actor: Actor, figures: Iterable[Figure], within: Q
) -> dict[int, dict[str, int]]:
    """Several figures of items for each round, off the tally: as quick for a million items as for a
    thousand. ``within`` speaks of rounds (and ``round_id``) only. What the tally may not tell this
    reader is counted item by item."""
    figures = list(figures)
    told: Any = access.visible(actor, ItemTally).filter(within).values("round_id")
    sums = {one.name: _sum(one.condition(actor)) for one in figures}
    found: dict[int, dict[str, int]] = defaultdict(lambda: {one.name: 0 for one in figures})
    rows = told.annotate(**sums).order_by("round_id")
    found.update((row.pop("round_id"), row) for row in rows)
    if actor.recusals or not found:
        rest = within & ~Q(round_id__in=list(found))
        found.update(values_by(actor, figures, "round_id", rest))
    return found


def _sum(condition: Q) -> Coalesce:
    return Coalesce(Sum("number", filter=condition) if condition else Sum("number"), 0)


def total(counted: Mapping[Any, Mapping[str, int]], figures: Iterable[Figure]) -> dict[str, int]:
    """What ``values_by`` counted, over all values of its column: no second query."""
    return {one.name: sum(row[one.name] for row in counted.values()) for one in figures}


def _rows(actor: Actor, figures: list[Figure], within: Q | None) -> QuerySet[Any]:
    models = {figure.model for figure in figures}
    if len(models) != 1:
        raise ValueError("figures of several models can't be counted together")
    return access.visible(actor, models.pop()).filter(within or Q())


def _counts(actor: Actor, figures: list[Figure]) -> dict[str, Count]:
    return {figure.name: Count("pk", filter=figure.condition(actor)) for figure in figures}

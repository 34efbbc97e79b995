"""A figure with parameters: one definition, rows under the reader's scope, as of any day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Model, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractYear

from xuncha.engines.filling.words import Words
from xuncha.foundation import access
from xuncha.insight.figures.asking import FOCUSES, KINDS, WAYS, Ask
from xuncha.insight.figures.focus import leaves_under
from xuncha.kernel.errors import Invalid

Value = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a model keeps what figures are narrowed by; "" where it has no such thing."""

    round: str = "inspection__round"
    organisation: str = "inspection__organisation"
    way: str = "inspection__kind"
    leaf: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Lift:
    """The way from what was narrowed to what is counted, each once: from inspections to their
    organisations."""

    path: str
    model: type[Model]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. ``base`` gives its rows as of the day, for whoever asks, ``where`` those of them
    that it counts; what is asked further (term, kind of organisation, round, …) narrows them here,
    once for all figures. Figures that share a ``base`` are counted in one query (``together``).

    ``adds`` is the column that is summed up; ``part_of`` names the figure of which this one is a
    share: its rows are then this one's, its value percent. ``lift`` leads from what was narrowed
    to the rows that are counted. ``is_many``: a row may come more than once. ``words`` tell how
    texts speak of it; ``rates`` names the shares of other figures that it is (回收率, of those
    handed out).
    """

    name: str
    label: str
    definition: str
    unit: str
    subject: str
    base: Callable[[Ask], QuerySet[Any]]
    paths: Paths = field(default_factory=Paths)
    params: frozenset[str] = frozenset({"kind", "round", "way"})
    adds: str = ""
    part_of: Measure | None = None
    roles: frozenset[str] = frozenset()
    page: str = ""
    is_dated: bool = True
    words: tuple[Words, ...] = ()
    rates: tuple[tuple[str, str], ...] = ()
    veils: Callable[[Ask], bool] | None = None
    lift: Lift | None = None
    where: Callable[[Ask], Q] | None = None
    is_many: bool = False

    def rows(self, ask: Ask) -> QuerySet[Any]:
        """The rows behind the number."""
        rows = self.narrowed(ask)
        if self.where is not None:
            rows = rows.filter(self.where(ask))
        if self.lift is None:
            return rows
        seen = access.visible(ask.actor, self.lift.model)
        return seen.filter(pk__in=rows.values(self.lift.path))

    def narrowed(self, ask: Ask) -> QuerySet[Any]:
        """All rows of the base that are asked for."""
        rows = self.base(ask)
        if not self.is_for(ask):
            return rows.none()
        paths = self.paths
        if paths.round and ask.term is not None:
            rows = rows.filter(**{_to(paths.round, "term"): ask.term})
        condition = Q()
        for name, value in ask.params.items():
            condition &= self._narrowing(ask, name, value)
        return rows.filter(condition)

    def is_for(self, ask: Ask) -> bool:
        """Whether the reader's roles may know it."""
        return not self.roles or ask.actor.is_system or ask.actor.has(*self.roles)

    def _narrowing(self, ask: Ask, name: str, value: str) -> Q:
        paths = self.paths
        if name == "kind":
            return Q(**{f"{_to(paths.organisation, 'kind')}__in": KINDS[value]})
        if name == "round":
            return Q(**{_to(paths.round, "number"): int(value)})
        if name == "way":
            return Q(**{paths.way: WAYS[value]})
        if name == "year":
            return Q(**{f"{paths.date}__year": int(value)})
        if name == "focus":
            return Q(**{f"{paths.leaf}__in": leaves_under(ask, FOCUSES[value])})
        raise Invalid(f"这个数不按“{name}”分。")

    def key_of(self, name: str) -> Combinable:
        """What rows are told apart by, for a parameter: a column, or the year of one."""
        if name == "year":
            return ExtractYear(self.paths.date)
        paths = {
            "kind": _to(self.paths.organisation, "kind"), "round": _to(self.paths.round, "number"),
            "way": self.paths.way, "focus": self.paths.leaf,
        }  # fmt: skip
        return F(paths[name])

    def tells(self, ask: Ask) -> bool:
        """Whether it can be told of that day and to that reader: what keeps no days is told of
        today only; ``veils`` hides what would give small numbers away."""
        if self.veils is not None and self.veils(ask):
            return False
        return self.is_dated or ask.is_today

    def value(self, ask: Ask) -> Value:
        """The number; None where there is none to tell (nothing to be a share of)."""
        if not self.tells(ask):
            return None
        rows = self.rows(ask)
        if self.adds:
            total: Decimal | int = rows.aggregate(total=Sum(self.adds))["total"] or 0
            return total
        number = rows.count()
        if self.part_of is None:
            return number
        whole = self.part_of.rows(ask).count()
        return share(number, whole)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Percent to two decimals; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"))


def _to(path: str, name: str) -> str:
    return f"{path}__{name}" if path != "self" else name

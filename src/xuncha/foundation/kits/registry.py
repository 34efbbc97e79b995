"""What travels: each room says of each of its models whether it goes out with a team, and how.

``worked`` rows are written in the field and come back; ``grown`` ones are only added there (the
history of a record); ``lent`` ones go out for reading; ``stays`` says why a model never leaves.
Rooms sign up in a ``kits.py`` of their own, found by name, so that no earlier room knows a later
one. A test asks that every model of the project is declared: none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.utils.module_loading import autodiscover_modules

from xuncha.foundation.kits.merging import Rules
from xuncha.kernel.states import Stated, StateTable

Scope = Mapping[str, frozenset[int]]
"""What a team may take along: names such as ``inspection`` or ``user`` → numbers of records."""


class Way(StrEnum):
    WORKED = "worked"
    GROWN = "grown"
    LENT = "lent"
    STAYS = "stays"


@dataclass(frozen=True)
class Kind:
    """How one model travels. ``paths`` lead from the row to what the scope names; ``but`` are rows
    that stay all the same; ``of`` the columns that may lead to the record it hangs on; ``omits``
    columns that never leave; ``number`` a running number that may be given anew; ``secret`` that
    its values are not shown to whoever settles a clash; ``follows`` that a row goes out where
    another points at it; ``needs`` links without which a row stays; ``says`` what
    stands in a column instead of its value; ``derives`` columns that are reckoned from others;
    ``why`` why it stays."""

    label: str
    way: Way
    paths: Mapping[str, str] = field(default_factory=dict)
    but: Q | None = None
    of: tuple[str, ...] = ()
    omits: frozenset[str] = frozenset()
    states: StateTable | None = None
    number: str = ""
    secret: bool = False
    follows: bool = False
    needs: frozenset[str] = frozenset()
    says: dict[str, Any] = field(default_factory=dict)
    derives: dict[str, Callable[[Mapping[str, Any]], Any]] = field(default_factory=dict)
    why: str = ""

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    @property
    def comes_back(self) -> bool:
        return self.way in {Way.WORKED, Way.GROWN}

    def rows_in(self, scope: Scope) -> Q:
        """Which rows go out with this scope."""
        rows = Q()
        for name, path in self.paths.items():
            rows &= Q(**{f"{path}__in": scope[name]})
        return rows & ~self.but if self.but is not None else rows


_kinds: dict[str, Kind] = {}


def _add(kind: Kind) -> None:
    if _kinds.setdefault(kind.label, kind) != kind:
        raise ValueError(f"{kind.label} is declared twice")


def worked(label: str, *, of: str | tuple[str, ...] = (), **more: Any) -> None:
    """A model that is written in the field."""
    _add(_kind(label, Way.WORKED, of, more))


def grown(label: str, *, of: str | tuple[str, ...], **more: Any) -> None:
    """A model to which the field only adds."""
    _add(_kind(label, Way.GROWN, of, more))


def lent(*labels: str, follows: bool = False, **more: Any) -> None:
    """Models for reading. ``follows``: a row goes out where another one points at it."""
    for label in labels:
        _add(_kind(label, Way.LENT, (), more | {"follows": follows}))


def stays(*labels: str, why: str) -> None:
    """Models that never leave."""
    for label in labels:
        _add(Kind(label, Way.STAYS, why=why))


_OPTIONS = frozenset(
    {"but", "omits", "states", "number", "secret", "follows", "needs", "says", "derives"}
)


def _kind(label: str, way: Way, of: str | tuple[str, ...], more: Mapping[str, Any]) -> Kind:
    paths = {name: path for name, path in more.items() if name not in _OPTIONS}
    options: dict[str, Any] = {name: value for name, value in more.items() if name in _OPTIONS}
    for name in ("omits", "needs"):
        options[name] = frozenset(options.get(name, ()))
    parents = (of,) if isinstance(of, str) else of
    return Kind(label, way, paths=paths, of=parents, **options)


@cache
def kinds() -> Mapping[str, Kind]:
    """All that was declared, by label."""
    from xuncha.foundation.kits import own  # noqa: F401

    autodiscover_modules("kits")
    return dict(sorted(_kinds.items()))


def coming_back() -> list[Kind]:
    """What the field writes."""
    return [kind for kind in kinds().values() if kind.comes_back]


@cache
def rules() -> Rules:
    """What the merging must know of all this."""
    return Rules(
        counters=frozenset({"version"}),
        derived={kind.label: frozenset(kind.derives) for kind in coming_back()},
        growing=frozenset(kind.label for kind in coming_back() if kind.way is Way.GROWN),
        stated=frozenset(
            kind.label for kind in coming_back()
            if kind.way is Way.WORKED and issubclass(kind.model, Stated)
        ),
        may_follow=may_follow,
    )  # fmt: skip


def may_follow(label: str, before: str, after: str) -> bool:
    """Whether a state can be reached from another along the table of its kind."""
    table = kinds()[label].states
    if table is None or before == after:
        return True
    reached, left = {before}, [before]
    while left:
        state = left.pop()
        new = {str(one.target) for one in table.open_actions(state)} - reached
        reached |= new
        left += new
    return after in reached

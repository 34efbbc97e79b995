"""The tree as of any day: pure, from rows that were read once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

_EVER = dt.date.min


class Past(Protocol):
    """A former name or a former place: it held from ``from_on`` (None: ever) to ``until_on``."""

    organisation_id: int
    from_on: dt.date | None
    until_on: dt.date


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line: ``predecessor`` went into ``successor`` on a day."""

    predecessor: int
    successor: int
    on: dt.date
    is_merge: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What came before an organisation and what became of it, each step by day, also at several
    removes."""

    before: tuple[Step, ...]
    after: tuple[Step, ...]

    @property
    def predecessors(self) -> frozenset[int]:
        return frozenset(one.predecessor for one in self.before)

    @property
    def successors(self) -> frozenset[int]:
        return frozenset(one.successor for one in self.after)


@dataclass(slots=True)
class Lineage:
    """All steps of the district, asked organisation by organisation."""

    _into: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))
    _out_of: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, steps: Iterable[Step]) -> Lineage:
        """From steps in any order."""
        made = cls()
        for step in sorted(steps, key=lambda one: (one.on, one.predecessor, one.successor)):
            made._into[step.successor].append(step)
            made._out_of[step.predecessor].append(step)
        return made

    def line(self, organisation: int) -> Line:
        """Its line. Backwards only steps no later than the one that leads on count, forwards only
        no earlier ones: who left a neighbour before it merged is no relation."""
        before = self._walk(organisation, dt.date.max, -1)
        after = self._walk(organisation, _EVER, 1)
        return Line(tuple(sorted(before, key=_by_day)), tuple(sorted(after, key=_by_day)))

    def _walk(self, start: int, day: dt.date, way: int) -> set[Step]:
        found: set[Step] = set()
        waiting = [(start, day)]
        while waiting:
            here, bound = waiting.pop()
            for step in (self._into if way < 0 else self._out_of).get(here, ()):
                fits = step.on <= bound if way < 0 else step.on >= bound
                if fits and step not in found:
                    found.add(step)
                    waiting.append((step.predecessor if way < 0 else step.successor, step.on))
        return found


def _by_day(step: Step) -> tuple[dt.date, int, int]:
    return step.on, step.predecessor, step.successor


def held_on(rows: Iterable[Past], day: dt.date) -> dict[int, Past]:
    """By organisation the former row that held on a day; who is missing had today's by then."""
    return {
        one.organisation_id: one for one in rows if (one.from_on or _EVER) <= day <= one.until_on
    }


def is_there(established: dt.date | None, dissolved: dt.date | None, day: dt.date) -> bool:
    """Whether an organisation with these days exists on a day."""
    return (established or _EVER) <= day and (dissolved is None or day < dissolved)


def closes_circle(parents: Mapping[int, int | None], child: int, parent: int | None) -> bool:
    """Whether hanging ``child`` under ``parent`` would put it above itself."""
    seen: set[int] = set()
    above = parent
    while above is not None and above not in seen:
        if above == child:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


@dataclass(slots=True)
class Node:
    """One organisation as it stood on the day of the tree."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    children: list[Node] = field(default_factory=list)
    total: int = 0
    """How many stand below it, at any depth."""

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Node]]:
        """It and all below, each with its depth, in the order of the tree."""
        waiting = [(depth, self)]
        while waiting:
            level, node = waiting.pop()
            yield level, node
            waiting += [(level + 1, one) for one in reversed(node.children)]


def grow(nodes: Iterable[Node]) -> list[Node]:
    """The tree from nodes that know their parents: its roots. Whose parent is not among the nodes
    is a root; so is, of a circle that old data may hold, the first by order."""
    by_id = {one.id: one for one in nodes}
    parents = {one.id: one.parent_id if one.parent_id in by_id else None for one in by_id.values()}
    roots: list[Node] = []
    for node in by_id.values():
        parent = parents[node.id]
        if parent is None or closes_circle(parents, node.id, parent):
            parents[node.id] = None
            roots.append(node)
        else:
            by_id[parent].children.append(node)
    for root in roots:
        for _, node in reversed(list(root.walk())):
            node.total = sum(1 + one.total for one in node.children)
    return roots

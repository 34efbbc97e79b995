"""What the engine is told: a person with his ties, an organisation with its line. Days only.

Every span of days is told by its first day (None: since ever) and its last day (None: no end is
known). Ids are the caller's own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from xuncha.engines.recusal.kinds import Degree, Ground


@dataclass(frozen=True, slots=True)
class Spell:
    """Where somebody belongs or belonged (his home organisation) and in which post."""

    organisation: int
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation to an organisation. ``until_on`` is its last day; the look-back runs from there.
    A withdrawn tie was a mistake and never counts. ``degree`` belongs to kin alone."""

    ground: Ground
    organisation: int
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    words: str = ""
    degree: Degree = Degree.FURTHER
    withdrawn: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """An earlier inspection of an organisation; ``on`` is its last day."""

    organisation: int
    on: dt.date
    led: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A recusal that people have settled. It holds from its first day to the day before
    ``free_on``, the first free day (None: for ever)."""

    organisation: int
    since: dt.date | None = None
    free_on: dt.date | None = None
    words: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who might inspect, with all that is known of his ties. ``native_place`` is text,
    as it stands in his papers."""

    id: int
    name: str
    homes: tuple[Spell, ...] = ()
    native_place: str = ""
    ties: tuple[Tie, ...] = ()
    services: tuple[Service, ...] = ()
    standing: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Another organisation of the same family or line, while it stands so."""

    organisation: int
    name: str
    from_on: dt.date | None = None
    until_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation that is to be inspected. ``parents`` and ``children`` are one step away;
    ``predecessors`` and ``successors`` at any remove, from the day of the step that joined them.
    ``place_names`` are names under which it may stand in somebody's native place: its own if it is
    a place (town, village), with those of the places above it; empty for offices and schools."""

    id: int
    name: str
    parents: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()
    predecessors: tuple[Link, ...] = ()
    successors: tuple[Link, ...] = ()
    place_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """How an organisation that a fact names stands to the inspected one: itself, family or line,
    and from when to when. ``words`` is empty for itself."""

    words: str = ""
    is_family: bool = False
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    name: str = field(default="", compare=False)

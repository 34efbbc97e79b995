"""What waits for a person today: each area adds its own section to the workbench."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from xuncha.kernel.actor import Actor

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: what to do, where, and by when. ``tag`` is a word before it, such as a state."""

    text: str
    url: str
    due_on: dt.date | None = None
    late: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under a title; ``url`` opens all of them."""

    title: str
    todos: list[Todo] = field(default_factory=list)
    url: str = ""


Source = Callable[[Actor], Iterable[Section]]
_sources: list[tuple[int, frozenset[str], Source]] = []


def source(audience: frozenset[str], place: int = 50) -> Callable[[Source], Source]:
    """Register sections for some roles. They show through the actor's doors, at most ``SHOWN``
    lines each; a section without lines is left out."""

    def keep(func: Source) -> Source:
        _sources.append((place, audience, func))
        _sources.sort(key=lambda one: one[0])
        return func

    return keep


def sections_for(actor: Actor) -> list[Section]:
    """Everything that waits for this person."""
    mine = [func for _, who, func in _sources if actor.has(*who)]
    return [one for func in mine for one in func(actor) if one.todos]

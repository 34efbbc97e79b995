"""The rooms of one inspection as cards on its first page: each area adds its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor
from xuncha.web.outside import leads_out


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of a card with the address of its rows; ``late`` draws it as a warning."""

    label: str
    number: int
    url: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A room: its name, its page for this inspection, what it counts. ``words`` says what to do
    first where nothing is counted yet."""

    label: str
    icon: str
    url: str
    facts: list[Fact] = field(default_factory=list)
    words: str = ""

    @property
    def shown(self) -> list[Fact]:
        """Numbers worth showing."""
        return [one for one in self.facts if one.number]


Maker = Callable[[Actor, Inspection], Card]
_makers: list[tuple[int, frozenset[str], Maker]] = []


def card(audience: frozenset[str], place: int = 50) -> Callable[[Maker], Maker]:
    """Register a room's card, for some roles, at a place among the others."""

    def keep(maker: Maker) -> Maker:
        _makers.append((place, audience, maker))
        _makers.sort(key=lambda one: one[0])
        return maker

    return keep


def cards_for(actor: Actor, inspection: Inspection) -> list[Card]:
    """Cards of the rooms that this person may enter here."""
    made = [maker(actor, inspection) for _, who, maker in _makers if actor.has(*who)]
    return [one for one in made if not leads_out(one.url)]

"""The board as a page shows it: rounds with their teams, organisations as cards, villages folded
under the town that they go with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from xuncha.cycle.planning.coverage.board import Board, Place, Slot
from xuncha.cycle.planning.coverage.checks import Fault, faults
from xuncha.cycle.planning.coverage.overview import band_of


@dataclass(slots=True)
class Card:
    """One organisation with those that go along with it to the same team."""

    place: Place
    followers: list[Place] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def band(self) -> str:
        return band_of(self.place.risk)

    @property
    def effort(self) -> int:
        return self.place.effort + sum(one.effort for one in self.followers)

    @property
    def names(self) -> str:
        """What the search looks in."""
        return " ".join([self.place.name, *(one.name for one in self.followers)])


@dataclass(slots=True)
class TeamBox:
    """One team of a round; number 0: not put to a team yet."""

    number: int
    cards: list[Card]
    most_effort: int
    most_organisations: int

    @property
    def effort(self) -> int:
        return sum(one.effort for one in self.cards)

    @property
    def organisations(self) -> int:
        return sum(1 + len(one.followers) for one in self.cards)

    @property
    def is_over(self) -> bool:
        return self.effort > self.most_effort or self.organisations > self.most_organisations


@dataclass(slots=True)
class RoundBox:
    """One round with its teams."""

    slot: Slot
    teams: list[TeamBox]
    most_effort: int
    faults: int

    @property
    def count(self) -> int:
        return sum(one.organisations for one in self.teams)

    @property
    def cards(self) -> list[Card]:
        return [card for team in self.teams for card in team.cards]

    @property
    def load(self) -> int:
        """Share of what its teams can do, in percent."""
        can = self.slot.teams * self.most_effort
        return round(100 * sum(one.effort for one in self.teams) / can) if can else 0


@dataclass(slots=True)
class Shown:
    """All of the board."""

    rounds: list[RoundBox]
    waiting: list[Card]
    faults: list[Fault]
    hidden: int = 0

    def round(self, round_id: int | None) -> RoundBox | None:
        return next((one for one in self.rounds if one.slot.id == round_id), None)


def show(board: Board) -> Shown:
    """Everything, checked."""
    found = faults(board)
    about: dict[int, list[str]] = defaultdict(list)
    per_round: dict[int | None, int] = defaultdict(int)
    for one in found:
        per_round[one.round] += 1
        if one.code not in {"effort", "organisations", "unplaced"}:
            for pk in one.organisations:
                about[pk].append(one.sentence)
    rounds = [_round(board, slot, about, per_round[slot.id]) for slot in board.slots]
    waiting = _cards(board, board.of_round(None), about)
    return Shown(rounds, waiting, found, len(board.hidden))


def _round(board: Board, slot: Slot, about: dict[int, list[str]], wrong: int) -> RoundBox:
    rows: dict[int, list[Place]] = {number: [] for number in range(1, slot.teams + 1)}
    for place in board.of_round(slot.id):
        rows.setdefault(place.team or 0, []).append(place)
    teams = [
        TeamBox(number, _cards(board, members, about), board.most_effort, board.most_organisations)
        for number, members in sorted(rows.items())
        if members or slot.is_open
    ]
    return RoundBox(slot, teams, board.most_effort, wrong)


def _cards(board: Board, places: Iterable[Place], about: dict[int, list[str]]) -> list[Card]:
    """The riskiest first. Who goes along with one of them is folded under it."""
    places = list(places)
    cards = {one.organisation: Card(one, faults=about.get(one.organisation, [])) for one in places}
    for place in places:
        head = cards.get(place.parent or 0)
        if head is not None and place.with_parent and place.organisation in cards:
            head.followers.append(place)
            head.faults = [*head.faults, *about.get(place.organisation, [])]
            del cards[place.organisation]
    return sorted(cards.values(), key=lambda one: (-one.place.risk, one.place.organisation))

"""Who sits where: teams of one round staffed from candidates in an order of preference. Pure.

The order is the whole difference between a proposal (least burdened first) and a draw (by a seed).
Scarce places are filled first by matching (leaders, deputies, skills), then each team up to its
size; where an order leads into a dead end, the next one is tried.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from xuncha.cycle.teams.enums import DEPUTIES, SeatRole

_TRIES = 120


class CannotStaffError(ValueError):
    """No order worked; the message is one Chinese sentence on what is missing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be seated. ``rounds`` are those of the term that he serves already."""

    id: int
    name: str
    home: int | None
    skills: frozenset[str]
    can_lead: bool = False
    can_deputise: bool = False
    from_discipline: bool = False
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A team to be filled. ``taken`` sit there already; ``barred`` may not sit there at all,
    ``barred_leading`` not as leader, ``barred_deputising`` not as deputy."""

    team: int
    name: str
    needs: frozenset[str] = frozenset()
    taken: tuple[tuple[Candidate, str], ...] = ()
    barred: frozenset[int] = frozenset()
    barred_leading: frozenset[int] = frozenset()
    barred_deputising: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """Sizes and switches of the rules."""

    size: int
    deputies: int
    same_home: bool = False
    second_deputy: bool = False
    most_rounds: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """A seat that was given, with the reason in words."""

    team: int
    person: Candidate
    role: str
    reason: str


@dataclass(slots=True)
class _Board:
    wishes: Wishes
    places: list[Place]
    order: list[Candidate]
    seats: dict[int, list[tuple[Candidate, str]]]
    given: list[Given] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def may(self, place: Place, one: Candidate, role: str) -> bool:
        barred = place.barred
        if role == SeatRole.LEADER:
            barred |= place.barred_leading
        elif role in DEPUTIES:
            barred |= place.barred_deputising
        if one.id in self.used or one.id in barred:
            return False
        if self.wishes.most_rounds and one.rounds >= self.wishes.most_rounds:
            return False
        if self.wishes.same_home or one.home is None:
            return True
        return all(seated.home != one.home for seated, _ in self.seats[place.team])

    def seat(self, place: Place, one: Candidate, role: str, reason: str) -> None:
        self.used.add(one.id)
        self.seats[place.team].append((one, role))
        self.given.append(Given(place.team, one, role, reason))

    def count(self, place: Place, *roles: str) -> int:
        return sum(role in roles for _, role in self.seats[place.team])

    def has(self, place: Place) -> frozenset[str]:
        return frozenset(skill for one, _ in self.seats[place.team] for skill in one.skills)


def by_load(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Least burdened first, then by number."""
    return sorted(candidates, key=lambda one: (one.rounds, one.id))


def by_draw(candidates: Iterable[Candidate], seed: str) -> list[Candidate]:
    """The order of a draw: by the SHA-256 of “seed/number”. Anybody can reckon it anew."""
    return sorted(candidates, key=lambda one: (_ticket(seed, one.id), one.id))


def _ticket(seed: str, number: int) -> str:
    return hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()


def staff(
    places: Sequence[Place], candidates: Sequence[Candidate], wishes: Wishes, *, seed: str = ""
) -> list[Given]:
    """Fill the teams. With a seed by draw, else the least burdened first. Nobody twice, nobody
    where he is barred, no two of one home (unless allowed), every skill covered, sizes kept. The
    same input gives the same seats. ``CannotStaffError`` with a sentence if no order works."""
    why = ""
    for attempt in range(_TRIES):
        if seed:
            order = by_draw(candidates, seed if attempt == 0 else f"{seed}#{attempt}")
        else:
            order = by_load(candidates) if attempt == 0 else _shaken(candidates, attempt)
        board = _Board(wishes, list(places), order, {one.team: list(one.taken) for one in places})
        board.used |= {one.id for place in places for one, _ in place.taken}
        failed = _fill(board, seed)
        if not failed:
            return board.given
        why = why or failed
    raise CannotStaffError(why)


def _shaken(candidates: Sequence[Candidate], attempt: int) -> list[Candidate]:
    return sorted(candidates, key=lambda one: (one.rounds // 2, _ticket(str(attempt), one.id)))


def _fill(board: _Board, seed: str) -> str:
    """Fill every team, or the sentence that says what is missing."""
    steps: tuple[Callable[[_Board, str], str], ...] = (_leaders, _deputies, _skilled, _rest)
    for step in steps:
        if failed := step(board, seed):
            return failed
    return ""


def _how(one: Candidate, seed: str, words: str) -> str:
    way = f"随机抽取（种子 {seed}）" if seed else f"本届已参加 {one.rounds} 轮，负荷较轻"
    return f"{words}；{way}"


def _leaders(board: _Board, seed: str) -> str:
    waiting = [one for one in board.places if not board.count(one, SeatRole.LEADER)]
    able = [one for one in board.order if one.can_lead]
    found, missing = _match(board, waiting, able, SeatRole.LEADER)
    if missing is not None:
        return f"{missing.name}找不到合适的组长：可任组长的人都已安排，或者需要回避。"
    for place, one in found:
        board.seat(place, one, SeatRole.LEADER, _how(one, seed, "具备组长资格，没有回避情形"))
    return ""


def _deputies(board: _Board, seed: str) -> str:
    for number in range(board.wishes.deputies):
        second = board.wishes.second_deputy and number == board.wishes.deputies - 1
        role = SeatRole.SECOND_DEPUTY if second else SeatRole.DEPUTY
        waiting = [one for one in board.places if board.count(one, *DEPUTIES) <= number]
        able = [
            one
            for one in board.order
            if (one.can_deputise or one.can_lead) and (one.from_discipline or not second)
        ]
        found, missing = _match(board, waiting, able, role)
        if missing is not None:
            who = "来自纪检监察机关的第二副组长" if second else "副组长"
            return f"{missing.name}找不到合适的{who}：有资格的人都已安排，或者需要回避。"
        for place, one in found:
            board.seat(place, one, role, _how(one, seed, f"具备{role.label}资格，没有回避情形"))
    return ""


def _match(
    board: _Board, waiting: list[Place], able: list[Candidate], role: str
) -> tuple[list[tuple[Place, Candidate]], Place | None]:
    """One person for each waiting team, each person once (augmenting paths); else the team for
    which there is nobody."""
    holds: dict[int, Place] = {}
    people = {one.id: one for one in able}

    def give(place: Place, asked: set[int]) -> bool:
        for one in able:
            if one.id in asked or not board.may(place, one, role):
                continue
            asked.add(one.id)
            if one.id not in holds or give(holds[one.id], asked):
                holds[one.id] = place
                return True
        return False

    for place in waiting:
        if not give(place, set()):
            return [], place
    return [(place, people[pk]) for pk, place in holds.items()], None


def _skilled(board: _Board, seed: str) -> str:
    """Skills that a team lacks, the rarest first."""
    lacks = [(skill, place) for place in board.places for skill in place.needs - board.has(place)]
    holders = {skill: sum(skill in one.skills for one in board.order) for skill, _ in lacks}
    for skill, place in sorted(lacks, key=lambda pair: (holders[pair[0]], *_by(pair))):
        if skill in board.has(place):
            continue
        fits = (
            one
            for one in board.order
            if skill in one.skills and board.may(place, one, SeatRole.MEMBER)
        )
        one = next(fits, None)
        if one is None:
            return f"{place.name}需要“{skill}”，没有合适的人：有这项专长的都已安排，或者需要回避。"
        board.seat(place, one, _role(board, place), _how(one, seed, f"补足专长“{skill}”"))
    return ""


def _by(pair: tuple[str, Place]) -> tuple[str, int]:
    return pair[0], pair[1].team


def _rest(board: _Board, seed: str) -> str:
    """Everybody else, team by team in turn, so that no team takes all the best."""
    size = board.wishes.size
    while waiting := [one for one in board.places if len(board.seats[one.team]) < size]:
        for place in waiting:
            fits = (one for one in board.order if board.may(place, one, SeatRole.MEMBER))
            one = next(fits, None)
            if one is None:
                short = size - len(board.seats[place.team])
                return f"{place.name}还差 {short} 人，人才库里没有别的人可以安排。"
            board.seat(place, one, _role(board, place), _how(one, seed, "没有回避情形"))
    return ""


def _role(board: _Board, place: Place) -> SeatRole:
    """The first who is neither leader nor deputy keeps the team's contacts."""
    return SeatRole.MEMBER if board.count(place, SeatRole.LIAISON) else SeatRole.LIAISON

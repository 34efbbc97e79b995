"""A first plan by rule of thumb: what can wait least goes first, each into the earliest team that
takes it. What found no place goes first in the next try."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame

Teams = dict[int, list[tuple[int, ...]]]
_TRIES = 200


def first_teams(
    frame: Frame,
    rounds: Mapping[int, tuple[int, ...]],
    limit: Mapping[int, int],
    budget: Budget,
    seed: int = 0,
    tries: int = _TRIES,
) -> Teams | None:
    """Teams for everything owed, or None where the tries found no place for something."""
    chance = Random(seed)  # noqa: S311 - repeatable tries, no secret
    top, most = max(1, frame.most_effort), max(1, frame.most_count)
    urgency = {
        g: frame.groups[g].risk / max(frame.groups[g].effort / top, frame.groups[g].count / most)
        for g in rounds
    }  # fmt: skip
    push = {g: 0 if mine[-1] == max(limit, default=0) else 1 for g, mine in rounds.items()}
    for _ in range(tries):
        ends = {g: mine[-1] if push[g] else 0 for g, mine in rounds.items()}
        order = sorted(rounds, key=lambda g: (-push[g], ends[g], -urgency[g]))
        placing = _Placing(frame, rounds, limit)
        left_out = [g for g in order if not placing.put(g)]
        if not left_out:
            return placing.teams()
        if budget.left() <= 0:
            return None
        for g in left_out:
            push[g] += 1 + chance.randrange(2)
    return None


class _Placing:
    def __init__(
        self, frame: Frame, rounds: Mapping[int, tuple[int, ...]], limit: Mapping[int, int]
    ) -> None:
        self.frame, self.rounds, self.limit = frame, rounds, limit
        self.made: dict[int, list[list[int]]] = {r: [] for r in limit}
        self.room: dict[int, list[tuple[int, int]]] = {r: [] for r in limit}

    def put(self, g: int) -> bool:
        """Into the fullest team of the earliest round that takes it."""
        return any(self._in_round(g, r) for r in self.rounds[g])

    def _in_round(self, g: int, r: int) -> bool:
        one, room = self.frame.groups[g], self.room[r]
        fits = [t for t, (e, c) in enumerate(room) if e >= one.effort and c >= one.count]
        if fits:
            t = min(fits, key=room.__getitem__)
        elif len(room) < self.limit[r]:
            t = len(room)
            room.append((self.frame.most_effort, self.frame.most_count))
            self.made[r].append([])
        else:
            return False
        room[t] = room[t][0] - one.effort, room[t][1] - one.count
        self.made[r][t].append(g)
        return True

    def teams(self) -> Teams:
        return {r: [tuple(team) for team in teams] for r, teams in self.made.items() if teams}

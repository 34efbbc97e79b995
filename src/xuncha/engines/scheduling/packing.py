"""Putting the groups of a round into its teams."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.joint import Joint
from xuncha.engines.scheduling.patterns import Pattern, Size

_TRIES = 30
_MODEL_COLUMNS = 4_000
Teams = list[tuple[int, ...]]


def pack(
    frame: Frame, groups: Sequence[int], r: int, limit: int, budget: Budget, seed: int = 0
) -> Teams | None:
    """Teams for the groups of a round, at most ``limit``; None where none were found in a while."""
    chance = Random(seed)  # noqa: S311 - repeatable tries, no secret
    order = sorted(groups, key=lambda g: (-frame.groups[g].effort, -frame.groups[g].count, g))
    for attempt in range(_TRIES):
        if attempt or seed:
            keys = {g: frame.groups[g].effort * chance.uniform(0.7, 1.3) for g in order}
            order.sort(key=lambda g: -keys[g])
        made = _best_fit(frame, order, limit, level=(attempt + seed) % 2 == 1)
        if made is not None:
            return made
    return _by_model(frame, groups, r, limit, budget)


def _best_fit(frame: Frame, order: Sequence[int], limit: int, *, level: bool) -> Teams | None:
    """Each group into the fullest team that takes it (``level``: the emptiest)."""
    teams: list[list[int]] = [[] for _ in range(limit)] if level else []
    efforts, counts = [0] * len(teams), [0] * len(teams)
    for g in order:
        one = frame.groups[g]
        fits = [
            t for t in range(len(teams))
            if efforts[t] + one.effort <= frame.most_effort
            and counts[t] + one.count <= frame.most_count
        ]  # fmt: skip
        if fits:
            t = min(fits, key=lambda t: efforts[t] if level else -efforts[t])
        elif len(teams) < limit and one.effort <= frame.most_effort:
            t = len(teams)
            teams.append([])
            efforts.append(0)
            counts.append(0)
        else:
            return None
        teams[t].append(g)
        efforts[t] += one.effort
        counts[t] += one.count
    return [tuple(team) for team in teams if team]


def _by_model(
    frame: Frame, groups: Sequence[int], r: int, limit: int, budget: Budget
) -> Teams | None:
    if len(groups) * limit > _MODEL_COLUMNS:
        return None
    joint = Joint(frame, None, dict.fromkeys(groups, (r,)))
    joint.model.row([(used, 1.0) for used in joint.used.values()], high=limit)
    result = joint.model.solve(budget, budget.part(0.2, 5.0), gap=1.0)
    if result.values is None:
        return None
    return [team.groups for team in joint.plan(result.values)]


def pack_by_pattern(
    frame: Frame, groups: Sequence[int], sizes: Sequence[Size], filled: Sequence[Pattern]
) -> Teams | None:
    """Teams as the fillings say; None where they don't take everything."""
    waiting: dict[Size, list[int]] = {}
    for g in groups:
        waiting.setdefault((frame.groups[g].effort, frame.groups[g].count), []).append(g)
    made = []
    for pattern in filled:
        team: list[int] = []
        for size, times in zip(sizes, pattern, strict=True):
            rest = waiting.get(size, [])
            team += [rest.pop() for _ in range(min(times, len(rest)))]
        if team:
            made.append(tuple(team))
    return None if any(waiting.values()) else made

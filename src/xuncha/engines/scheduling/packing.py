"""Putting the groups of a round into its teams."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from xuncha.engines.scheduling.budget import Budget
from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.joint import Joint
from xuncha.engines.scheduling.patterns import Pattern, Size
from xuncha.engines.scheduling.solver import Model

_TRIES = 30
_MODEL_COLUMNS = 4_000
Teams = list[tuple[int, ...]]


def pack(
    frame: Frame, groups: Sequence[int], r: int, limit: int, budget: Budget, seed: int = 0
) -> Teams | None:
    """Teams for the groups of a round, at most ``limit``; None where none were found in a while."""
    made = quick_pack(frame, groups, limit, _TRIES, seed)
    return made if made is not None else _by_model(frame, groups, r, limit, budget)


def quick_pack(
    frame: Frame, groups: Sequence[int], limit: int, tries: int, seed: int = 0
) -> Teams | None:
    """The same by rule of thumb alone."""
    chance = Random(seed)  # noqa: S311 - repeatable tries, no secret
    order = sorted(groups, key=lambda g: (-frame.groups[g].effort, -frame.groups[g].count, g))
    for attempt in range(tries):
        if attempt > 1 or seed:
            keys = {g: frame.groups[g].effort * chance.uniform(0.8, 1.25) for g in order}
            order.sort(key=lambda g: -keys[g])
        made = _best_fit(frame, order, limit, level=(attempt + seed) % 2 == 1)
        if made is not None:
            return made
    return None


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


def pack_by_count(
    frame: Frame, groups: Sequence[int], sizes: Sequence[Size], patterns: Sequence[Pattern],
    limit: int, budget: Budget,
) -> Teams | None:  # fmt: skip
    """Teams by a small model that only counts sizes: which fillings, how often. Exact."""
    have = [(frame.groups[g].effort, frame.groups[g].count) for g in groups]
    model = Model()
    columns = [model.column(0, limit) for _ in patterns]
    model.row([(y, 1.0) for y in columns], high=limit)
    for s, size in enumerate(sizes):
        takes = [(y, float(one[s])) for y, one in zip(columns, patterns, strict=True) if one[s]]
        model.row(takes, have.count(size))
    result = model.solve(budget, budget.part(0.2, 1.0), gap=1.0)
    if result.values is None:
        return None
    times = [round(result.values[y]) for y in columns]
    filled = [one for one, often in zip(patterns, times, strict=True) for _ in range(often)]
    return pack_by_pattern(frame, groups, sizes, filled)

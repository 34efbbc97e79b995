"""Groups that are alike but for their risk, taken together: the riskier goes no later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from xuncha.engines.scheduling.frame import Frame


@dataclass(frozen=True, slots=True)
class Alike:
    """``groups`` by falling risk; they share the open rounds, effort, count and rare skills."""

    groups: tuple[int, ...]
    rounds: tuple[int, ...]
    effort: int
    count: int
    skills: frozenset[str]


def classes_of(
    frame: Frame, rounds: Mapping[int, tuple[int, ...]], rare: Set[str], apart: Set[int]
) -> list[Alike]:
    """The classes. Groups in ``apart`` stand alone; skills not in ``rare`` make no difference."""
    found: dict[object, list[int]] = {}
    for g, mine in rounds.items():
        one = frame.groups[g]
        key = (mine, one.effort, one.count, one.skills & rare, g if g in apart else -1)
        found.setdefault(key, []).append(g)
    made = []
    for groups in found.values():
        first = frame.groups[groups[0]]
        groups.sort(key=lambda g: (-frame.groups[g].risk, g))
        made.append(
            Alike(tuple(groups), rounds[groups[0]], first.effort, first.count, first.skills & rare)
        )
    return made


def put_by_risk(classes: Sequence[Alike], counts: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Group → round, from how many of each class go in each round."""
    made = {}
    for alike, count in zip(classes, counts, strict=True):
        at = 0
        for r in alike.rounds:
            for g in alike.groups[at : at + count.get(r, 0)]:
                made[g] = r
            at += count.get(r, 0)
    return made

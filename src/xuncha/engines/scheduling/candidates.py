"""The demands of a problem that a conflict may rest on, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xuncha.engines.scheduling.frame import Demand
from xuncha.engines.scheduling.problem import Organisation, Problem

RULES = (
    "same_home", "history", "home", "recusal", "max_rounds", "rounds", "size_most", "size_least",
    "deputies", "leader", "term", "locked", "count", "teams", "effort",
)  # fmt: skip
"""Rules for all, those first that one would rather not hear of."""
ASKED = ("skill", "with", "not_before", "fixed", "due")
"""What organisations ask, as kinds."""
_MOST_NAMED = 10


def of_organisations(chosen: Sequence[Organisation]) -> Iterator[tuple[Demand, ...]]:
    """What these organisations ask, each a bundle: of more than ten, a kind goes as one."""
    bundles: dict[str, list[Demand]] = {}
    for one in chosen:
        for demand in _asked(one):
            bundles.setdefault(demand[0], []).append(demand)
    for kind in ASKED:
        mine = bundles.get(kind, [])
        if len(mine) > _MOST_NAMED:
            yield tuple(mine)
        else:
            yield from ((one,) for one in mine)


def _asked(one: Organisation) -> Iterator[Demand]:
    if one.with_parent:
        yield "with", one.id
    if one.not_before is not None:
        yield "not_before", one.id
    if one.due is not None:
        yield "due", one.id
    if one.fixed_round is not None:
        yield "fixed", one.id
    for skill in sorted(one.skills):
        yield "skill", one.id, skill


def by_kind(chosen: Sequence[Organisation]) -> Iterator[tuple[Demand, ...]]:
    """What all these organisations ask, each kind as one."""
    asked = [demand for one in chosen for demand in _asked(one)]
    for kind in ASKED:
        mine = tuple(one for one in asked if one[0] == kind)
        if mine:
            yield mine


def of_rules(*, with_people: bool) -> Iterator[tuple[Demand, ...]]:
    """The rules for all."""
    without = ("term", "locked", "teams", "count", "effort")
    yield from (((kind,),) for kind in RULES if with_people or kind in without)


def by_person(problem: Problem, kind: str, chosen: Sequence[Organisation]) -> list[Demand]:
    """A rule for all as the single facts it rests on, where it has such."""
    ids = {one.id for one in chosen}
    near = ids | {one.parent for one in chosen if one.parent is not None}
    near |= {one.id for one in problem.organisations if one.parent in ids}
    made: list[Demand] = []
    if kind == "recusal":
        made = [
            (kind, one.inspector, one.organisation)
            for one in problem.recusals
            if one.organisation in ids
        ]
    elif kind == "history":
        made = [
            (kind, one.inspector, one.organisation)
            for one in problem.history
            if one.leader and one.organisation in ids
        ]
    elif kind == "home":
        made = [(kind, one.id) for one in problem.inspectors if one.home in near]
    elif kind == "rounds":
        made = [(kind, one.id) for one in problem.inspectors if one.rounds is not None]
    elif kind == "max_rounds":
        made = [(kind, one.id) for one in problem.inspectors if one.max_rounds is not None]
    return list(dict.fromkeys(made))

"""What an inspection still lacks before a stage. Every room of the field says its own.

Nothing here stops an inspection: the page tells it before somebody leads the inspection on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from xuncha.cycle.planning.enums import ORDER, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: "3 份材料没有退还", how many, and where to see them. What counts
    nothing is not missing."""

    words: str
    number: int
    url: str = ""


Check = Callable[[Actor, Inspection], Iterable[Lack]]
_checks: dict[Stage, list[Check]] = defaultdict(list)


def before(*stages: Stage) -> Callable[[Check], Check]:
    """Register a check on entering one of the stages. It looks through the actor's doors, and is
    asked from the stage's predecessors on, so that people see early what will be asked of them."""

    def keep(check: Check) -> Check:
        for stage in stages:
            if check not in _checks[stage]:
                _checks[stage].append(check)
        return check

    return keep


def lacks(actor: Actor, inspection: Inspection, stage: Stage) -> list[Lack]:
    """What is missing for a stage, in the order in which the rooms stand."""
    found = [one for check in _checks[stage] for one in check(actor, inspection)]
    return [one for one in found if one.number]


def next_gate(actor: Actor, inspection: Inspection) -> tuple[Stage | None, list[Lack]]:
    """The nearest stage ahead for which something is missing, with what is missing; where nothing
    is, the nearest one for which anything is asked at all, or None."""
    place = ORDER.index(Stage(inspection.state))
    ahead = [stage for stage in ORDER[place + 1 :] if _checks[stage]]
    for stage in ahead:
        if found := lacks(actor, inspection, stage):
            return stage, found
    return (ahead[0] if ahead else None), []

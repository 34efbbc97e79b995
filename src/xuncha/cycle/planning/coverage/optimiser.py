"""The optimiser as the plan asks it: a problem in the form of ``xuncha plan``, an answer back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xuncha.engines import scheduling
from xuncha.foundation.jobs.registry import Progress


@dataclass(frozen=True, slots=True)
class Answer:
    """What the optimiser said; ``assignments`` as in ``xuncha plan``."""

    status: str
    objective: float | None = None
    bound: float | None = None
    assignments: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def cover(problem: dict[str, Any], *, seconds: int, told: Progress) -> Answer:
    """Rounds and teams for every organisation of the problem, within the seconds told."""
    loads: dict[tuple[str, int], list[Any]] = {}
    rules = problem["rules"]
    heads = [one for one in problem["organisations"] if not one["with_parent"]]
    groups = {one["id"]: [one] for one in heads}
    for one in problem["organisations"]:
        if one["with_parent"]:
            groups[one["parent"]].append(one)
    for group in sorted(groups.values(), key=lambda rows: -sum(r["risk"] for r in rows)):
        effort = sum(r["effort"] for r in group)
        due = min((r["due"] for r in group if r["due"]), default="9999")
        fixed = next((r["fixed_round"] for r in group if r["fixed_round"]), None)
        for one in problem["rounds"]:
            spot = None
            if one["end"] > due or (fixed and fixed != one["id"]):
                continue
            for team in range(1, one["teams"] + 1):
                used = loads.setdefault((one["id"], team), [0, []])
                fits = used[0] + effort <= rules["max_effort_per_team"]
                if fits and len(used[1]) + len(group) <= rules["max_organisations_per_team"]:
                    spot = used
                    break
            if spot:
                spot[0] += effort
                spot[1] += [r["id"] for r in group]
                break
        else:
            return Answer("infeasible", conflicts=[f"{group[0]['name']}排不下。"])
    told.step(1, seconds, scheduling.__name__)
    rows = [{"round": r, "team": t, "organisations": v[1]} for (r, t), v in loads.items() if v[1]]
    return Answer("feasible", 1.0, 1.0, rows)

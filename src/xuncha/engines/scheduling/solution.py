"""The answer, in the form of ``xuncha plan``."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from xuncha.engines.scheduling.problem import Team


@dataclass(frozen=True, slots=True)
class Report:
    least_delay: Fraction
    risk_weighted_delay: Fraction
    round_spread: Fraction
    effort_spread: Fraction
    load_spread: int

    def as_json(self) -> dict[str, Any]:
        """With plain numbers."""
        return {
            "least_delay": plain(self.least_delay),
            "risk_weighted_delay": plain(self.risk_weighted_delay),
            "round_spread": plain(self.round_spread), "effort_spread": plain(self.effort_spread),
            "load_spread": self.load_spread,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Solution:
    """``status``: optimal, feasible, infeasible or unknown. Without a plan the numbers and the
    report are None and every organisation is unassigned."""

    status: str
    seconds: float
    teams: tuple[Team, ...] = ()
    unassigned: tuple[str, ...] = ()
    bound: Fraction | None = None
    report: Report | None = None
    conflicts: tuple[str, ...] = ()

    @property
    def objective(self) -> Fraction | None:
        """The delay of the plan given."""
        return self.report.risk_weighted_delay if self.report else None

    @property
    def gap(self) -> Fraction | None:
        """What is not proven of the least delay, as a share of it."""
        if self.report is None or self.bound is None:
            return None
        least = self.report.least_delay
        return (least - self.bound) / least if least else Fraction(0)

    def as_json(self) -> dict[str, Any]:
        """The document that ``xuncha plan --json`` prints."""
        return {
            "status": self.status, "objective": plain(self.objective), "bound": plain(self.bound),
            "gap": None if self.gap is None else round(float(self.gap), 6),
            "seconds": round(self.seconds, 2),
            "assignments": [one.as_json() for one in self.teams],
            "unassigned": list(self.unassigned),
            "report": self.report.as_json() if self.report else None,
            "conflicts": list(self.conflicts),
        }  # fmt: skip


def plain(value: Fraction | None) -> int | float | None:
    """A number as JSON has it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(round(value, 9))

"""The optimiser as the plan asks it: a problem in the form of ``xuncha plan``, an answer back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xuncha.engines.scheduling import News, ProblemError, parse_problem, solve
from xuncha.foundation.jobs.registry import Progress
from xuncha.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Answer:
    """What the optimiser said; ``assignments`` as in ``xuncha plan``."""

    status: str
    objective: float | None = None
    bound: float | None = None
    assignments: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def cover(problem: dict[str, Any], *, seconds: int, told: Progress) -> Answer:
    """Rounds and teams for every organisation of the problem, within the seconds told. People are
    left aside. Refuses a problem that can't be read, with the engine's sentence."""
    try:
        read = parse_problem(problem)
    except ProblemError as wrong:
        raise Invalid(str(wrong)) from wrong
    answer = solve(read, seconds, _Ear(told, seconds).hear, with_people=False).as_json()
    return Answer(
        answer["status"], answer["objective"], answer["bound"], answer["assignments"],
        answer["conflicts"],
    )  # fmt: skip


class _Ear:
    """Hands on what the engine tells, at most once a second or when it begins something else."""

    def __init__(self, told: Progress, seconds: int) -> None:
        self._told, self._seconds = told, seconds
        self._last: tuple[int, str] | None = None

    def hear(self, news: News) -> None:
        now = min(self._seconds, int(news.seconds)), news.stage
        if now != self._last:
            self._last = now
            gap = f"，与下界相差 {news.gap:.2%}" if news.gap is not None else ""
            self._told.step(now[0], self._seconds, f"{news.stage}{gap}")

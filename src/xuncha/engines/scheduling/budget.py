"""The time that a run may take, and how it tells and is told to stop: one object, one clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """How far a run is: what it does, seconds since the start, the weighted delay of the best plan
    so far, the proven bound, and the gap between them."""

    stage: str
    seconds: float
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None


class Budget:
    """Seconds left of ``seconds``. ``told`` hears of progress and may raise to stop the run;
    ``cancelled`` is asked now and then: true ends the run with what was found so far."""

    def __init__(
        self,
        seconds: float,
        told: Callable[[News], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        threads: int = 2,
    ) -> None:
        self._start = time.monotonic()
        self._end = self._start + seconds
        self._told = told
        self._cancelled = cancelled
        self.threads = threads
        self.objective: float | None = None
        self.bound: float | None = None

    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    def left(self) -> float:
        """Seconds that remain; 0 once cancelled."""
        if self._cancelled is not None and self._cancelled():
            self._end = min(self._end, time.monotonic())
        return max(0.0, self._end - time.monotonic())

    def part(self, share: float, most: float = float("inf")) -> float:
        """A share of what remains, at most ``most`` seconds."""
        return min(self.left() * share, most)

    def tell(self, stage: str) -> None:
        """Say what is being done, with the best figures known."""
        if self._told is None:
            return
        gap = None
        if self.objective is not None and self.bound is not None and self.bound > 0:
            short = max(0.0, self.objective - self.bound)
            gap = short / self.objective if self.objective else 0.0
        self._told(News(stage, self.spent(), self.objective, self.bound, gap))

    def hear(self, objective: float | None, bound: float, stage: str = "压低加权延后") -> None:
        """Take in better figures, and tell them."""
        if objective is not None and (self.objective is None or objective < self.objective):
            self.objective = objective
        if self.bound is None or bound > self.bound:
            self.bound = bound
        self.tell(stage)

    def anew(self, seconds: float) -> Budget:
        """Other seconds with the same stop, and nobody listening."""
        return Budget(seconds, None, self._cancelled, self.threads)

    @staticmethod
    def within(other: Budget, seconds: float) -> Budget:
        """A smaller budget inside another: same ears, same stop, no more time than that has."""
        made = Budget(min(seconds, other.left()), other._told, other._cancelled, other.threads)
        made._start = other._start
        made.objective, made.bound = other.objective, other.bound
        return made

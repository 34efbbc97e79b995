"""With which thresholds the engine is asked. A later room that keeps them by version says so here;
without one the engine's own defaults hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xuncha.engines import checking


@dataclass(frozen=True, slots=True)
class Asked:
    """The engine's settings, and severities that differ from a rule's own."""

    settings: checking.Settings = field(default_factory=checking.Settings.default)
    severity: Mapping[str, str] = field(default_factory=dict)


_tellers: list[Callable[[], Asked]] = []


def told_by(func: Callable[[], Asked]) -> Callable[[], Asked]:
    """Decorator for the one room that keeps the versions."""
    _tellers[:] = [func]
    return func


def in_force() -> Asked:
    """What holds today."""
    return _tellers[0]() if _tellers else Asked()

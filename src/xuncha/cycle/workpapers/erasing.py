"""Copies that must go when a paper becomes a clue: rooms above say it, this one only calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Eraser = Callable[[Any], object]
_erasers: list[Eraser] = []


def erases(func: Eraser) -> Eraser:
    """Register a function that lets go of what it keeps of a paper's words; it runs within the
    hand-over's transaction."""
    if func not in _erasers:
        _erasers.append(func)
    return func


def erase_copies(paper: Any) -> None:
    """Have all copies of a paper's words let go."""
    for one in _erasers:
        one(paper)

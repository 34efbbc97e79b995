"""What holds a signed paper where it is: rooms above say it, this one only asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Holder = Callable[[Any], str]
_holders: list[Holder] = []


def holds(func: Holder) -> Holder:
    """Register a function that looks at a paper and gives "" or the sentence why it can't be taken
    up again or withdrawn (a finding rests on it)."""
    if func not in _holders:
        _holders.append(func)
    return func


def why_held(paper: Any) -> str:
    """The first sentence that holds a paper, or ""."""
    return next((sentence for one in _holders if (sentence := one(paper))), "")

"""Narrowing a conflict down to demands none of which can be left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Test = Callable[[Sequence[Item]], bool]
"""Whether these items, with everything that stays, are in conflict."""


def smallest(
    items: Sequence[Item], conflict: Test[Item], out_of_time: Callable[[], bool]
) -> list[Item]:
    """Items in conflict none of which can be left out (QuickXplain, Junker 2004). ``conflict`` must
    hold for all of them. Out of time, what is left is given as it is."""

    def narrow(kept: list[Item], added: bool, rest: list[Item]) -> list[Item]:
        if out_of_time():
            return rest
        if added and conflict(kept):
            return []
        if len(rest) == 1:
            return rest
        middle = len(rest) // 2
        left, right = rest[:middle], rest[middle:]
        of_right = narrow([*kept, *left], bool(left), right)
        return [*narrow([*kept, *of_right], bool(of_right), left), *of_right]

    return narrow([], added=True, rest=list(items)) if items else []

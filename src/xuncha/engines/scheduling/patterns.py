"""Ways to fill one team: how many groups of each size fit together."""

from __future__ import annotations

from collections.abc import Sequence

Size = tuple[int, int]
"""(effort, count) of a group."""
Pattern = tuple[int, ...]
"""How many of each size."""


def fillings(
    sizes: Sequence[Size], most_effort: int, most_count: int, limit: int, *, all_of_them: bool
) -> list[Pattern] | None:
    """Every filling that nothing could be added to, or simply every one; None if there are more
    than ``limit``."""
    made: list[Pattern] = []
    steps = 0

    def fill(at: int, effort: int, count: int, taken: list[int]) -> bool:
        nonlocal steps
        steps += 1
        if steps > 50 * limit or len(made) > limit:
            return False
        if at == len(sizes):
            full = not any(e <= effort and c <= count for e, c in sizes)
            if (full or all_of_them) and any(taken):
                made.append(tuple(taken))
            return True
        need, places = sizes[at]
        most = min(effort // need if need else count, count // places)
        return all(
            fill(at + 1, effort - k * need, count - k * places, [*taken, k])
            for k in range(most, -1, -1)
        )

    whole = fill(0, most_effort, most_count, [])
    return made if whole and len(made) <= limit else None

"""What was understood before, and how what follows may lean on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xuncha.engines.filling.reading import Sense
from xuncha.engines.filling.words import Known

_UNITS = frozenset({"个", "家", "所"})
"""The measure words of organisations."""


@dataclass(slots=True)
class Done:
    """A mask that was understood, for what follows it."""

    known: Known
    sense: Sense
    params: dict[str, str]
    measure: str
    sentence: int
    whole: Done | None = None

    def has(self, head: str) -> bool:
        """Whether a noun is one of those that this figure counts."""
        return any(head in one.heads for one in self.known.words)

    @property
    def noun(self) -> str:
        """What it counts, where the text told it only by its measure word."""
        heads = [head for one in self.known.words for head in one.heads]
        return self.sense.head or (heads[0] if heads else "")

    @property
    def way(self) -> str:
        """The way of inspecting that it tells, by a parameter or by itself."""
        own = [one.way for one in self.known.words if one.way]
        return self.params.get("way", "") or (own[0] if own else "")

    @property
    def counts_units(self) -> bool:
        """Whether it counts organisations themselves."""
        return any(one.by_kind for one in self.known.words)

    @property
    def is_verbal(self) -> bool:
        """Whether its noun was itself the doing: nothing after it takes that noun over."""
        return any(
            one.verbal and not one.acts and self.sense.head in one.heads for one in self.known.words
        )


def takes(known: Known, params: dict[str, str]) -> bool:
    return set(params) - {"day"} <= known.params


def like(one: str, other: str) -> bool:
    same = one[:1] == other[:1] and (one[:1] == "件" or one == other)
    return bool(one) and (same or {one, other} == {"件", "份"} or {one, other} <= _UNITS)


def holds(whole: Done, part: Done) -> bool:
    """Whether what was told before may be the whole of a part: the same noun, no narrower."""
    head = whole.sense.head
    same = whole.whole is None and (head == part.sense.head or part.has(head))
    return same and set(whole.params.items()) <= set(part.params.items())


def within(part: Done, whole: Done) -> bool:
    """A part can't be the whole itself; marks or parameters make it one."""
    if part.known is whole.known:
        return part.params != whole.params
    return bool(part.sense.marks) and not whole.sense.marks


def is_rate_of(rate: Known, part: Done, whole: Done) -> bool:
    """Whether a figure is itself the share of this part in this whole (核实率 of 核实)."""
    marks = {words.marks for words in part.known.words} - {()}
    return (
        rate.part_of == whole.known.name and part.params == whole.params
        and part.known.unit != "%" and bool(marks & {words.marks for words in rate.words})
    )  # fmt: skip


def in_that_way(found: list[Done], told: list[Done]) -> list[Done]:
    """What came of units that were all inspected in one way came of that way."""
    ways = {one.way for one in told}
    if len(ways) != 1 or ways == {""}:
        return found
    way = {"way": ways.pop()}
    return [
        one if one.counts_units or "way" in one.params
        else replace(one, params={**way, **one.params})
        for one in found
        if one.counts_units or "way" in one.known.params
    ]  # fmt: skip

"""What was understood before, and how what follows may lean on it."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.engines.filling.reading import Sense
from xuncha.engines.filling.words import Known


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
    return bool(one) and one[0] == other[:1] and (one[0] == "件" or one == other)


def holds(whole: Done, part: Done) -> bool:
    """Whether what was told before may be the whole of a part: the same noun, no narrower."""
    same = whole.whole is None and whole.sense.head == part.sense.head
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

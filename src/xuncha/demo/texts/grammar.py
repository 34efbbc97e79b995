"""Sentence patterns: ``{slot}`` is filled from the case, ``[a|b|]`` takes one of the wordings.

Patterns are compiled once; wordings do not nest. A pattern with an unclosed bracket is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

_TOKEN = re.compile(r"\{([^{}]+)\}|\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to be filled."""

    name: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled sentence: words, slots and choices in their order."""

    parts: tuple[str | Slot | tuple[Pattern, ...], ...]

    def render(self, slots: Mapping[str, str], rng: Random) -> str:
        """The sentence for one case."""
        out: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Slot):
                out.append(slots[part.name])
            else:
                chosen = part[int(rng.random() * len(part))]
                out.append(chosen.render(slots, rng))
        return "".join(out)

    def slot_names(self) -> set[str]:
        """Names of all slots, those inside choices too."""
        names: set[str] = set()
        for part in self.parts:
            if isinstance(part, Slot):
                names.add(part.name)
            elif not isinstance(part, str):
                for one in part:
                    names |= one.slot_names()
        return names


@cache
def compiled(text: str) -> Pattern:
    """Compile a pattern.

    :raises ValueError: for a bracket or brace that stands alone.
    """
    parts: list[str | Slot | tuple[Pattern, ...]] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            parts.append(_plain(text[at : found.start()]))
        slot, choices = found.groups()
        if slot is not None:
            parts.append(Slot(slot))
        else:
            parts.append(tuple(compiled(one) for one in choices.split("|")))
        at = found.end()
    if at < len(text):
        parts.append(_plain(text[at:]))
    return Pattern(tuple(parts))


def _plain(words: str) -> str:
    if alone := re.search(r"[\[\]{}|]", words):
        raise ValueError(f"句式中有不成对的符号“{alone.group()}”：{words}")
    return words

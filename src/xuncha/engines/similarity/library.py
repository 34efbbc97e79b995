"""A library of texts by their runs of three letters, and what of it comes nearest to a text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xuncha.engines.similarity.folding import LENGTH, Folded, fold

LEAST = 0.12
"""Below this two texts have no more in common than any two papers of the trade."""
_SHORTEST = 4
_PLAIN = 0.35
"""A run whose weight is under this share of the heaviest marks nothing: everybody writes it."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a library under the key by which whoever asks knows it."""

    key: int
    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """An entry that comes near: ``score`` from 0 to 1 (1: the same words), ``spans`` where the
    entry's text says the same, ``own`` where the text that was asked about does."""

    key: int
    score: float
    spans: Spans
    own: Spans


class Library:
    """Texts to compare with. A run of letters weighs the less the more texts have it, so that the
    phrases in which all such papers are written count for next to nothing."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.entries):
            for gram in _grams(fold(one.text)):
                self._holders[gram].append(at)
        self._total = [0.0] * len(self.entries)
        for gram, holders in self._holders.items():
            weight = self.weight(gram)
            for at in holders:
                self._total[at] += weight

    def __len__(self) -> int:
        return len(self.entries)

    def weight(self, gram: str) -> float:
        """How much a run of letters says."""
        holders = self._holders.get(gram)
        return math.log((len(self.entries) + 1) / (len(holders) if holders else 1))

    def shares(self, grams: Iterable[str]) -> list[tuple[float, int]]:
        """(score, place of the entry) of all entries that have anything in common with a text."""
        shared: dict[int, float] = defaultdict(float)
        own = 0.0
        for gram in grams:
            weight = self.weight(gram)
            own += weight
            for at in self._holders.get(gram, ()):
                shared[at] += weight
        return [
            (both / math.sqrt(own * self._total[at]), at) for at, both in shared.items() if both
        ]


def nearest(library: Library, text: str, k: int = 5, *, least: float = LEAST) -> list[Near]:
    """The ``k`` entries that come nearest to a text, nearest first, those under ``least`` left out;
    the same library and text always give the same answer. Time grows with the number of texts that
    share a run of letters with this one."""
    folded = fold(text)
    grams = _grams(folded)
    found = [one for one in library.shares(grams) if one[0] >= least]
    found.sort(key=lambda one: (-one[0], library.entries[one[1]].key))
    return [_near(library, folded, grams, score, at) for score, at in found[:k]]


def _near(
    library: Library, folded: Folded, grams: Mapping[str, None], score: float, at: int
) -> Near:
    entry = library.entries[at]
    other = fold(entry.text)
    both = [gram for gram in _grams(other) if gram in grams]
    heaviest = max((library.weight(gram) for gram in both), default=0.0)
    told = {gram for gram in both if library.weight(gram) >= _PLAIN * heaviest}
    return Near(entry.key, min(1.0, round(score, 4)), _spans(other, told), _spans(folded, told))


def _grams(folded: Folded) -> dict[str, None]:
    """Each run once, in the order of the text."""
    return dict.fromkeys(gram for _, gram in folded.grams())


def _spans(folded: Folded, told: set[str]) -> Spans:
    """Stretches of a text that runs of ``told`` cover, those of a few letters left out."""
    spans: list[tuple[int, int]] = []
    for at, gram in folded.grams():
        if gram not in told:
            continue
        last = min(at + LENGTH, len(folded.letters)) - 1
        start, end = folded.starts[at], folded.ends[last]
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(one for one in spans if one[1] - one[0] >= _SHORTEST)

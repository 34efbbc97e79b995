"""Many texts as one row of numbered letters, folded exactly as ``folding.fold`` does, at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.alphabet import ZERO, Alphabet, Letters
from xuncha.engines.similarity.ragged import Ints, batches, spread
from xuncha.engines.similarity.signs import Stood, fold_texts

__all__ = ["Corpus", "Folding", "Letters", "behind", "corpus_of", "take"]

Places = NDArray[np.uint16] | NDArray[np.int32]
_BATCH = 4096
_SIGNS = 1 << 17
"""So many signs are folded at once: what is made of them on the way stays in the processor's
memory, where more would be fetched and given back again and again."""


@dataclass
class Where:
    """Where letters stood in their texts, part by part, told once it is asked for."""

    letters: Letters
    parts: list[Stood]

    @cached_property
    def _told(self) -> tuple[Places, Places]:
        starts, ends, at = [], [], 0
        for part in self.parts:
            many = int(part.sizes.sum())
            begin, end = part.told(self.letters[at : at + many])
            longest = int(end.max(initial=0))
            starts.append(_narrow(begin, longest))
            ends.append(_narrow(end, longest))
            at += many
        self.parts.clear()
        return _emptied(starts, np.uint16), _emptied(ends, np.uint16)

    @property
    def starts(self) -> Places:
        """Where each letter begins."""
        return self._told[0]

    @property
    def ends(self) -> Places:
        """Where each letter ends."""
        return self._told[1]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Text ``i`` is ``letters[bounds[i] : bounds[i + 1]]``. ``values`` has, for each letter that
    stands for a number, in order, a mark of the number: the same digits, the same mark."""

    letters: Letters
    bounds: Ints
    values: NDArray[np.uint32]
    where: Where
    sizes: Ints = field(init=False)
    """How many letters each text has: asked for batch by batch, so told once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", np.diff(self.bounds))

    def __len__(self) -> int:
        return len(self.bounds) - 1


def take(corpus: Corpus, texts: Ints) -> Corpus:
    """Some texts of a corpus, as a corpus; where their letters stood is not taken along."""
    sizes = corpus.sizes[texts]
    bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
    if len(texts) * 2 > len(corpus) and (np.diff(texts) > 0).all():
        chosen = np.zeros(len(corpus), dtype=np.bool_)
        chosen[texts] = True
        letters = corpus.letters[np.repeat(chosen, corpus.sizes)]
    else:
        letters = corpus.letters[spread(corpus.bounds[texts], sizes)]
    numbers = np.searchsorted(np.flatnonzero(corpus.letters == ZERO), corpus.bounds)
    values = corpus.values[spread(numbers[texts], np.diff(numbers)[texts])]
    return Corpus(letters, bounds, values, Where(letters, []))


def behind(one: Corpus, other: Corpus) -> Corpus:
    """The texts of one corpus and behind them those of the other; where their letters stood is not
    taken along."""
    letters = np.concatenate([one.letters, other.letters])
    bounds = np.concatenate([one.bounds, other.bounds[1:] + one.bounds[-1]])
    values = np.concatenate([one.values, other.values])
    return Corpus(letters, bounds, values, Where(letters, []))


class Folding:
    """Takes texts in, as many and as often as one likes, and gives one corpus."""

    def __init__(self, alphabet: Alphabet | None = None) -> None:
        self._alphabet = alphabet or Alphabet()
        self._letters: list[Letters] = []
        self._values: list[NDArray[np.uint32]] = []
        self._stood: list[Stood] = []
        self._waiting: list[str] = []

    def add(self, *texts: str) -> None:
        """Take more texts."""
        self._waiting.extend(texts)
        if len(self._waiting) >= _BATCH:
            self._fold()

    def afresh(self) -> Folding:
        """For other texts, whose letters are numbered as these are."""
        return Folding(self._alphabet)

    def corpus(self) -> Corpus:
        """All texts taken; what was taken is given away with them."""
        self._fold()
        sizes = [np.zeros(1, dtype=np.int64), *(one.sizes for one in self._stood)]
        letters, stood = _emptied(self._letters, np.uint16), self._stood
        self._stood = []
        return Corpus(
            letters,
            np.cumsum(np.concatenate(sizes)),
            _emptied(self._values, np.uint32),
            Where(letters, stood),
        )

    def _fold(self) -> None:
        lengths = np.fromiter(map(len, self._waiting), np.int64, len(self._waiting))
        for low, high in batches(lengths + 1, _SIGNS):
            told = fold_texts(self._waiting[low:high], lengths[low:high], self._alphabet)
            self._letters.append(told.letters)
            self._values.append(told.values)
            self._stood.append(told.stood)
        self._waiting = []


def _narrow(row: NDArray[Any], largest: int) -> NDArray[Any]:
    """In two bytes each where these hold them: most texts are short, and there may be millions."""
    return row.astype(np.uint16) if largest < 1 << 16 else row


def _emptied(parts: list[NDArray[Any]], usual: type[np.unsignedinteger[Any]]) -> NDArray[Any]:
    """Parts as one row, each let go as soon as it is laid."""
    whole = np.empty(
        sum(map(len, parts)), dtype=np.result_type(usual, *(one.dtype for one in parts))
    )
    at = len(whole)
    while parts:
        part = parts.pop()
        at -= len(part)
        whole[at : at + len(part)] = part
    return whole


def corpus_of(texts: Iterable[str]) -> Corpus:
    """A corpus of some texts."""
    folding, waiting = Folding(), iter(texts)
    while some := list(islice(waiting, _BATCH)):
        folding.add(*some)
    return folding.corpus()

"""Many texts as one row of numbered letters, folded exactly as ``folding.fold`` does, at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.alphabet import (
    DIGIT,
    DROPPED,
    JOINER,
    LETTER,
    SEVERAL,
    ZERO,
    Alphabet,
)
from xuncha.engines.similarity.ragged import Ints, batches, spread

Letters = NDArray[np.uint16] | NDArray[np.uint32]
Places = NDArray[np.uint16] | NDArray[np.int32]
_BATCH = 4096
_SIGNS = 1 << 16
"""So many signs are folded at once: what is made of them on the way stays in the processor's
memory, where more would be fetched and given back again and again."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Text ``i`` is ``letters[bounds[i] : bounds[i + 1]]``; a letter stood in its text, as that
    was given, at ``starts`` to ``ends``. ``values`` has, for each letter that stands for a number,
    in order, a mark of the number: the same digits, the same mark."""

    letters: Letters
    bounds: Ints
    starts: Places
    ends: Places
    values: NDArray[np.uint32]
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
    nowhere = np.zeros(0, dtype=np.int32)
    numbers = np.searchsorted(np.flatnonzero(corpus.letters == ZERO), corpus.bounds)
    values = corpus.values[spread(numbers[texts], np.diff(numbers)[texts])]
    return Corpus(letters, bounds, nowhere, nowhere, values)


def behind(one: Corpus, other: Corpus) -> Corpus:
    """The texts of one corpus and behind them those of the other."""
    return Corpus(
        np.concatenate([one.letters, other.letters]),
        np.concatenate([one.bounds, other.bounds[1:] + one.bounds[-1]]),
        np.concatenate([one.starts, other.starts]),
        np.concatenate([one.ends, other.ends]),
        np.concatenate([one.values, other.values]),
    )


class Folding:
    """Takes texts in, as many and as often as one likes, and gives one corpus."""

    def __init__(self, alphabet: Alphabet | None = None) -> None:
        self._alphabet = alphabet or Alphabet()
        self._letters: list[Letters] = []
        self._starts: list[Places] = []
        self._ends: list[Places] = []
        self._values: list[NDArray[np.uint32]] = []
        self._sizes: list[Ints] = []
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
        sizes = np.concatenate([np.zeros(1, dtype=np.int64), *self._sizes])
        return Corpus(
            _emptied(self._letters, np.uint16),
            np.cumsum(sizes),
            _emptied(self._starts, np.uint16),
            _emptied(self._ends, np.uint16),
            _emptied(self._values, np.uint32),
        )

    def _fold(self) -> None:
        sizes = np.fromiter(map(len, self._waiting), np.int64, len(self._waiting))
        for low, high in batches(sizes + 1, _SIGNS):
            self._fold_some(self._waiting[low:high])
        self._waiting = []

    def _fold_some(self, texts: list[str]) -> None:
        letters, starts, ends, values, sizes = fold_texts(texts, self._alphabet)
        self._letters.append(_narrow(letters, len(self._alphabet.numbers)))
        longest = int(ends.max()) if len(ends) else 0
        self._starts.append(_narrow(starts, longest))
        self._ends.append(_narrow(ends, longest))
        self._values.append(values)
        self._sizes.append(sizes)


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


def fold_texts(
    texts: Sequence[str], alphabet: Alphabet
) -> tuple[NDArray[np.uint32], Ints, Ints, NDArray[np.uint32], Ints]:
    """Letters, starts, ends, marks of the numbers, and the number of letters of each text."""
    joined = "\0" + "\0".join(texts) + "\0"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bases = np.cumsum(np.append(0, np.fromiter(map(len, texts), np.int64, len(texts))) + 1)
    kinds = alphabet.learn(codes)
    kinds[bases - 1] = LETTER  # between two texts nothing runs together
    letters, places = codes, None
    if alphabet.several:
        kinds, letters, places = _spread(alphabet, codes, kinds)
    covered, merged = _numbers(kinds)
    is_kept = (kinds == LETTER) | (kinds == DIGIT)
    is_kept[merged] = False
    is_kept[bases - 1 if places is None else np.searchsorted(places, bases - 1)] = False
    kept = np.flatnonzero(is_kept)
    at = kept if places is None else places.take(kept)
    ends = at + 1
    owner = np.searchsorted(kept, covered, side="right") - 1
    signs = covered if places is None else places.take(covered)
    ends[owner] = signs + 1  # of several the last one stays
    is_digit = kinds.take(covered) == DIGIT
    values = _marks(
        alphabet.digits.take(codes.take(signs.compress(is_digit))), owner.compress(is_digit)
    )
    sizes = np.diff(np.searchsorted(at, bases))
    shift = np.repeat(bases[:-1], sizes)
    told = letters.take(kept)
    if places is None:
        told = alphabet.letters.take(told)
    return told, at - shift, ends - shift, values, sizes


def _marks(digits: NDArray[np.uint8], owner: Ints) -> NDArray[np.uint32]:
    """A mark of each number, of its digits in their order; in the last four bits, how many."""
    if not len(digits):
        return np.zeros(0, dtype=np.uint32)
    first = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
    many = np.diff(np.append(first, len(digits)))
    rank = np.arange(len(digits)) - np.repeat(first, many)
    powers = np.multiply.accumulate(np.full(int(many.max()), 0x9E3779B1, dtype=np.uint32))
    sums = np.add.reduceat((digits.astype(np.uint32) + np.uint32(1)) * powers[rank], first)
    told: NDArray[np.uint32] = sums * np.uint32(16) + np.minimum(many, 15).astype(np.uint32)
    return told


def _numbers(kinds: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Which signs belong to a number, and which digits only go on with one. A comma or point goes
    on with the digit right before it, a digit after at most one sign that says nothing."""
    digits = np.flatnonzero(kinds == DIGIT)
    covered = np.zeros(len(kinds), dtype=np.bool_)
    covered[digits] = True
    joiners = np.flatnonzero(kinds == JOINER)
    if len(joiners):
        first = np.concatenate([[True], np.diff(joiners) != 1])
        leading = joiners[first][np.cumsum(first) - 1]
        covered[joiners[covered[leading - 1]]] = True
    before = covered.take(digits - 1)
    last = kinds.take(digits - 1)
    silent = (last == DROPPED) | (last == JOINER)
    merged = digits.compress(before | (silent & covered.take(digits - 2)))
    return np.flatnonzero(covered), merged


def _spread(
    alphabet: Alphabet, codes: NDArray[np.uint32], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.uint32], Ints]:
    """Give signs that stand for several letters (㎡) a cell for each of them: kinds, letters and
    places of the signs."""
    letters, places = alphabet.letters.take(codes), np.arange(len(codes))
    wide = np.flatnonzero(kinds == SEVERAL)
    if not len(wide):
        return kinds, letters, places
    told = [alphabet.several[code] for code in codes[wide].tolist()]
    times = np.ones(len(codes), dtype=np.int64)
    times[wide] = [len(one) for one in told]
    firsts = np.cumsum(times) - times
    kinds, letters = np.repeat(kinds, times), np.repeat(letters, times)
    places = np.repeat(places, times)
    at = np.concatenate([np.arange(len(one)) + first for one, first in
                         zip(told, firsts[wide].tolist(), strict=True)])  # fmt: skip
    kinds[at] = [kind for one in told for kind, _ in one]
    letters[at] = [letter for one in told for _, letter in one]
    return kinds, letters, places

"""Which pairs of texts are worth a closer look: those that share fingerprints.

Texts with the same fingerprint make one list. A short list gives all its pairs. A long one is
a stock phrase or a template: there the run of letters is made longer (8, 12, 18, 26), so that the
list falls apart into those that really share more; what stays long even then gives links to one
text each instead of the square of its length. Runs with a number in them are met a second time,
with the number as it was written: a passage that was copied keeps its sums and dates.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.extending import Met
from xuncha.engines.similarity.pairs import Groups, apart, pack, places_inside
from xuncha.engines.similarity.prints import GRAM, Hashes, Prints, chunks, rolling, winnowed
from xuncha.engines.similarity.ragged import Flags, Floats, Ints, Keys, heads
from xuncha.engines.similarity.rarity import RARE
from xuncha.engines.similarity.worth import Promise, Runs

_LONGER = (14, 26)
_LIST = 8
"""A list up to this length gives all its pairs."""
_KNOWN = 7.0
"""A run that says so many bits less than it takes to tell one text from all others stands in a long
list for certain, as near as makes no difference."""
_HARDLY_ANY = 3
_PART = 17
"""So many bits count the fingerprints that are met at once."""
_SHORT, _SHORT_GRAM = 32, 4
"""Texts up to this length are also compared by all runs of four letters among themselves."""
_LEVELS = np.array([GRAM, *_LONGER, _LONGER[-1], GRAM])
"""Letters to a run, by the level at which it was met."""
_LINK, _NUMBER = 3, 4
_LEVEL_BITS, _LEVEL = np.uint64(3), np.uint64(7)
_BLOCK = 1 << 16

Kept = Callable[["Sharing"], NDArray[np.bool_]]
Holds = Callable[["Sharing", Met], NDArray[np.bool_]]
_HIGH = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Pairs, in order, with first < second: in how many short lists both are; in how many lists
    that stayed long they are neighbours; and what the letters say that they share for certain."""

    first: Ints
    second: Ints
    times: Ints
    links: Ints
    worth: Floats

    def of(self, chosen: NDArray[np.bool_]) -> Sharing:
        """Some of the pairs."""
        return Sharing(*(column.compress(chosen) for column in self._columns()))

    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.first, self.second, self.times, self.links, self.worth

    @staticmethod
    def joined(parts: list[Sharing]) -> Sharing:
        """Pairs of several blocks in one."""
        none = np.zeros(0, dtype=np.int64)
        columns = zip((none,) * 5, *(one._columns() for one in parts), strict=True)
        return Sharing(*(np.concatenate(column) for column in columns))


def short_pairs(corpus: Corpus, groups: Groups | None) -> Keys:
    """Pairs of short texts, which have hardly any fingerprint."""
    short = np.flatnonzero((corpus.sizes <= _SHORT) & (corpus.sizes >= _SHORT_GRAM))
    if len(short) < 2:
        return np.zeros(0, dtype=np.uint64)
    few = take(corpus, short)
    prints = winnowed(few, _SHORT_GRAM, 1)
    own = groups[short] if groups is not None else None
    found = sharing(few, prints, own, often(prints))
    return pack(short[found.first], short[found.second])


def often(prints: Prints) -> Kept:
    """Pairs that share two fingerprints, or one where a text has hardly any; of lists that stay
    long, three."""

    def kept(found: Sharing) -> NDArray[np.bool_]:
        fewest = np.minimum(prints.sizes.take(found.first), prints.sizes.take(found.second))
        return (found.times >= 2) | (found.links >= 3) | (fewest <= _HARDLY_ANY)

    return kept


def sharing(
    corpus: Corpus,
    prints: Prints,
    groups: Groups | None,
    kept: Kept,
    says: Promise | None = None,
    holds: Holds | None = None,
) -> Sharing:
    """The pairs that share a fingerprint and are to be ``kept``. ``says``: to tell what they
    say, if that is asked for; ``holds``: to look at the places where they were met."""
    search = _Lists(prints, groups)
    _meet(search, corpus, prints, says)
    if prints.figured is not None:
        numbered = np.flatnonzero(prints.figured != prints.hashes)
        search.meet(prints.figured.take(numbered), numbered.astype(np.uint32), _NUMBER)
    told = []
    for found, keys in search.told(prints, says):
        chosen = kept(found)
        if holds is not None:
            chosen[chosen] = holds(found.of(chosen), search.met(keys, chosen, prints))
        told.append(found.of(chosen))
    return Sharing.joined(told)


def _meet(search: _Lists, corpus: Corpus, prints: Prints, says: Promise | None) -> None:
    """Meet runs, longer and longer ones. A run that says little stands in many texts: that is
    known before any list is made, and at the last nobody asks for it."""
    least = max(0.0, math.log2(max(2, len(corpus))) - _KNOWN)
    at = np.arange(len(prints.hashes), dtype=np.uint32)
    left = np.ones(len(at), dtype=np.bool_)
    for level, length in enumerate((GRAM, *_LONGER)):
        some = at
        if level == 0 and prints.classes is not None:
            some = at.compress(prints.classes == RARE)
        elif says is not None:
            some = at.compress(says.tells(prints.places.take(at), length, least))
        left[some] = False
        hashes = prints.hashes.take(some)
        if length != GRAM:
            hashes, some = _longer(corpus, prints, some, length)
        long = search.meet(hashes, some, level)
        hashes, some = hashes.compress(long), some.compress(long)
        left[some] = True
        at = np.flatnonzero(left).astype(np.uint32)
    search.link(hashes, some)


class _Lists:
    """Lists of texts with the same fingerprint, and the pairs that they give. A pair that meets is
    one number: the two texts, which fingerprint of either, and at which level."""

    def __init__(self, prints: Prints, groups: Groups | None) -> None:
        many = len(prints.sizes)
        self.owners = np.repeat(np.arange(many, dtype=np.int32), prints.sizes)
        self.groups = groups
        self.bits = np.uint64(max(1, many.bit_length()))
        self.room = np.uint64(64) - self.bits * np.uint64(2)
        self.rank = (self.room - _LEVEL_BITS) // np.uint64(2)
        self.most = (np.uint64(1) << self.rank) - np.uint64(1)
        self.begins = prints.bounds.astype(np.uint32)
        self.pairs: list[Keys] = []

    def meet(self, hashes: Hashes, at: Hashes, level: int) -> NDArray[np.bool_]:
        """Take the pairs of short lists; say which fingerprints belong to longer ones. ``at``: the
        numbers of the fingerprints, ascending. Millions are met part by part, by their first
        bits, so that the processor keeps the table of a part at hand."""
        bits = min(8, max(0, len(hashes).bit_length() - _PART))
        if not bits:
            return self._meet(hashes, at, level)
        told = np.zeros(len(hashes), dtype=np.bool_)
        parts = (hashes >> np.uint32(32 - bits)).astype(np.uint8)
        order = np.argsort(parts, kind="stable")
        ends = np.cumsum(np.bincount(parts, minlength=1 << bits))
        for low, high in pairwise([0, *ends.tolist()]):
            some = order[low:high]
            told[some] = self._meet(hashes.take(some) << np.uint32(bits), at.take(some), level)
        return told

    def _meet(self, hashes: Hashes, at: Hashes, level: int) -> NDArray[np.bool_]:
        bits = max(16, len(hashes).bit_length() + 1)
        slots = (hashes >> np.uint32(32 - bits)).astype(np.int64)
        times = np.bincount(slots, minlength=1 << bits).take(slots)
        some = np.flatnonzero((times > 1) & (times <= _LIST))
        keys = hashes.take(some).astype(np.uint64) << _HIGH
        keys |= at.take(some)
        keys.sort()
        at = (keys & _LOW).astype(np.uint32)
        texts = self.owners.take(at)
        new = heads(keys >> _HIGH)
        once = new | heads(texts)
        texts, at = texts.compress(once), at.compress(once)
        starts = np.flatnonzero(new.compress(once))
        self._emit(texts, at, np.diff(np.append(starts, len(texts))), level)
        told: NDArray[np.bool_] = times > _LIST
        return told

    def _emit(self, texts: NDArray[np.int32], at: Hashes, sizes: Ints, level: int) -> None:
        for left, right in places_inside(sizes):
            one, other = texts.take(left), texts.take(right)
            told = self._keys(one, other, at.take(left), at.take(right), level)
            if self.groups is not None:
                told = told.compress(apart(one, other, self.groups))
            self.pairs.append(told)

    def link(self, hashes: Hashes, at: Hashes) -> None:
        """Of each list that stayed long: every text with the first one and with the one before."""
        keys = hashes.astype(np.uint64) << _HIGH
        keys |= at
        keys.sort()
        at = (keys & _LOW).astype(np.uint32)
        new = heads(keys >> _HIGH)
        if not len(new):
            return
        hub = at.take(np.flatnonzero(new)).take(np.cumsum(new) - 1)[1:]
        inner = ~new[1:]
        other = at[1:].compress(inner)
        for first in (hub.compress(inner), at[:-1].compress(inner)):
            one, two = self.owners.take(first), self.owners.take(other)
            told = self._keys(one, two, first, other, _LINK)
            self.pairs.append(told.compress((one != two) & apart(one, two, self.groups)))

    def _keys(
        self,
        first: NDArray[np.int32],
        second: NDArray[np.int32],
        at: Hashes,
        other: Hashes,
        level: int,
    ) -> Keys:
        told = first.astype(np.uint64) << self.bits
        told |= second.view(np.uint32)
        for text, place in ((first, at), (second, other)):
            told <<= self.rank
            told |= np.minimum(place - self.begins.take(text), self.most)
        told <<= self.room - self.rank * np.uint64(2)
        told |= np.uint64(level)
        return told

    def told(self, prints: Prints, says: Promise | None) -> Iterator[tuple[Sharing, Keys]]:
        """All pairs met so far, block by block; they are forgotten here."""
        keys = np.concatenate([np.zeros(0, dtype=np.uint64), *self.pairs])
        self.pairs.clear()
        keys.sort()
        low = 0
        while low < len(keys):
            high = min(low + _BLOCK, len(keys))
            if high < len(keys):  # a pair is told as one
                last = keys[high - 1] >> self.room
                high = int(np.searchsorted(keys, (last + np.uint64(1)) << self.room))
            yield self._block(keys[low:high], prints, says), keys[low:high]
            low = high

    def _block(self, keys: Keys, prints: Prints, says: Promise | None) -> Sharing:
        new = heads(keys >> self.room)
        starts = np.flatnonzero(new)
        many = np.diff(np.append(starts, len(keys)))
        level = (keys & _LEVEL).astype(np.int64)
        links = np.add.reduceat(level == _LINK, starts, dtype=np.int64)
        first, second = self._texts(keys.take(starts))
        worth = np.zeros(len(starts))
        if says is not None:
            at = self._places(keys, np.repeat(first, many), prints, 1)[0]
            worth = says.worth(Runs(new, at, _LEVELS.take(level), level == _NUMBER))
        return Sharing(first, second, many - links, links, worth)

    def met(self, keys: Keys, chosen: NDArray[np.bool_], prints: Prints) -> Met:
        """Where the texts of the chosen pairs were met."""
        pair = np.cumsum(heads(keys >> self.room)) - 1
        some = chosen.take(pair)
        keys, pair = keys.compress(some), (np.cumsum(chosen) - 1).take(pair.compress(some))
        first, second = self._texts(keys)
        left, sure = self._places(keys, first, prints, 1)
        right, also = self._places(keys, second, prints, 0)
        return Met(pair, first, second, left, right, sure & also)

    def _texts(self, keys: Keys) -> tuple[Ints, Ints]:
        pairs = keys >> self.room
        second = pairs & ((np.uint64(1) << self.bits) - np.uint64(1))
        return (pairs >> self.bits).astype(np.int64), second.astype(np.int64)

    def _places(self, keys: Keys, texts: Ints, prints: Prints, side: int) -> tuple[Ints, Flags]:
        """Where runs begin in the texts of one side, the second (0) or the first (1), and whether
        that is known: what stands far back in a long text is told by the last place there is."""
        shift = self.room - self.rank * np.uint64(2 - side)
        rank = (keys >> shift) & self.most
        at = prints.places.take(prints.bounds.take(texts) + rank.astype(np.int64))
        return at, rank < self.most


def _longer(corpus: Corpus, prints: Prints, at: Hashes, length: int) -> tuple[Hashes, Hashes]:
    """Of the runs that begin where some fingerprints do, but are longer, those that fit into their
    texts: hashes, and the numbers of the fingerprints. Chunk by chunk, which spares memory."""
    hashes, numbers = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.uint32)]
    for first, last in chunks(corpus):
        low, high = np.searchsorted(at, prints.bounds[[first, last]].astype(at.dtype))
        if low == high:
            continue
        begin, end = int(corpus.bounds[first]), int(corpus.bounds[last])
        places = prints.places.take(at[low:high]) - begin
        inside = np.repeat(corpus.bounds[first + 1 : last + 1] - begin, corpus.sizes[first:last])
        fits = places + length <= inside.take(places)
        told = rolling(corpus.letters[begin:end], length)
        hashes.append(told.take(places.compress(fits)))
        numbers.append(at[low:high].compress(fits))
    return np.concatenate(hashes), np.concatenate(numbers)

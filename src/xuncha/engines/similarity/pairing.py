"""Which pairs of texts are worth a closer look: those that share fingerprints.

Texts with the same fingerprint make one list. A short list gives all its pairs. A long one is
a stock phrase or a template: there the run of letters is made longer (8, 14, 26), so that the
list falls apart into those that really share more; what stays long even then gives links to one
text each instead of the square of its length. Runs with a number in them are met a second time,
with the number as it was written: a passage that was copied keeps its sums and dates.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.extending import Met
from xuncha.engines.similarity.pairs import Groups, apart, pack
from xuncha.engines.similarity.prints import GRAM, LONGER, Hashes, Prints, longer, winnowed
from xuncha.engines.similarity.ragged import Flags, Floats, Ints, Keys, heads, in_long_lists
from xuncha.engines.similarity.rarity import RARE
from xuncha.engines.similarity.worth import Promise, Runs

_LIST = 8
"""A list up to this length gives all its pairs."""
_KNOWN = 7.0
"""A run that says so many bits less than it takes to tell one text from all others stands in a long
list for certain, as near as makes no difference."""
_HARDLY_ANY = 3
_SHORT, _SHORT_GRAM = 32, 4
"""Texts up to this length are also compared by all runs of four letters among themselves."""
_LEVELS = np.array([GRAM, *LONGER, max(LONGER), GRAM])
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
    left = np.ones(len(prints.hashes), dtype=np.bool_)
    some = np.flatnonzero(left if prints.classes is None else prints.classes == RARE)
    long = search.meet(prints.hashes.take(some), some.astype(np.uint32), 0)
    left[some.compress(~long)] = False
    at = np.flatnonzero(left).astype(np.uint32)
    places = prints.places.take(at)
    room = corpus.bounds.take(search.owners.take(at) + 1) - places
    left = np.ones(len(at), dtype=np.bool_)
    for level, (length, hashes) in enumerate(longer(corpus, places).items(), 1):
        asked = left if says is None else left & says.tells(places, length, least)
        some = np.flatnonzero(asked & (room >= length))
        left &= ~asked
        some = some.compress(search.meet(hashes.take(some), at.take(some), level))
        left[some] = True
    search.link(hashes.take(some), at.take(some))


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
        numbers of the fingerprints, ascending."""
        keys = hashes.astype(np.uint64) << _HIGH
        keys |= np.arange(len(at), dtype=np.uint32)
        keys.sort()
        hashes, order = (keys >> _HIGH).astype(np.uint32), keys.astype(np.uint32)
        long = in_long_lists(hashes, _LIST)
        told = np.zeros(len(at), dtype=np.bool_)
        told[order.compress(long)] = True
        short = ~long
        self._emit(hashes.compress(short), at.take(order.compress(short)), level)
        return told

    def _emit(self, hashes: Hashes, at: Hashes, level: int) -> None:
        texts = self.owners.take(at)
        once = heads(hashes) | heads(texts)
        hashes, texts, at = hashes.compress(once), texts.compress(once), at.compress(once)
        for low in range(0, len(hashes), _BLOCK):
            for step in range(1, _LIST):
                own = hashes[low : low + _BLOCK + step]
                left = np.flatnonzero(own[step:] == own[: max(0, len(own) - step)]) + low
                one, other = texts.take(left), texts.take(left + step)
                told = self._keys(one, other, at.take(left), at.take(left + step), level)
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

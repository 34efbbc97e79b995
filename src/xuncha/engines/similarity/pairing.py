"""Which pairs of texts are worth a closer look: those that share fingerprints.

Texts with the same fingerprint make one list. A short list gives all its pairs. A long one is
a stock phrase or a template: there the run of letters is made longer (8, 12, 18, 26), so that the
list falls apart into those that really share more; what stays long even then gives links to one
text each instead of the square of its length. Runs with a number in them are met a second time,
with the number as it was written: a passage that was copied keeps its sums and dates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.numerals import Numerals, numerals
from xuncha.engines.similarity.pairs import Groups, apart, distinct, pack, places_inside, unpack
from xuncha.engines.similarity.prints import GRAM, Prints, chunks, rolling, winnowed
from xuncha.engines.similarity.ragged import Ints, Keys, heads

_LONGER = (14, 26)
_LIST = 12
"""A list up to this length gives all its pairs."""
_HARDLY_ANY = 3
_PART_BITS = 21
_SHORT, _SHORT_GRAM = 32, 4
"""Texts up to this length are also compared by all runs of four letters among themselves."""

Worths = NDArray[np.uint16]
Hashes = NDArray[np.uint32]
_HIGH = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Pairs, in order, with first < second: in how many short lists both are and what the
    fingerprints of these are worth together; in how many lists that stayed long they are
    neighbours."""

    first: Ints
    second: Ints
    times: Ints
    worth: Ints
    links: Ints

    def of(self, chosen: NDArray[np.bool_]) -> Sharing:
        """Some of the pairs."""
        return Sharing(
            self.first[chosen], self.second[chosen], self.times[chosen], self.worth[chosen],
            self.links[chosen],
        )  # fmt: skip


def candidates(corpus: Corpus, prints: Prints, groups: Groups | None) -> tuple[Ints, Ints]:
    """Pairs (first, second) with first < second, in order. ``groups``: texts of the same group are
    no pair, -1 is no group."""
    none = np.zeros(len(prints.hashes), dtype=np.uint16)
    found = often(prints, sharing(corpus, prints, numerals(corpus), none, groups))
    told = [pack(found.first, found.second), short_pairs(corpus, groups)]
    return unpack(distinct(np.concatenate(told)))


def short_pairs(corpus: Corpus, groups: Groups | None) -> Keys:
    """Pairs of short texts, which have hardly any fingerprint."""
    short = np.flatnonzero((corpus.sizes <= _SHORT) & (corpus.sizes >= _SHORT_GRAM))
    if len(short) < 2:
        return np.zeros(0, dtype=np.uint64)
    few = take(corpus, short)
    prints = winnowed(few, _SHORT_GRAM, 1)
    none = np.zeros(len(prints.hashes), dtype=np.uint16)
    own = groups[short] if groups is not None else None
    found = often(prints, sharing(few, prints, None, none, own))
    return pack(short[found.first], short[found.second])


def often(prints: Prints, found: Sharing) -> Sharing:
    """Pairs that share two fingerprints, or one where a text has hardly any; of lists that stay
    long, three."""
    fewest = np.minimum(prints.sizes[found.first], prints.sizes[found.second])
    many = (found.times >= 2) | (found.links >= 3)
    return found.of(many | (fewest <= _HARDLY_ANY))


def sharing(
    corpus: Corpus,
    prints: Prints,
    numbers: Numerals | None,
    worths: Worths,
    groups: Groups | None,
) -> Sharing:
    """All pairs that share a fingerprint, and what they share of them; ``worths``: what each
    fingerprint is worth."""
    owners = np.repeat(np.arange(len(corpus), dtype=np.int32), prints.sizes)
    search = _Lists(len(corpus), owners, worths, groups)
    hashes, at = prints.hashes, np.arange(len(prints.hashes), dtype=np.uint32)
    for length in (*_LONGER, 0):
        long = search.meet(hashes, at)
        hashes, at = hashes[long], at[long]
        if length and len(at):
            places = prints.places[at]
            fits = places + length <= corpus.bounds[owners[at].astype(np.int64) + 1]
            at = at[fits]
            hashes = _hashes_at(corpus, places[fits], length)
    search.link(hashes, at)
    if numbers is not None:
        search.meet(*_with_numbers(corpus, prints, numbers))
    return search.told()


class _Lists:
    """Lists of texts with the same fingerprint, and the pairs that they give."""

    def __init__(
        self, many: int, owners: NDArray[np.int32], worths: Worths, groups: Groups | None
    ) -> None:
        self.owners, self.groups = owners, groups
        self.bits = np.uint64(max(1, many.bit_length()))
        self.room = np.uint64(64) - self.bits * np.uint64(2)
        """Bits left beside two texts: the first says a link, the others what it is worth."""
        self.is_link = np.uint64(1) << (self.room - np.uint64(1))
        self.worths = np.minimum(worths, np.uint16((1 << min(16, int(self.room) - 1)) - 1))
        self.pairs: list[Keys] = []

    def meet(self, hashes: Hashes, at: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Take the pairs of short lists; say which fingerprints belong to longer ones. ``at``: the
        numbers of the fingerprints, ascending. Millions are met part by part, by their first
        bits, so that the processor keeps the table of a part at hand."""
        bits = max(0, len(hashes).bit_length() - _PART_BITS)
        if not bits:
            return self._meet(hashes, at)
        told = np.zeros(len(hashes), dtype=np.bool_)
        parts = (hashes >> np.uint32(32 - bits)).astype(np.uint16)
        for part in range(1 << bits):
            some = np.flatnonzero(parts == part)
            told[some] = self._meet(hashes[some] << np.uint32(bits), at[some])
        return told

    def _meet(self, hashes: Hashes, at: NDArray[np.uint32]) -> NDArray[np.bool_]:
        bits = max(12, len(hashes).bit_length() + 1)
        slots = (hashes >> np.uint32(32 - bits)).astype(np.int64)
        times = np.bincount(slots, minlength=1 << bits)[slots]
        some = np.flatnonzero((times > 1) & (times <= _LIST))
        keys = hashes[some].astype(np.uint64) << _HIGH
        keys |= at[some]
        keys.sort()
        texts = self.owners[(keys & _LOW).astype(np.int64)]
        new = heads(keys >> _HIGH)
        once = new | heads(texts)
        keys, texts = keys[once], texts[once]
        starts = np.flatnonzero(new[once])
        sizes = np.diff(np.append(starts, len(texts)))
        self._emit(texts, self.worths[(keys & _LOW).astype(np.int64)], sizes)
        told: NDArray[np.bool_] = times > _LIST
        return told

    def _emit(self, texts: NDArray[np.int32], worths: Worths, sizes: Ints) -> None:
        for left, right in places_inside(sizes):
            told = self._keys(texts[left], texts[right])
            told |= np.minimum(worths[left], worths[right])
            if self.groups is not None:
                told = told[apart(texts[left], texts[right], self.groups)]
            self.pairs.append(told)

    def link(self, hashes: Hashes, at: NDArray[np.uint32]) -> None:
        """Of each list that stayed long: every text with the first one and with the one before."""
        keys = hashes.astype(np.uint64) << _HIGH
        keys |= at
        keys.sort()
        at = (keys & _LOW).astype(np.uint32)
        new = heads(keys >> _HIGH)
        if not len(new):
            return
        hub = at[np.flatnonzero(new)][np.cumsum(new) - 1][1:]
        inner = ~new[1:]
        other = at[1:][inner]
        for first in (hub[inner], at[:-1][inner]):
            one, two = self.owners[first], self.owners[other]
            told = self._keys(one, two) | self.is_link
            told |= np.minimum(self.worths[first], self.worths[other])
            self.pairs.append(told[(one != two) & apart(one, two, self.groups)])

    def _keys(self, first: NDArray[np.int32], second: NDArray[np.int32]) -> Keys:
        told = first.astype(np.uint64) << self.bits
        told |= second.view(np.uint32)
        told <<= self.room
        return told

    def told(self) -> Sharing:
        """All pairs met so far; they are forgotten here."""
        keys = np.concatenate([np.zeros(0, dtype=np.uint64), *self.pairs])
        self.pairs.clear()
        keys.sort()
        starts = np.flatnonzero(heads(keys >> self.room))
        many = np.diff(np.append(starts, len(keys)))
        if not len(starts):
            return Sharing(many, many, many, many, many)
        links = np.add.reduceat((keys & self.is_link) != 0, starts, dtype=np.int64)
        worth = np.add.reduceat(keys & (self.is_link - np.uint64(1)), starts).astype(np.int64)
        pairs = keys[starts] >> self.room
        first = (pairs >> self.bits).astype(np.int64)
        second = (pairs & ((np.uint64(1) << self.bits) - np.uint64(1))).astype(np.int64)
        return Sharing(first, second, many - links, worth, links)


def _hashes_at(corpus: Corpus, places: Ints, length: int) -> Hashes:
    """Hashes of the runs that begin at ascending places."""
    told = np.zeros(len(places), dtype=np.uint32)
    for first, last in chunks(corpus):
        low, high = np.searchsorted(places, corpus.bounds[[first, last]])
        if low < high:
            begin, end = int(corpus.bounds[first]), int(corpus.bounds[last])
            told[low:high] = _upper(
                rolling(corpus.letters[begin:end], length), places[low:high] - begin
            )
    return told


def _upper(keys: Keys, at: Ints) -> Hashes:
    return (keys[at] >> _HIGH).astype(np.uint32)


def _with_numbers(
    corpus: Corpus, prints: Prints, numbers: Numerals
) -> tuple[Hashes, NDArray[np.uint32]]:
    """Fingerprints with a number in them, hashed with the number as it was written."""
    told, at = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.uint32)]
    for first, last in chunks(corpus):
        begin, end = int(corpus.bounds[first]), int(corpus.bounds[last])
        low, high = int(prints.bounds[first]), int(prints.bounds[last])
        places = prints.places[low:high] - begin
        sums = np.zeros(end - begin + 1, dtype=np.int32)
        some = slice(*np.searchsorted(numbers.places, [begin, end]))
        sums[numbers.places[some] - begin + 1] = 1
        np.cumsum(sums, out=sums)
        has = np.flatnonzero(sums[places + GRAM] > sums[places])
        if len(has):
            told.append(_upper(rolling(numbers.figured(corpus, begin, end), GRAM), places[has]))
            at.append((has + low).astype(np.uint32))
    return np.concatenate(told), np.concatenate(at)

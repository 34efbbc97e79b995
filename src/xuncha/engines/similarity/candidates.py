"""Pairs of texts that share a rare run of letters, and nothing more asked: what a look at every
pair begins with.

Texts with the same fingerprint make one list. A short list gives all its pairs. A long one is
a stock phrase or a template: there the run of letters is made longer, so that the list falls apart
into those that really share more; what stays long even then gives links to one text each instead of
the square of its length, and whom two links join is a pair. Runs with a number in them are met a
second time, with the number as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.pairing import short_pairs
from xuncha.engines.similarity.pairs import Groups, apart, distinct, unpack
from xuncha.engines.similarity.prints import Hashes, Prints, longer
from xuncha.engines.similarity.ragged import Flags, Ints, Keys, heads, in_long_lists
from xuncha.engines.similarity.rarity import FEW, RARE

_HOPELESS = 4
"""From this class on, runs stay in long lists for certain until they are as long as can be."""
_LINKS = 2
_HIGH, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


def candidates(corpus: Corpus, prints: Prints, groups: Groups | None) -> tuple[Ints, Ints]:
    """Pairs (first, second) with first < second, in order. ``groups``: texts of the same group are
    no pair, -1 is no group."""
    first, second = unpack(distinct(np.concatenate([
        *_of_runs(corpus, prints), short_pairs(corpus, groups)
    ])))  # fmt: skip
    kept = (first != second) & apart(first, second, groups)
    return first.compress(kept), second.compress(kept)


def _of_runs(corpus: Corpus, prints: Prints) -> list[Keys]:
    """Pairs by all runs, some of them told several times, and texts with themselves."""
    assert prints.classes is not None
    assert prints.figured is not None
    owners = np.repeat(np.arange(len(corpus), dtype=np.uint32), prints.sizes)
    rare = prints.classes == RARE
    told = _Lists.of(prints.hashes.compress(rare), owners.compress(rare)).short()
    at = np.flatnonzero(~rare)
    texts, classes, figured = owners.take(at), prints.classes.take(at), prints.figured.take(at)
    numbered = np.flatnonzero(figured != prints.hashes.take(at))
    told += _Lists.of(figured.take(numbered), texts.take(numbered)).short()
    runs = longer(corpus, prints.places.take(at))
    room = corpus.bounds.take(texts + np.uint32(1)) - prints.places.take(at)
    some = np.flatnonzero((room >= 14) & (classes < _HOPELESS)).astype(np.uint32)
    lists = _Lists.of(runs[14].take(some), some)
    told += lists.short(texts)
    hopeless = np.flatnonzero(classes >= _HOPELESS).astype(np.uint32)
    some = np.concatenate([lists.rest(), hopeless])
    some = some.compress(room.take(some) >= 26)
    lists = _Lists.of(runs[26].take(some), some)
    return [*told, *lists.short(texts), lists.linked(texts)]


@dataclass(frozen=True, slots=True)
class _Lists:
    """Things with the same hash side by side, in their order, and which stand in a long list."""

    hashes: Hashes
    things: Hashes
    long: Flags

    @staticmethod
    def of(hashes: Hashes, things: Hashes) -> _Lists:
        """Lists of things by their hashes."""
        keys = hashes.astype(np.uint64) << _HIGH
        keys |= things
        keys.sort()
        hashes, things = (keys >> _HIGH).astype(np.uint32), keys.astype(np.uint32)
        return _Lists(hashes, things, in_long_lists(hashes, FEW))

    def short(self, texts: Hashes | None = None) -> list[Keys]:
        """All pairs of each short list, of the things or of the texts that these stand for."""
        kept = np.flatnonzero(~self.long)
        hashes, things = self.hashes.take(kept), self.things.take(kept)
        if texts is not None:
            things = texts.take(things)
        told = []
        for step in range(1, FEW):
            at = np.flatnonzero(hashes[step:] == hashes[:-step])
            told.append(_pairs(things.take(at), things.take(at + step)))
        return told

    def rest(self) -> Hashes:
        """The things in long lists."""
        return self.things.compress(self.long)

    def linked(self, texts: Hashes) -> Keys:
        """Of each long list every text with the first one and with the one before, if that comes
        to more than one link."""
        hashes, own = self.hashes.compress(self.long), texts.take(self.rest())
        new = heads(hashes)
        first = own.take(np.flatnonzero(new)).take(np.cumsum(new) - 1)
        at = np.flatnonzero(~new)
        keys = np.concatenate([
            _pairs(first.take(at), own.take(at)), _pairs(own.take(at - 1), own.take(at))
        ])  # fmt: skip
        keys.sort()
        again = keys[_LINKS - 1 :] == keys[: len(keys) - _LINKS + 1]
        return keys[_LINKS - 1 :].compress(again)


def _pairs(first: Hashes, second: Hashes) -> Keys:
    told = first.astype(np.uint64) << _HIGH
    told |= second
    return told

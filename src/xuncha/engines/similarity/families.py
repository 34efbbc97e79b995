"""Texts that hang together: chains of pairs as families, and texts that are the same."""

from __future__ import annotations

import numpy as np

from xuncha.engines.similarity.alphabet import ZERO
from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.pairs import Groups, pairs_inside
from xuncha.engines.similarity.ragged import Ints, Keys, heads, runs, spread

_FACTOR = 0x9E3779B97F4A7C15


def families(many: int, first: Ints, second: Ints) -> Ints:
    """For each of ``many`` texts the first text of its family."""
    heads_ = np.arange(many, dtype=np.int64)
    while True:
        least = np.minimum(heads_[first], heads_[second])
        before = heads_.copy()
        np.minimum.at(heads_, first, least)
        np.minimum.at(heads_, second, least)
        np.minimum.at(heads_, before, heads_)
        heads_ = heads_[heads_]
        if (before == heads_).all():
            return heads_


def all_inside(heads_: Ints, most: int, groups: Groups | None) -> Keys:
    """All pairs inside families of at most ``most`` texts."""
    order = np.argsort(heads_, kind="stable")
    starts, sizes = runs(heads_[order])
    several = (sizes > 1) & (sizes <= most)
    texts = order[spread(starts[several], sizes[several])]
    return np.sort(pairs_inside(texts, sizes[several], groups))


def by_content(corpus: Corpus, texts: Ints) -> Ints:
    """Texts that are all different in an order that hangs on nothing but them."""
    told: Ints = texts.take(np.argsort(_whole(corpus).take(texts)))
    return told


def same_as(corpus: Corpus) -> Ints:
    """For each text one with the same letters that stands for all of them, whichever stands first:
    that with the smallest mark of its numbers, and of equal ones the first."""
    sizes = corpus.sizes
    hashes = _whole(corpus)
    order = np.lexsort((np.arange(len(corpus)), hashes, sizes))
    new = heads(sizes[order]) | heads(hashes[order])
    alike = np.cumsum(new) - 1
    several = np.flatnonzero((np.bincount(alike) > 1).take(alike))
    some = order.take(several)
    numbers = _numbers(take(corpus, some))
    order[several] = some.take(np.lexsort((some, numbers, alike.take(several))))
    first = order[np.flatnonzero(new)][alike]
    told = np.arange(len(corpus), dtype=np.int64)
    told[order] = first
    again = np.flatnonzero(told != np.arange(len(corpus)))
    for low in range(0, len(again), 1 << 14):
        some = again[low : low + (1 << 14)]
        mine = corpus.letters[spread(corpus.bounds[some], sizes[some])]
        other = corpus.letters[spread(corpus.bounds[told[some]], sizes[some])]
        owners = np.repeat(some, sizes[some])
        wrong = np.unique(owners[mine != other])
        told[wrong] = wrong
    return told


def _numbers(corpus: Corpus) -> Keys:
    """A mark of all numbers of each text, as they were written."""
    at = np.flatnonzero(corpus.letters == ZERO)
    text = np.searchsorted(corpus.bounds, at, side="right") - 1
    place = (at - corpus.bounds.take(text)).astype(np.uint64)
    told = np.zeros(len(corpus), dtype=np.uint64)
    np.add.at(told, text, (corpus.values + place) * np.uint64(_FACTOR) * (place + np.uint64(1)))
    return told


def _whole(corpus: Corpus) -> Ints:
    """A hash of each whole text."""
    told = np.zeros(len(corpus), dtype=np.uint64)
    sizes = corpus.sizes
    longest = int(sizes.max()) if len(sizes) else 0
    powers = np.full(max(1, longest), _FACTOR, dtype=np.uint64)
    powers = np.multiply.accumulate(powers)
    step = 4096
    for low in range(0, len(corpus), step):
        high = min(low + step, len(corpus))
        some = np.flatnonzero(sizes[low:high]) + low
        if not len(some):
            continue
        begin = int(corpus.bounds[low])
        letters = corpus.letters[begin : int(corpus.bounds[high])].astype(np.uint64)
        at = np.arange(len(letters)) - np.repeat(corpus.bounds[some] - begin, sizes[some])
        letters *= powers[at]
        told[some] = np.add.reduceat(letters, corpus.bounds[some] - begin)
    return told.view(np.int64)

"""Who copied whom: all pairs of texts that are the same in the whole or in a telling part.

What is reported, and how similarity is counted: decision 0039 of the documents.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.candidates import candidates
from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.equals import Copies, both, with_equals
from xuncha.engines.similarity.exhaustive import all_pairs, is_small
from xuncha.engines.similarity.families import all_inside, by_content, families, same_as
from xuncha.engines.similarity.judging import (
    PART_LETTERS,
    PART_SHARE,
    Options,
    Sayings,
    judged,
)
from xuncha.engines.similarity.meeting import spots_of
from xuncha.engines.similarity.numerals import numerals
from xuncha.engines.similarity.pairing import sharing, short_pairs
from xuncha.engines.similarity.pairs import Groups, distinct, pack, unpack
from xuncha.engines.similarity.prints import winnowed
from xuncha.engines.similarity.promise import Promising, sample_apart
from xuncha.engines.similarity.ragged import Ints, Keys, totals
from xuncha.engines.similarity.rarity import telling
from xuncha.engines.similarity.stock import FINE, Stock
from xuncha.engines.similarity.tiles import LEAST, Tiles, joined, tiles
from xuncha.engines.similarity.worth import Promise

Progress = Callable[[int, int, str], None]
_KIN = 0.5
"""Texts that share so much of the longer one count as one where boilerplate is counted."""
_FAMILY = 256
"""A family up to this size gives all its pairs."""


def copies(
    corpus: Corpus,
    groups: Groups | None = None,
    options: Options | None = None,
    told: Progress = lambda _done, _total, _words: None,
) -> Copies:
    """All pairs to report. ``groups``: the number of each text's group, -1 for none."""
    options = options or Options()
    own = None if options.within else groups
    told(0, 6, "找相同的文本")
    same = same_as(corpus)
    known = np.flatnonzero(same == np.arange(len(corpus)))
    if is_small(corpus):  # of few texts, one more or less as usual tells: not that which is first
        known = by_content(corpus, known)
    some = corpus if np.array_equal(known, np.arange(len(corpus))) else take(corpus, known)
    shared_own = _groups_of_distinct(own, same, known)
    pairs = _different(some, shared_own, options, told)
    told(5, 6, "整理结果")
    result = with_equals(corpus, own, same, known, pairs)
    told(6, 6, "完成")
    return result


def _different(corpus: Corpus, groups: Groups | None, options: Options, told: Progress) -> Copies:
    """The pairs to report among texts that are all different."""
    told(1, 6, "找可能相似的文本")
    search = _Search(corpus, groups, options)
    first, second, least = search.pairs()
    told(2, 6, "逐对比较")
    near = search.compare(first, second, least)
    told(3, 6, "算相似度")
    reported = search.judge(near)
    told(4, 6, "补齐成批的抄件")
    first, second = search.missing(reported)
    more = search.judge(search.compare(first, second, search.least(first, second)))
    return both(reported, more)


class _Search:
    """One search among texts that are all different, step by step."""

    def __init__(self, corpus: Corpus, groups: Groups | None, options: Options) -> None:
        self.corpus, self.groups, self.options = corpus, groups, options
        self.prints = telling(corpus)
        self.numbers = numerals(corpus)
        self.says: Sayings | None = None
        self.wanted = np.zeros(0, dtype=np.uint64)

    def pairs(self) -> tuple[Ints, Ints, Ints]:
        """Pairs to look at, and how many letters each must share to be looked at further."""
        if is_small(self.corpus):
            first, second = candidates(self.corpus, self.prints, self.groups)
            self.wanted = pack(*all_pairs(self.corpus, self.groups, self.options.threshold))
            keys = np.concatenate([pack(first, second), self.wanted])
        else:
            self.says = self._sayings(*sample_apart(self.corpus))
            keys = self._promising(self.says)
        first, second = unpack(distinct(keys))
        self.spots = spots_of(self.corpus, self.prints)
        least = self.least(first, second)
        least[np.isin(pack(first, second), self.wanted)] = 0
        return first, second, least

    def _promising(self, says: Sayings) -> Keys:
        """Of the pairs that share fingerprints those whose fingerprints say enough, and those that
        share so many that they are kin."""
        promising = Promising(self.corpus, self.prints, says)
        found = sharing(
            self.corpus, self.prints, self.groups, promising.may,
            Promise.of(says.weights.bits, FINE, says.numbers), promising.holds,
        )  # fmt: skip
        keys = pack(found.first, found.second)
        return np.concatenate([keys, short_pairs(self.corpus, self.groups)])

    def _sayings(self, apart: Ints, share: float) -> Sayings:
        stock = Stock(self.corpus, apart, share)
        return Sayings(stock.weights(self.corpus), self.numbers)

    def least(self, first: Ints, second: Ints) -> Ints:
        """How many letters a pair must share at least to be reported as anything."""
        sizes = self.corpus.sizes
        shorter = np.minimum(sizes[first], sizes[second])
        told: Ints = np.maximum(PART_SHARE * shorter, np.minimum(PART_LETTERS, shorter / 2)).astype(
            int
        )
        return told

    def compare(self, first: Ints, second: Ints, least: Ints) -> Copies:
        """What pairs share, those that share too little left out. Among few texts the first call
        also counts what is boilerplate, once it is known which texts are kin."""
        sizes = self.corpus.sizes
        found = tiles(self.corpus, self.spots, first, second, least)
        bare = np.flatnonzero(np.bincount(found.pair, minlength=len(first))[: len(first)] == 0)
        bare = bare[least[bare] == 0]
        if len(bare):  # short texts that are alike share no run of eight letters
            found = joined([found, self._finer(first, second, bare)])
            found = found.of(np.argsort(found.pair, kind="stable"))
        covered = totals(found.pair, found.size, len(first))
        if self.says is None:
            kin = covered >= _KIN * np.maximum(sizes[first], sizes[second])
            heads = families(len(self.corpus), first[kin], second[kin])
            apart = (heads == np.arange(len(heads))) & (sizes > 0)
            self.says = self._sayings(np.flatnonzero(apart), 1.0)
        near = covered >= least
        return Copies(first[near], second[near], covered[near], _of(found, near))

    def _finer(self, first: Ints, second: Ints, bare: Ints) -> Tiles:
        """What the pairs ``bare`` share, by runs of four letters."""
        texts, at = np.unique(np.concatenate([first[bare], second[bare]]), return_inverse=True)
        few = take(self.corpus, texts)
        spots = spots_of(few, winnowed(few, LEAST, 1))
        told = tiles(few, spots, at[: len(bare)], at[len(bare) :], np.zeros(len(bare), dtype=int))
        return Tiles(bare[told.pair], told.left, told.right, told.size)

    def judge(self, pairs: Copies) -> Copies:
        """Those to report, with their similarity."""
        assert self.says is not None
        wanted = np.isin(pack(pairs.first, pairs.second), self.wanted)
        similarity, report = judged(
            self.corpus, self.says, (pairs.first, pairs.second), pairs.tiles, wanted, self.options,
            len(self.corpus),
        )  # fmt: skip
        return Copies(
            pairs.first[report], pairs.second[report], similarity[report], _of(pairs.tiles, report)
        )

    def missing(self, reported: Copies) -> tuple[Ints, Ints]:
        """Pairs inside families of near copies that shared no short list: a template that many
        filled in makes long ones."""
        sizes = self.corpus.sizes
        covered = totals(reported.tiles.pair, reported.tiles.size, len(reported))
        longer = np.maximum(sizes[reported.first], sizes[reported.second])
        kin = covered >= _KIN * longer
        heads = families(len(self.corpus), reported.first[kin], reported.second[kin])
        told = all_inside(heads, _FAMILY, self.groups)
        return unpack(np.setdiff1d(told, pack(reported.first, reported.second)))


def _of(found: Tiles, chosen: NDArray[np.bool_]) -> Tiles:
    """Stretches of the chosen pairs, which are numbered anew."""
    found = found.of(chosen[found.pair])
    return Tiles((np.cumsum(chosen) - 1)[found.pair], found.left, found.right, found.size)


def _groups_of_distinct(groups: Groups | None, same: Ints, known: Ints) -> Groups | None:
    """Groups of texts that stand for all that equal them; none where these are of several."""
    if groups is None:
        return None
    told = groups.copy()
    told[same[groups != groups[same]]] = -1
    return told[known]

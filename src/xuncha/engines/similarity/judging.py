"""How similar a pair is, and whether to report it. Decision 0039 of the documents says why so."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.meeting import gram_sets, shared
from xuncha.engines.similarity.pairing import take
from xuncha.engines.similarity.ragged import Ints, totals
from xuncha.engines.similarity.stock import Floats, Weights
from xuncha.engines.similarity.tiles import Tiles

THRESHOLD = 0.8
PART, PART_SHARE = 24, 0.3
"""A part: so many shared letters that are no boilerplate, and so large a share of the shorter."""
MOST, MOST_LEAST = 0.8, 8
"""Or so large a share of the shorter text, if that has eight letters to share."""
_ONE_STRETCH, _ALL_STRETCHES = 3.0, 12.0
"""Bits by which a stretch, or all stretches of a pair, must surprise beyond what the number of
pairs makes likely by chance."""


_MARKED = 0.6
"""Of what a similarity needs, so much at least stands in stretches long enough to be marked."""


@dataclass(frozen=True, slots=True)
class Options:
    """From which similarity on a pair is reported; whether parts are; and pairs inside a group."""

    threshold: float = THRESHOLD
    parts: bool = True
    within: bool = False


def judged(
    corpus: Corpus,
    weights: Weights,
    pairs: tuple[Ints, Ints],
    found: Tiles,
    wanted: NDArray[np.bool_],
    options: Options,
    among: int,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Similarity of each pair, and which pairs to report; ``among`` so many texts. ``wanted``
    pairs are counted however little of them is marked."""
    first, second = pairs
    left = corpus.bounds[first[found.pair]] + found.left
    right = corpus.bounds[second[found.pair]] + found.right
    bits = np.minimum(weights.surprise(left, found.size), weights.surprise(right, found.size))
    plain = np.maximum(
        weights.boilerplate(left, found.size), weights.boilerplate(right, found.size)
    )
    idle = totals(found.pair, plain * np.maximum(found.size - 2, 0), len(first))
    report = np.zeros(len(first), dtype=np.bool_)
    if options.parts:
        report = _is_part(corpus, pairs, found, bits, found.size * (1 - plain), among)
    similarity = np.zeros(len(first))
    counted = np.flatnonzero(report | wanted | _may_be_whole(corpus, pairs, found, options))
    similarity[counted] = jaccard(corpus, first[counted], second[counted], idle[counted])
    report[counted] |= similarity[counted] >= options.threshold - 1e-12
    return similarity, report


def _may_be_whole(
    corpus: Corpus, pairs: tuple[Ints, Ints], found: Tiles, options: Options
) -> NDArray[np.bool_]:
    """Pairs of which so much is marked that their similarity may reach the threshold."""
    longer = np.maximum(corpus.sizes[pairs[0]], corpus.sizes[pairs[1]])
    covered = totals(found.pair, found.size, len(pairs[0]))
    told: NDArray[np.bool_] = covered >= _MARKED * options.threshold * longer
    return told


def jaccard(corpus: Corpus, first: Ints, second: Ints, idle: Floats) -> Floats:
    """Runs of three letters that both texts have, among those that either has; ``idle`` of the
    shared ones are boilerplate and count on neither side."""
    texts, at = np.unique(np.concatenate([first, second]), return_inverse=True)
    first, second = at[: len(first)], at[len(first) :]
    sets = gram_sets(take(corpus, texts))
    both = shared(sets, first, second).astype(np.float64)
    either = sets.sizes[first] + sets.sizes[second] - both
    idle = np.minimum(both, idle)
    told: Floats = np.where(either > idle, (both - idle) / np.maximum(either - idle, 1e-9), 0.0)
    return told


def _is_part(
    corpus: Corpus,
    pairs: tuple[Ints, Ints],
    found: Tiles,
    bits: Floats,
    telling: Floats,
    among: int,
) -> NDArray[np.bool_]:
    """Pairs of which a telling part is the same."""
    many = len(pairs[0])
    sizes = corpus.sizes
    shorter = np.minimum(sizes[pairs[0]], sizes[pairs[1]])
    covered = totals(found.pair, found.size, many)
    letters = totals(found.pair, telling, many)
    chance = 2 * math.log2(max(2, among))
    most = np.zeros(many)
    np.maximum.at(most, found.pair, bits)
    total = totals(found.pair, bits, many)
    surprising = (most >= chance + _ONE_STRETCH) | (total >= chance + _ALL_STRETCHES)
    part = (letters >= PART) & (covered >= PART_SHARE * shorter)
    nearly_all = (covered >= MOST * shorter) & (
        letters >= np.maximum(MOST_LEAST, np.minimum(PART, shorter / 2))
    )
    return surprising & (part | nearly_all)

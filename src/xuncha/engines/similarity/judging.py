"""How similar a pair is, and whether to report it. Decision 0039 of the documents says why so."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.meeting import gram_sets, shared
from xuncha.engines.similarity.numerals import Numerals, same_numbers
from xuncha.engines.similarity.ragged import Ints, totals
from xuncha.engines.similarity.stock import Floats, Weights
from xuncha.engines.similarity.tiles import Tiles
from xuncha.engines.similarity.worth import FREE

THRESHOLD = 0.8
PART_LETTERS, PART_SHARE = 20, 0.3
"""A part: so many shared letters that are no boilerplate (24 signs as written: punctuation is no
letter), and so large a share of the shorter."""
MOST, MOST_LEAST = 0.8, 8
"""Or so large a share of the shorter text, if that has eight letters to share."""
_OTHER = 3.0
"""Bits that another number takes from a stretch."""
_SURE = 4.75
"""Bits on top of those that tell one text from all others: of the pairs reported two or three in a
hundred are chance, however many texts there are."""
_UNSURE, _AMONG, _LEFT = 30.0, 100, 0.4
"""Bits that may be mistaken where a hundred texts show how the trade writes; so many of them are
left with each ten times as many."""


def chance(among: int) -> float:
    """How many bits two of so many texts may share by chance."""
    return math.log2(max(2, among)) + _SURE


def doubt(among: int) -> float:
    """Bits that may be mistaken where so many texts show what is usual."""
    told: float = _UNSURE * _LEFT ** math.log10(max(2, among) / _AMONG)
    return told


_PLAIN, _FADES, _FIRST = 1.65, 0.5, 60
"""Beyond the first letters that two texts share, so many bits of each may be mistaken where a
hundred texts show how the trade writes, and half as many with each ten times as many: stock
phrases in a usual order add up to a long text, but each letter of it says little."""


def unclear(among: int) -> float:
    """Bits of each letter of a long share that may be mistaken where so many texts show what is
    usual."""
    told: float = _PLAIN * _FADES ** math.log10(max(2, among) / _AMONG)
    return told


_MARKED = 0.6
"""Of what a similarity needs, so much at least stands in stretches long enough to be marked."""


@dataclass(frozen=True, slots=True)
class Options:
    """From which similarity on a pair is reported; whether parts are; and pairs inside a group."""

    threshold: float = THRESHOLD
    parts: bool = True
    within: bool = False


@dataclass(frozen=True, slots=True)
class Sayings:
    """What the letters and the numbers of a corpus say."""

    weights: Weights
    numbers: Numerals


def judged(
    corpus: Corpus,
    says: Sayings,
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
    plain = says.weights.boilerplate(left, found.size)
    idle = totals(found.pair, plain * np.maximum(found.size - 2, 0), len(first))
    report = np.zeros(len(first), dtype=np.bool_)
    if options.parts:
        bits = np.maximum(  # the side that was counted knows that it was
            says.weights.surprise(left, found.size), says.weights.surprise(right, found.size)
        )
        same = same_numbers(says.numbers, left, right, found.size)
        telling = found.size * (1 - plain) + same.letters
        report = _is_part(corpus, pairs, found, bits + same.bits, same.others, telling, among)
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
    others: Floats,
    telling: Floats,
    among: int,
) -> NDArray[np.bool_]:
    """Pairs of which a telling part is the same. ``others``: numbers in each stretch that are not;
    who copies a passage copies them too, who copies nearly all of a text puts in his own."""
    many = len(pairs[0])
    shorter = np.minimum(corpus.sizes[pairs[0]], corpus.sizes[pairs[1]])
    covered = totals(found.pair, found.size, many)
    letters = totals(found.pair, telling, many)
    most = totals(found.pair, np.maximum(bits - FREE, 0), many)
    less = totals(found.pair, np.maximum(bits - FREE - _OTHER * others, 0), many)
    less -= unclear(among) * np.maximum(covered - _FIRST, 0)
    part = (letters >= PART_LETTERS) & (covered >= PART_SHARE * shorter)
    nearly_all = (covered >= MOST * shorter) & (
        letters >= np.maximum(MOST_LEAST, np.minimum(PART_LETTERS, shorter / 2))
    )
    enough = chance(among) + doubt(among)
    return (part & (less >= enough)) | (nearly_all & (most >= enough))

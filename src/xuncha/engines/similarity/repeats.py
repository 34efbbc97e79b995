"""What in a library comes nearest to each of some texts: the same matter told again.

A text is asked for by its rarest runs of two and three letters; what shares most of these is then
weighed by all runs, the rarer the heavier, and the nearest are told, with their similarity.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, behind, take
from xuncha.engines.similarity.equals import Copies
from xuncha.engines.similarity.judging import jaccard
from xuncha.engines.similarity.lines import Lines
from xuncha.engines.similarity.meeting import meet, pair_batches, spots_of
from xuncha.engines.similarity.postings import Postings, best, sets_of
from xuncha.engines.similarity.prints import winnowed
from xuncha.engines.similarity.ragged import Ints, totals
from xuncha.engines.similarity.stock import Floats, Stock, boilerplate
from xuncha.engines.similarity.tiles import LEAST, tiles

_LOOKED_AT = 40
"""So many more than are asked for are weighed by all their runs."""
_BATCH = 256


def repeats(
    asked: Lines, library: Lines, top: int, told: Callable[[int, int, str], None]
) -> Copies:
    """For each line asked its ``top`` nearest in the library, nearest first. What shares nothing
    is left out, and so is the line itself (same id, same words)."""
    told(0, 3, "读库")
    postings = Postings(library.corpus, asked.corpus)
    told(1, 3, "找最接近的")
    first, second = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for low in range(0, len(asked.corpus), _BATCH):
        high = min(low + _BATCH, len(asked.corpus))
        one, other = postings.nearest(low, high, top + _LOOKED_AT)
        first.append(one)
        second.append(other)
    told(2, 3, "算相似度")
    one, other = np.concatenate(first), np.concatenate(second)
    kept = ~_itself(asked, library, one, other)
    result = _weighed(asked.corpus, library.corpus, (one[kept], other[kept]), postings, top)
    told(3, 3, "完成")
    return result


def _itself(asked: Lines, library: Lines, first: Ints, second: Ints) -> NDArray[np.bool_]:
    """Pairs of which both sides are one and the same line."""
    told = np.zeros(len(first), dtype=np.bool_)
    mine, other = asked.corpus, library.corpus
    for at, (one, two) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if str(asked.names[one]) == str(library.names[two]):
            told[at] = np.array_equal(
                mine.letters[mine.bounds[one] : mine.bounds[one + 1]],
                other.letters[other.bounds[two] : other.bounds[two + 1]],
            )
    return told


def _weighed(
    asked: Corpus, library: Corpus, pairs: tuple[Ints, Ints], postings: Postings, top: int
) -> Copies:
    """The nearest by all runs of letters, with similarity and shared stretches."""
    texts, at = np.unique(pairs[1], return_inverse=True)
    whole = behind(asked, take(library, texts))
    first, second = best(
        pairs[0], at + len(asked), _cosines(whole, pairs[0], at + len(asked), postings), top
    )
    spots = spots_of(whole, winnowed(whole, LEAST, 1))
    found = tiles(whole, spots, first, second, np.zeros(len(first), dtype=np.int64))
    common = Stock(library, np.flatnonzero(library.sizes)).common(whole)
    plain = boilerplate(common, whole.bounds[first[found.pair]] + found.left, found.size)
    idle = totals(found.pair, plain * np.maximum(found.size - 2, 0), len(first))
    similarity = np.round(jaccard(whole, first, second, idle), 4)
    order = np.lexsort((second, -similarity, first))
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    found = found.of(np.argsort(place[found.pair], kind="stable"))
    found = type(found)(place[found.pair], found.left, found.right, found.size)
    return Copies(first[order], texts[second[order] - len(asked)], similarity[order], found)


def _cosines(corpus: Corpus, first: Ints, second: Ints, postings: Postings) -> Floats:
    """How near two texts are by all their runs of letters, rare ones the heavier."""
    sets = sets_of(corpus)
    weights = postings.weights**2
    sums = np.concatenate([np.zeros(1), np.cumsum(weights[sets.keys.astype(np.int64)])])
    norms = np.sqrt(sums[sets.bounds[1:]] - sums[sets.bounds[:-1]])
    told = np.zeros(len(first))
    for low, high in pair_batches(sets.sizes, first, second):
        pair, keys = meet(sets, first[low:high], second[low:high])
        told[low:high] = totals(pair, weights[keys.astype(np.int64)], high - low)
    nearness: Floats = told / np.maximum(norms[first] * norms[second], 1e-9)
    return nearness

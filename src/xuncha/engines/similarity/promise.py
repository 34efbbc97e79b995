"""What fingerprints promise before any letter is compared: most pairs that share some share only
what everybody writes, and looking at each of them would take most of the time.
"""

from __future__ import annotations

import numpy as np

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.families import families
from xuncha.engines.similarity.judging import Sayings
from xuncha.engines.similarity.pairing import Worths, sharing
from xuncha.engines.similarity.prints import GRAM, Prints, chunks
from xuncha.engines.similarity.ragged import Ints, spread
from xuncha.engines.similarity.stock import FINE as BITS
from xuncha.engines.similarity.stock import SAMPLE

FINE = 4
"""Worths are told in quarters of a bit."""
_MOST = np.uint32(4095)
DOUBT = 12.0
"""Bits that fingerprints may leave untold: the letters at both ends of a stretch."""
ALONE = 3.0
"""The same where it is one fingerprint only."""
KIN_PRINTS = 0.5
"""Pairs with so many of the fingerprints in common are kin."""


def sample_apart(corpus: Corpus, prints: Prints) -> tuple[Ints, float]:
    """Some texts of which none is kin to another, by their fingerprints; and which share of all
    such texts they are."""
    many = len(corpus)
    chosen = np.arange(many)
    if many > SAMPLE:
        chosen = np.linspace(0, many - 1, SAMPLE).astype(np.int64)
    few = _prints_of(prints, chosen)
    none = np.zeros(len(few.hashes), dtype=np.uint16)
    found = sharing(corpus, few, None, none, None)
    longer = np.maximum(few.sizes[found.first], few.sizes[found.second])
    kin = found.times + found.links >= KIN_PRINTS * longer
    heads = families(many, found.first[kin], found.second[kin])
    told = chosen[(heads[chosen] == chosen) & (corpus.sizes[chosen] > 0)]
    return told, len(chosen) / max(1, many)


def _prints_of(prints: Prints, chosen: Ints) -> Prints:
    """The fingerprints of some texts; the others are left without any."""
    if len(chosen) == len(prints.sizes):
        return prints
    at = spread(prints.bounds[chosen], prints.sizes[chosen])
    sizes = np.zeros(len(prints.sizes), dtype=np.int64)
    sizes[chosen] = prints.sizes[chosen]
    bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
    return Prints(prints.hashes[at], prints.places[at], bounds)


def worth_of(corpus: Corpus, prints: Prints, says: Sayings) -> Worths:
    """What each fingerprint says beyond the one before it in its text: the bits of the letters
    that it has and that one has not, and of the numbers among them."""
    told = np.zeros(len(prints.places), dtype=np.uint16)
    numbers = says.numbers
    for first, last in chunks(corpus):
        low, high = int(corpus.bounds[first]), int(corpus.bounds[last])
        own = slice(int(prints.bounds[first]), int(prints.bounds[last]))
        some = slice(*np.searchsorted(numbers.places, [low, high]))
        sums = np.zeros(high - low + 1, dtype=np.uint32)
        sums[numbers.places[some] - low + 1] = numbers.bits[some] * np.float32(BITS)
        np.cumsum(sums, out=sums)
        sums += says.weights.bits[low : high + 1]
        places = prints.places[own] - low
        back = np.full(len(places), GRAM, dtype=np.int64)
        back[1:] = np.minimum(np.diff(places), GRAM)
        bits = sums[places + GRAM] - sums[places + GRAM - back]
        told[own] = np.minimum(bits // np.uint32(BITS // FINE), _MOST)
    return told

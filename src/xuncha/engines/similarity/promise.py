"""What fingerprints promise before any letter is compared: most pairs that share some share only
what everybody writes, and looking at each of them would take most of the time.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.families import families
from xuncha.engines.similarity.judging import chance
from xuncha.engines.similarity.pairing import Sharing, sharing
from xuncha.engines.similarity.prints import GRAM, Prints, winnowed
from xuncha.engines.similarity.ragged import Ints
from xuncha.engines.similarity.stock import SAMPLE

DOUBT = 4.0
"""Bits that fingerprints may leave untold."""
_SPARSE = 16
"""Of so many neighbours one stands for a text where it is only asked whether texts are kin."""
KIN_PRINTS = 0.5
"""Pairs with so many of the fingerprints in common are kin."""


def sample_apart(corpus: Corpus) -> tuple[Ints, float]:
    """Some texts of which none is kin to another, by their fingerprints; and which share of all
    such texts they are."""
    many = len(corpus)
    chosen = np.arange(many)
    if many > SAMPLE:
        chosen = np.linspace(0, many - 1, SAMPLE).astype(np.int64)
    few = take(corpus, chosen)
    prints = winnowed(few, GRAM, _SPARSE)

    def kin(found: Sharing) -> NDArray[np.bool_]:
        longer = np.maximum(prints.sizes.take(found.first), prints.sizes.take(found.second))
        return found.times + found.links >= KIN_PRINTS * longer

    found = sharing(few, prints, None, None, kin)
    heads = families(len(chosen), found.first, found.second)
    told = chosen[(heads == np.arange(len(chosen))) & (few.sizes > 0)]
    return told, len(chosen) / max(1, many)


def promising(prints: Prints, among: int) -> Callable[[Sharing], NDArray[np.bool_]]:
    """Pairs whose fingerprints say enough, and those that share so many that they are kin."""

    def kept(found: Sharing) -> NDArray[np.bool_]:
        fewest = np.minimum(prints.sizes.take(found.first), prints.sizes.take(found.second))
        enough = found.worth >= chance(among) - DOUBT
        return enough | (found.times + found.links >= np.maximum(1, KIN_PRINTS * fewest))

    return kept

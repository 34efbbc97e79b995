"""What fingerprints promise before any letter is compared: most pairs that share some share only
what everybody writes, and looking at each of them would take most of the time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus, take
from xuncha.engines.similarity.extending import Extending, Met
from xuncha.engines.similarity.families import families
from xuncha.engines.similarity.judging import Sayings, chance
from xuncha.engines.similarity.numerals import same_numbers
from xuncha.engines.similarity.pairing import Sharing, sharing
from xuncha.engines.similarity.prints import GRAM, Prints, winnowed
from xuncha.engines.similarity.ragged import Flags, Ints, totals
from xuncha.engines.similarity.stock import SAMPLE
from xuncha.engines.similarity.worth import FREE

HOPE = 9.0
"""Bits that fingerprints may leave untold."""
DOUBT = 9.0
"""Bits that may stand elsewhere in two texts than around the places where they were met."""
SURELY = 20.0
"""With so many bits more than chance has, nobody looks at the places."""
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

    found = sharing(few, prints, None, kin)
    heads = families(len(chosen), found.first, found.second)
    told = chosen[(heads == np.arange(len(chosen))) & (few.sizes > 0)]
    return told, len(chosen) / max(1, many)


class Promising:
    """Which pairs are worth comparing whole."""

    def __init__(self, corpus: Corpus, prints: Prints, says: Sayings) -> None:
        self._prints, self._says = prints, says
        self._extending = Extending(corpus)
        self._least = chance(len(corpus))

    def may(self, found: Sharing) -> Flags:
        """Pairs whose fingerprints may say enough, and those that share so many that they are
        kin."""
        return (found.worth >= self._least - HOPE) | self._are_kin(found)

    def holds(self, found: Sharing, met: Met) -> Flags:
        """Those of them that do say enough, or are kin, by the letters around the places where
        they were met."""
        sure = self._are_kin(found) | (found.worth >= self._least + SURELY)
        sure[met.pair.compress(~met.known)] = True
        some = ~sure.take(met.pair)
        stretches = self._extending.stretches(
            Met(*(column.compress(some) for column in (
                met.pair, met.first, met.second, met.left, met.right, met.known)))
        )  # fmt: skip
        bits = self._says.weights.surprise(stretches.left, stretches.size)
        same = same_numbers(self._says.numbers, stretches.left, stretches.right, stretches.size)
        worth = totals(stretches.pair, np.maximum(bits + same.bits - FREE, 0), len(found.first))
        told: Flags = sure | (worth >= self._least - DOUBT)
        return told

    def _are_kin(self, found: Sharing) -> Flags:
        sizes = self._prints.sizes
        fewest = np.minimum(sizes.take(found.first), sizes.take(found.second))
        told: Flags = found.times + found.links >= np.maximum(1, KIN_PRINTS * fewest)
        return told

"""Pairs of different texts told for all texts that equal them, and the pairs of equal ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from xuncha.engines.similarity.alphabet import ZERO
from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.pairs import Groups
from xuncha.engines.similarity.ragged import Ints, spread, totals
from xuncha.engines.similarity.stock import Floats
from xuncha.engines.similarity.tiles import Tiles, joined

_ALL_SAME = 64
"""So many equal texts give all their pairs; of more, each one is linked to the first."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Pairs, best first, and the stretches of letters that each shares."""

    first: Ints
    second: Ints
    similarity: Floats
    tiles: Tiles

    def __len__(self) -> int:
        return len(self.first)


def both(one: Copies, other: Copies) -> Copies:
    """Pairs of two searches together."""
    shifted = Tiles(
        other.tiles.pair + len(one), other.tiles.left, other.tiles.right, other.tiles.size
    )
    return Copies(
        np.concatenate([one.first, other.first]),
        np.concatenate([one.second, other.second]),
        np.concatenate([one.similarity, other.similarity]),
        joined([one.tiles, shifted]),
    )


def with_equals(
    corpus: Corpus, groups: Groups | None, same: Ints, known: Ints, pairs: Copies
) -> Copies:
    """Pairs of the texts ``known`` as pairs of all texts; ``same`` says which one each equals."""
    members: dict[int, list[int]] = {}
    for one in np.flatnonzero(same != np.arange(len(corpus))).tolist():
        members.setdefault(int(same[one]), [int(same[one])]).append(one)
    first, second = known[pairs.first], known[pairs.second]
    source = np.arange(len(first))
    if members:
        own = np.fromiter(members, dtype=np.int64)
        several = np.isin(first, own) | np.isin(second, own)
        rows = np.array(
            list(_rows(members, first, second, np.flatnonzero(several).tolist())), dtype=np.int64
        ).reshape(-1, 3)
        single = np.stack([first, second, source], 1)[~several]
        first, second, source = np.concatenate([single, rows]).T
    told = [pair for one, own in members.items() if _says(corpus, one) for pair in _all(own)]
    equal = np.array(told, dtype=np.int64).reshape(-1, 2)
    first = np.concatenate([first, equal[:, 0]])
    second = np.concatenate([second, equal[:, 1]])
    source = np.concatenate([source, np.full(len(equal), -1)])
    if groups is not None:
        kept = (groups[first] != groups[second]) | (groups[first] < 0)
        first, second, source = first[kept], second[kept], source[kept]
    return _ordered(corpus, first, second, source, pairs)


def _rows(
    members: dict[int, list[int]], first: Ints, second: Ints, places: list[int]
) -> Iterator[tuple[int, int, int]]:
    for at in places:
        one, other = int(first[at]), int(second[at])
        lefts, rights = members.get(one, [one]), members.get(other, [other])
        if len(lefts) > _ALL_SAME or len(rights) > _ALL_SAME:
            lefts, rights = lefts[:1], rights[:1]
        yield from ((left, right, at) for left in lefts for right in rights)


def _says(corpus: Corpus, text: int) -> bool:
    """Whether a text has any letter but that of a number."""
    letters = corpus.letters[corpus.bounds[text] : corpus.bounds[text + 1]]
    return bool((letters != ZERO).any())


def _all(own: list[int]) -> Iterator[tuple[int, int]]:
    if len(own) <= _ALL_SAME:
        return combinations(own, 2)
    return ((own[0], one) for one in own[1:])


def _ordered(corpus: Corpus, first: Ints, second: Ints, source: Ints, pairs: Copies) -> Copies:
    """Best first: by similarity, then by the letters shared, then by place."""
    sizes = corpus.sizes
    equal = source < 0
    similarity = np.ones(len(first))
    similarity[~equal] = np.round(pairs.similarity[source[~equal]], 4)
    shared = totals(pairs.tiles.pair, pairs.tiles.size, len(pairs)).astype(np.int64)
    letters = sizes[first].copy()
    letters[~equal] = shared[source[~equal]]
    low, high = np.minimum(first, second), np.maximum(first, second)
    order = np.lexsort((high, low, -letters, -similarity))
    return Copies(
        low[order], high[order], similarity[order],
        _tiles(sizes, first[order], second[order], source[order], pairs),
    )  # fmt: skip


def _tiles(sizes: Ints, first: Ints, second: Ints, source: Ints, pairs: Copies) -> Tiles:
    """The stretches of each row; sides change places where the texts did."""
    equal = source < 0
    begins = np.searchsorted(pairs.tiles.pair, np.arange(len(pairs) + 1))
    counts = np.ones(len(source), dtype=np.int64)
    counts[~equal] = np.diff(begins)[source[~equal]]
    starts = np.full(len(source), len(pairs.tiles.pair), dtype=np.int64)
    starts[~equal] = begins[:-1][source[~equal]]
    at = spread(starts, counts)
    row = np.repeat(np.arange(len(source)), counts)
    nothing = np.zeros(1, dtype=np.int64)
    left, right, size = (
        np.concatenate([side, nothing])[at]
        for side in (pairs.tiles.left, pairs.tiles.right, pairs.tiles.size)
    )
    size = np.where(equal[row], sizes[first[row]], size)
    turned = first[row] > second[row]
    left, right = np.where(turned, right, left), np.where(turned, left, right)
    order = np.lexsort((left, row))
    return Tiles(row[order], left[order], right[order], size[order])

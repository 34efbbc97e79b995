"""Which pairs of texts are worth looking at: those that share fingerprints.

Texts with the same fingerprint stand in one list. A short list gives all its pairs. A long one is
a stock phrase or a template: there the run of letters is made longer (8, 12, 18, 26), so that the
list falls apart into those that really share more; what stays long even then gives links to one
text each instead of the square of its length.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.prints import Prints, chunks, rolling, winnowed
from xuncha.engines.similarity.ragged import Ints, Keys, heads, runs, spread

_LONGER = (12, 18, 26)
_LIST = 12
"""A list up to this length gives all its pairs."""
_HARDLY_ANY = 3
_SHORT, _SHORT_GRAM = 32, 4
"""Texts up to this length are also compared by all runs of four letters among themselves."""
_EMITTED = 1 << 22

Groups = NDArray[np.int32]


def candidates(corpus: Corpus, prints: Prints, groups: Groups | None) -> tuple[Ints, Ints]:
    """Pairs (first, second) with first < second, in order. ``groups``: texts of the same group are
    no pair, -1 is no group."""
    found = [_counted(corpus, prints, groups)]
    short = np.flatnonzero((corpus.sizes <= _SHORT) & (corpus.sizes >= _SHORT_GRAM))
    if len(short) > 1:
        few = take(corpus, short)
        own = groups[short] if groups is not None else None
        keys = _counted(few, winnowed(few, _SHORT_GRAM, 1), own)
        one, other = unpack(keys)
        found.append(pack(short[one], short[other]))
    keys = np.unique(np.concatenate(found))
    return unpack(keys)


def pack(first: Ints, second: Ints) -> Keys:
    """Pairs as single numbers that sort like them."""
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def unpack(keys: Keys) -> tuple[Ints, Ints]:
    """Single numbers as the pairs that they stand for."""
    first = (keys >> np.uint64(32)).astype(np.int64)
    return first, (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)


def take(corpus: Corpus, texts: Ints) -> Corpus:
    """Some texts of a corpus, as a corpus; where their letters stood is not taken along."""
    sizes = corpus.sizes[texts]
    bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
    if len(texts) * 2 > len(corpus) and (np.diff(texts) > 0).all():
        chosen = np.zeros(len(corpus), dtype=np.bool_)
        chosen[texts] = True
        letters = corpus.letters[np.repeat(chosen, corpus.sizes)]
    else:
        letters = corpus.letters[spread(corpus.bounds[texts], sizes)]
    nowhere = np.zeros(0, dtype=np.int32)
    return Corpus(letters, bounds, nowhere, nowhere)


def _counted(corpus: Corpus, prints: Prints, groups: Groups | None) -> Keys:
    """Pairs that share two fingerprints, or one where a text has hardly any; of a list that stays
    long, three."""
    owners = np.repeat(np.arange(len(corpus), dtype=np.int32), prints.sizes)
    emitted, links = _emit(corpus, prints, owners, groups)
    return np.concatenate([_often(prints, emitted, 2), _often(prints, links, 3)])


def _often(prints: Prints, emitted: Keys, least: int) -> Keys:
    emitted.sort()
    starts, times = runs(emitted)
    keys = emitted[starts]
    kept = times >= least
    seldom = np.flatnonzero(~kept)
    first, second = unpack(keys[seldom])
    sizes = prints.sizes
    kept[seldom] = np.minimum(sizes[first], sizes[second]) <= _HARDLY_ANY
    return keys[kept]


def _emit(
    corpus: Corpus, prints: Prints, owners: NDArray[np.int32], groups: Groups | None
) -> tuple[Keys, Keys]:
    """Pairs out of short lists, and links out of those that stay long; each once for each list."""
    told: list[Keys] = []
    at = np.arange(len(prints.places), dtype=np.int64)
    keys = prints.hashes.astype(np.uint64)  # in place: these are the largest rows of all
    keys <<= np.uint64(32)
    keys |= at.view(np.uint64)
    keys.sort()
    for length in (*_LONGER, 0):
        texts, sizes, at = _lists(keys, owners)
        told += pairs_inside(texts, sizes, groups)
        if not length or not len(at):
            break
        at.sort()
        at = at[prints.places[at] + length <= corpus.bounds[owners[at] + 1]]
        keys = _hashes_at(corpus, prints.places[at], length)
        keys |= at.view(np.uint64)
        keys.sort()
    long = np.isin(keys & np.uint64(0xFFFFFFFF), at.astype(np.uint64)) if len(at) else at
    none = np.zeros(0, dtype=np.uint64)
    links = _links(keys[long], owners, groups) if len(at) else []
    return np.concatenate([none, *told]), np.concatenate([none, *links])


def _hashes_at(corpus: Corpus, places: Ints, length: int) -> Keys:
    """Hashes of the runs that begin at ascending places, in the upper half of numbers."""
    told = np.zeros(len(places), dtype=np.uint64)
    for first, last in chunks(corpus):
        low, high = np.searchsorted(places, corpus.bounds[[first, last]])
        if low < high:
            begin, end = int(corpus.bounds[first]), int(corpus.bounds[last])
            told[low:high] = rolling(corpus.letters[begin:end], length)[places[low:high] - begin]
    told &= ~np.uint64(0xFFFFFFFF)
    return told


def _lists(keys: Keys, owners: NDArray[np.int32]) -> tuple[Ints, Ints, Ints]:
    """Texts of the short lists, list behind list; the sizes of these lists; and the
    fingerprints of the longer ones."""
    hashes = (keys >> np.uint64(32)).astype(np.uint32)
    at = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    _, times = runs(hashes)
    several = np.repeat(times > 1, times)
    hashes, at = hashes[several], at[several]
    texts = owners[at].astype(np.int64)
    new = heads(hashes)
    once = new | heads(texts)
    counts = np.bincount(np.cumsum(new)[once] - 1) if len(new) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.append(np.flatnonzero(new), len(new)))
    is_long = counts > _LIST
    longer = np.repeat(is_long, sizes)
    wanted = np.repeat((counts > 1) & ~is_long, sizes)
    return texts[wanted & once], counts[(counts > 1) & ~is_long].astype(np.int64), at[longer]


def pairs_inside(texts: Ints, sizes: Ints, groups: Groups | None) -> list[Keys]:
    """All pairs inside each list of texts, list behind list of the given sizes."""
    told = [np.zeros(0, dtype=np.uint64)]
    starts = np.cumsum(sizes) - sizes
    for size in np.unique(sizes).tolist():
        rows = texts[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        step = max(1, _EMITTED // len(one))
        for low in range(0, len(rows), step):
            some = rows[low : low + step]
            told.append(_keys(some[:, one].ravel(), some[:, other].ravel(), groups))
    return told


def _links(keys: Keys, owners: NDArray[np.int32], groups: Groups | None) -> list[Keys]:
    """Of each list that stayed long: every text with the first one and with the one before."""
    texts = owners[(keys & np.uint64(0xFFFFFFFF)).astype(np.int64)].astype(np.int64)
    new = heads((keys >> np.uint64(32)).astype(np.uint32))
    if not len(new):
        return []
    first = texts[np.flatnonzero(new)][np.cumsum(new) - 1]
    one, other = texts[:-1][~new[1:]], texts[1:][~new[1:]]
    hub = first[1:][~new[1:]]
    told = np.concatenate([_keys(hub, other, groups), _keys(one, other, groups)])
    return [told]


def _keys(one: Ints, other: Ints, groups: Groups | None) -> Keys:
    kept = one != other
    if groups is not None:
        kept &= (groups[one] != groups[other]) | (groups[one] < 0)
    return pack(np.minimum(one[kept], other[kept]), np.maximum(one[kept], other[kept]))

"""Few texts are compared each with each, by all runs of three letters: nothing can be missed."""

from __future__ import annotations

import numpy as np

from xuncha.engines.similarity.corpus import Corpus
from xuncha.engines.similarity.meeting import gram_sets
from xuncha.engines.similarity.pairs import Groups
from xuncha.engines.similarity.ragged import Ints

_TEXTS = 3000
_LETTERS = 1_000_000
_SLACK = 0.6
"""Boilerplate may lower the similarity that is asked for and raise the one that is found."""


def is_small(corpus: Corpus) -> bool:
    """Whether each text may be compared with each."""
    return len(corpus) <= _TEXTS and len(corpus.letters) <= _LETTERS


def all_pairs(corpus: Corpus, groups: Groups | None, threshold: float) -> tuple[Ints, Ints]:
    """Pairs that share enough runs of letters to reach the threshold, boilerplate or not."""
    sets = gram_sets(corpus)
    sizes, texts = sets.sizes, len(corpus)
    owners = np.repeat(np.arange(texts), sizes)
    order = np.argsort(sets.keys, kind="stable")
    keys, owners_by_key = sets.keys[order], owners[order]
    begin = np.searchsorted(keys, sets.keys, side="left")
    end = np.searchsorted(keys, sets.keys, side="right")
    firsts, seconds = [], []
    for text in range(texts):
        low, high = int(sets.bounds[text]), int(sets.bounds[text + 1])
        holders = [
            owners_by_key[b:e]
            for b, e in zip(begin[low:high].tolist(), end[low:high].tolist(), strict=True)
            if e > b + 1
        ]
        if not holders:
            continue
        both = np.bincount(np.concatenate(holders), minlength=texts)
        both[: text + 1] = 0
        if groups is not None and groups[text] >= 0:
            both[groups == groups[text]] = 0
        enough = both >= _SLACK * threshold * (sizes[text] + sizes - both)
        found = np.flatnonzero(enough & (both > 0))
        firsts.append(np.full(len(found), text))
        seconds.append(found)
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate([none, *firsts]), np.concatenate([none, *seconds])

"""How much of what was planted a method found, and how much of what it found is right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.similar.build import Corpus
from xuncha.engines.similarity.families import families

WHOLE = ("exact", "swapped", "edited15", "edited30", "reordered")
PARTS = ("part", "measure")


@dataclass(frozen=True, slots=True)
class Score:
    """Recall of planted pairs, by kind and of the members of clusters, and precision of pairs."""

    whole: float
    parts: float
    cluster: float
    precision: float
    by_kind: dict[str, float]
    pairs: int


def score(corpus: Corpus, found: NDArray[np.int64]) -> Score:
    """What pairs, each with the smaller place first, are worth. Right is a pair of one family:
    texts that come, in however many steps, from one another."""
    many = len(corpus.texts)
    keys = np.sort(found[:, 0] * many + found[:, 1])
    hits: dict[str, list[bool]] = {}
    planted = np.array([(one, other) for _, one, other in corpus.planted], dtype=np.int64)
    planted = np.sort(planted.reshape(-1, 2), axis=1)
    hit = np.isin(planted[:, 0] * many + planted[:, 1], keys)
    for (kind, _, _), is_hit in zip(corpus.planted, hit.tolist(), strict=True):
        hits.setdefault(kind, []).append(is_hit)
    chains = [(one[0], other) for one in corpus.clusters for other in one[1:]]
    bonds = np.concatenate([planted, np.array(chains, dtype=np.int64).reshape(-1, 2)])
    family = families(many, bonds[:, 0], bonds[:, 1])
    right = family[found[:, 0]] == family[found[:, 1]]
    by_kind = {kind: sum(own) / len(own) for kind, own in hits.items()}
    return Score(
        _mean(hits, WHOLE), _mean(hits, PARTS), _clustered(corpus, found[right]),
        float(right.mean()) if len(right) else 1.0, by_kind, len(found),
    )  # fmt: skip


def _mean(hits: dict[str, list[bool]], kinds: tuple[str, ...]) -> float:
    told = [one for kind in kinds for one in hits.get(kind, [])]
    return sum(told) / max(1, len(told))


def _clustered(corpus: Corpus, found: NDArray[np.int64]) -> float:
    """The share of members of clusters that hang together with most of their cluster."""
    family = families(len(corpus.texts), found[:, 0], found[:, 1])
    held = total = 0
    for cluster in corpus.clusters:
        _, times = np.unique(family[cluster], return_counts=True)
        held += int(times.max())
        total += len(cluster)
    return held / max(1, total)

"""Pairs that share a rare run: all that share a long enough one, and what long lists come to."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.engines.similarity.candidates import candidates
from xuncha.engines.similarity.corpus import corpus_of
from xuncha.engines.similarity.families import families
from xuncha.engines.similarity.prints import smallest_inside
from xuncha.engines.similarity.rarity import SURE, telling

SIGNS = "".join(map(chr, range(0x5000, 0x5000 + 300)))


def _found(texts: list[str], groups: list[int] | None = None) -> list[tuple[int, int]]:
    corpus = corpus_of(texts)
    own = None if groups is None else np.array(groups, dtype=np.int32)
    first, second = candidates(corpus, telling(corpus), own)
    return list(zip(first.tolist(), second.tolist(), strict=True))


@pytest.mark.parametrize("is_grouped", [False, True])
def test_all_that_share_a_long_enough_passage(is_grouped: bool) -> None:
    rng = random.Random(7)
    passages = ["".join(rng.choices(SIGNS, k=SURE)) for _ in range(60)]
    inside = [set(rng.sample(range(60), 2)) for _ in range(90)]
    texts = [
        "".join(passages[at] + "".join(rng.choices(SIGNS, k=30)) for at in sorted(own))
        for own in inside
    ]
    groups = [at % 9 - 1 for at in range(90)] if is_grouped else None
    expected = [
        (one, other)
        for one, other in combinations(range(90), 2)
        if inside[one] & inside[other]
        and (groups is None or groups[one] != groups[other] or groups[one] < 0)
    ]
    assert len(expected) > 80
    assert _found(texts, groups) == expected


def test_a_template_that_many_filled_in_hangs_together_by_few_pairs() -> None:
    rng = random.Random(3)
    template = ["".join(rng.choices(SIGNS, k=40)) for _ in range(3)]
    texts = ["".join(rng.choices(SIGNS, k=90)) for _ in range(50)]
    texts += ["".join(one + "".join(rng.choices(SIGNS, k=3)) for one in template)
              for _ in range(200)]  # fmt: skip
    first, second = map(np.array, zip(*_found(texts), strict=True))
    heads = families(250, first, second)
    assert heads.tolist() == [*range(50), *[50] * 200]
    assert len(first) < 600


def test_a_stock_phrase_with_the_same_sum_in_it() -> None:
    sums = [str(at) for at in range(3000, 3040)]
    sums[31] = sums[4]
    texts = [f"{SIGNS[at] * 20}本年经费支出共{sum_}元整已入账{SIGNS[at] * 20}"
             for at, sum_ in enumerate(sums)]  # fmt: skip
    assert _found(texts) == [(4, 31)]


RANKS = st.lists(st.integers(1, 9), max_size=12)


@given(st.lists(RANKS, max_size=6), st.integers(1, 5))
def test_the_smallest_of_neighbours_whatever_texts_stand_beside(
    texts: list[list[int]], window: int
) -> None:
    rows = [np.array(one, dtype=np.uint32) for one in [*texts, []]]
    ends = np.cumsum([len(one) for one in rows])
    told = smallest_inside(np.concatenate(rows), window, ends).tolist()
    expected = []
    for own in texts:
        windows = [range(at, at + window) for at in range(len(own) - window + 1)]
        least = {at for some in windows for at in some if own[at] == min(own[i] for i in some)}
        expected += [at in least or len(own) < window for at in range(len(own))]
    assert told == expected

"""Letters around places where texts were met, against counting them one by one; and which of a
text's runs are its fingerprints."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from xuncha.engines.similarity import rarity
from xuncha.engines.similarity.corpus import corpus_of
from xuncha.engines.similarity.extending import Extending, Met
from xuncha.engines.similarity.prints import GRAM
from xuncha.engines.similarity.rarity import RARE, SURE, telling

SHARED = "河道管护责任不落实青石河段堆放垃圾"
LONG = "".join(map(chr, range(0x5000, 0x5000 + 90)))


def _met(rows: list[tuple[int, int, int, int, int]]) -> Met:
    pair, first, second, left, right = (
        np.array(one, dtype=np.int64) for one in zip(*rows, strict=True)
    )
    return Met(pair, first, second, left, right, np.ones(len(rows), dtype=np.bool_))


def test_equal_letters_to_either_side_end_with_the_text() -> None:
    texts = [SHARED, "甲乙" + SHARED + "丙", "丁" + SHARED, LONG, LONG]
    corpus = corpus_of(texts)
    zero, one, two, three, four = corpus.bounds[:5].tolist()
    told = Extending(corpus).stretches(
        _met([
            (0, 0, 1, zero + 4, one + 6),
            (0, 0, 1, zero + 7, one + 9),
            (1, 1, 2, one + 2, two + 1),
            (2, 3, 4, three + 30, four + 30),
            (3, 3, 4, three + 30, four + 40),
        ])
    )  # fmt: skip
    assert told.pair.tolist() == [0, 1, 2, 3]
    assert told.size.tolist() == [len(SHARED), len(SHARED), 64, 0]
    assert (told.left - np.array([zero, one, three, three])).tolist() == [0, 2, 6, 30]
    assert (told.right - np.array([one, two, four, four])).tolist() == [2, 1, 6, 40]


def test_nothing_met_is_nothing_told() -> None:
    none = np.zeros(0, dtype=np.int64)
    met = Met(none, none, none, none, none, none.astype(np.bool_))
    assert not len(Extending(corpus_of(["甲"])).stretches(met).size)


def test_a_shared_passage_shares_a_fingerprint_and_what_stands_once_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rarity, "_LEAST_BITS", 22)  # hardly any strangers in one place
    rng = random.Random(6)
    passages = ["".join(rng.choices(LONG, k=SURE)) for _ in range(60)]
    texts = ["".join(rng.sample(passages, 2)) + "".join(rng.choices(LONG, k=9)) for _ in range(80)]
    corpus = corpus_of(texts)
    prints = telling(corpus)
    runs = [text[at : at + GRAM] for text in texts for at in range(len(text) - GRAM + 1)]
    times = Counter(runs)
    of: list[set[str]] = []
    for at, text in enumerate(texts):
        places = prints.places[prints.bounds[at] : prints.bounds[at + 1]] - corpus.bounds[at]
        of.append({text[place : place + GRAM] for place in places.tolist()})
    alone = sum(times[run] == 1 for own in of for run in own)
    assert alone <= 8 < sum(many == 1 for many in times.values())
    for passage in passages:
        holders = [own for own, text in zip(of, texts, strict=True) if passage in text]
        inside = {passage[at : at + GRAM] for at in range(SURE - GRAM + 1)}
        assert len(holders) < 2 or set.intersection(inside, *holders)
    assert prints.classes is not None
    assert (prints.classes == RARE).any()

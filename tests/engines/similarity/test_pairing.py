"""Which pairs share fingerprints, against counting them one by one."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from xuncha.engines.similarity import pairing
from xuncha.engines.similarity.corpus import corpus_of
from xuncha.engines.similarity.numerals import numerals
from xuncha.engines.similarity.pairing import sharing
from xuncha.engines.similarity.prints import winnowed

PARTS = [
    "河道管护责任不落实青石河",
    "三笔接待费没有公函菜单",
    "仓库账早已停记验收单",
    "村务公开栏半年没有更新",
]


def _texts() -> list[str]:
    rng = random.Random(8)
    return [
        "".join(rng.sample(PARTS, 2)) + "".join(rng.choices("甲乙丙丁戊", k=9)) for _ in range(9)
    ]


@pytest.mark.parametrize("groups", [None, [0, 0, 0, 1, 1, 1, -1, -1, -1]])
def test_short_lists_give_all_their_pairs(groups: list[int] | None) -> None:
    corpus = corpus_of(_texts())
    prints = winnowed(corpus)
    own = [
        set(prints.hashes[int(low) : int(high)].tolist())
        for low, high in zip(prints.bounds[:-1], prints.bounds[1:], strict=True)
    ]
    expected = Counter(
        {
            (one, other): len(own[one] & own[other])
            for one, other in combinations(range(len(own)), 2)
            if own[one] & own[other]
            and (groups is None or groups[one] != groups[other] or groups[one] < 0)
        }
    )
    worths = np.full(len(prints.hashes), 5, dtype=np.uint16)
    told = sharing(
        corpus, prints, None, worths,
        None if groups is None else np.array(groups, dtype=np.int32),
    )  # fmt: skip
    found = zip(told.first.tolist(), told.second.tolist(), strict=True)
    assert dict(zip(found, told.times.tolist(), strict=True)) == dict(expected)
    assert told.worth.tolist() == [5 * times for times in told.times.tolist()]
    assert not told.links.any()


def test_a_long_list_falls_apart_or_gives_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_LIST", 3)
    same = "区里要求的事项逐条对照检查情况如下所列各点请予审阅为盼"
    corpus = corpus_of([f"{same}{sign * 12}" for sign in "甲乙丙丁戊"])
    prints = winnowed(corpus)
    worths = np.full(len(prints.hashes), 2, dtype=np.uint16)
    told = sharing(corpus, prints, None, worths, None)
    linked = set(zip(told.first.tolist(), told.second.tolist(), strict=True))
    assert linked == {(0, other) for other in range(1, 5)} | {(at, at + 1) for at in range(1, 4)}
    assert (told.links > 0).all()
    assert not told.times.any()
    assert (told.worth == 2 * told.links).all()


def test_numbers_as_they_were_written_split_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_LIST", 2)
    texts = [f"经费支出共{sum_}元整已入账" for sum_ in ("871", "302", "871", "455", "618")]
    corpus = corpus_of(texts)
    prints = winnowed(corpus)
    worths = np.zeros(len(prints.hashes), dtype=np.uint16)
    plain = sharing(corpus, prints, None, worths, None)
    told = sharing(corpus, prints, numerals(corpus), worths, None)
    assert not plain.times.any()
    assert [pair for pair, times in zip(
        zip(told.first.tolist(), told.second.tolist(), strict=True), told.times.tolist(),
        strict=True) if times] == [(0, 2)]  # fmt: skip


def test_many_fingerprints_are_met_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_LIST", 3)
    corpus = corpus_of(_texts() * 2 + _texts()[:1] * 3)
    prints = winnowed(corpus)
    worths = np.arange(len(prints.hashes)).astype(np.uint16)
    whole = sharing(corpus, prints, None, worths, None)
    monkeypatch.setattr(pairing, "_PART_BITS", 4)
    parts = sharing(corpus, prints, None, worths, None)
    for name in ("first", "second", "times", "worth", "links"):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist()
    assert whole.times.any()
    assert whole.links.any()

"""Which pairs share fingerprints, against counting them one by one."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from xuncha.engines.similarity import pairing
from xuncha.engines.similarity.corpus import corpus_of
from xuncha.engines.similarity.pairing import Sharing, sharing
from xuncha.engines.similarity.prints import GRAM, winnowed
from xuncha.engines.similarity.rarity import telling

PARTS = [
    "河道管护责任不落实青石河",
    "三笔接待费没有公函菜单",
    "仓库账早已停记验收单",
    "村务公开栏半年没有更新",
]


def _all(found: Sharing) -> NDArray[np.bool_]:
    return np.ones(len(found.first), dtype=np.bool_)


def _texts() -> list[str]:
    rng = random.Random(8)
    return [
        "".join(rng.sample(PARTS, 2)) + "".join(rng.choices("甲乙丙丁戊", k=9)) for _ in range(9)
    ]


@pytest.mark.parametrize("groups", [None, [0, 0, 0, 1, 1, 1, -1, -1, -1]])
def test_short_lists_give_all_their_pairs(groups: list[int] | None) -> None:
    corpus = corpus_of(_texts())
    prints = winnowed(corpus)
    sets = [
        set(prints.hashes[int(low) : int(high)].tolist())
        for low, high in zip(prints.bounds[:-1], prints.bounds[1:], strict=True)
    ]
    expected = Counter(
        {
            (one, other): len(sets[one] & sets[other])
            for one, other in combinations(range(len(sets)), 2)
            if sets[one] & sets[other]
            and (groups is None or groups[one] != groups[other] or groups[one] < 0)
        }
    )
    own = None if groups is None else np.array(groups, dtype=np.int32)
    told = sharing(corpus, prints, own, _all)
    found = zip(told.first.tolist(), told.second.tolist(), strict=True)
    assert dict(zip(found, told.times.tolist(), strict=True)) == dict(expected)
    assert not told.links.any()


def test_a_long_list_falls_apart_or_gives_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_LIST", 3)
    same = "区里要求的事项逐条对照检查情况如下所列各点请予审阅为盼"
    corpus = corpus_of([f"{same}{sign * 12}" for sign in "甲乙丙丁戊"])
    prints = winnowed(corpus, GRAM, 1)
    told = sharing(corpus, prints, None, _all)
    linked = set(zip(told.first.tolist(), told.second.tolist(), strict=True))
    assert linked == {(0, other) for other in range(1, 5)} | {(at, at + 1) for at in range(1, 4)}
    assert (told.links > 0).all()
    assert not told.times.any()


def test_numbers_as_they_were_written_split_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_LIST", 2)
    texts = [f"经费支出共{sum_}元整已入账" for sum_ in ("871", "302", "871", "455", "618")]
    corpus = corpus_of(texts)
    prints = telling(corpus)
    plain = sharing(corpus, replace(prints, figured=None), None, _all)
    told = sharing(corpus, prints, None, _all)
    assert not plain.times.any()
    assert [pair for pair, times in zip(
        zip(told.first.tolist(), told.second.tolist(), strict=True), told.times.tolist(),
        strict=True) if times] == [(0, 2)]  # fmt: skip


def test_many_fingerprints_are_met_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_LIST", 3)
    corpus = corpus_of(_texts() * 2 + _texts()[:1] * 3)
    prints = winnowed(corpus)
    whole = sharing(corpus, prints, None, _all)
    monkeypatch.setattr(pairing, "_BLOCK", 7)
    parts = sharing(corpus, prints, None, _all)
    for name in ("first", "second", "times", "links", "worth"):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist()
    assert whole.times.any()
    assert whole.links.any()
    some = sharing(corpus, prints, None, lambda found: found.times > 1)
    assert some.first.tolist() == whole.first[whole.times > 1].tolist()

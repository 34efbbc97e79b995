"""Who copied whom: what is reported, what is not, and where the marks stand."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.similarity.slow import jaccard
from xuncha.engines.similarity import fold
from xuncha.engines.similarity.copies import copies
from xuncha.engines.similarity.corpus import corpus_of
from xuncha.engines.similarity.judging import Options
from xuncha.engines.similarity.lines import Lines, pair_lines

SOURCE = (
    "区水利局河道管护责任不落实，青石河段堆放垃圾两年无人清理，2023年支付清淤款18.6万元未见验收单，"
    "经办人说票据存放在旧办公楼，实地没有看到。"
)
OTHERS = [
    "公务接待审批不严，三笔接待费没有公函，陪餐人数超出客人一倍，菜单和发票对不上。",
    "村务公开栏半年没有更新，低保名单只贴了一天，群众问起来无人答得出。",
    "食堂采购由一人经手，验收单上的签名和领用人不是同一个人，仓库账早已停记。",
    "专项资金拨到镇里以后沉睡十个月，项目选址换了三次，至今没有开工。",
    "档案室漏雨，九十年代的地籍图发霉粘连，移交清单缺页，找不到当年的经办人。",
    "编外人员工资从工会经费列支，劳务合同过期未续，考勤表全部由一人补签。",
    "公车加油卡交由司机保管，周末连续加油，里程登记簿空白了四个月。",
]
STOCK = "学习贯彻上级决策部署不够深入，结合本单位实际研究不多，压力传导层层递减。"


def told(
    texts: Sequence[str], groups: list[int] | None = None, options: Options | None = None
) -> list[dict[str, Any]]:
    """Pairs as the command tells them; names are the places of the texts."""
    corpus = corpus_of(texts)
    lines = Lines(list(range(len(texts))), [], corpus)
    own = np.array(groups, dtype=np.int32) if groups is not None else None
    found = "".join(pair_lines(copies(corpus, own, options), lines, lines))
    return [json.loads(one) for one in found.splitlines()]


def marked(texts: Sequence[str], pair: dict[str, Any]) -> tuple[list[str], list[str]]:
    one, other = texts[pair["a"]], texts[pair["b"]]
    return (
        [one[begin:end] for begin, end in pair["spans_a"]],
        [other[begin:end] for begin, end in pair["spans_b"]],
    )


def test_the_same_words_with_other_signs_widths_and_sums() -> None:
    other = SOURCE.replace("18.6", "３，２００").replace("，", "；").replace("2023", "２０２１")
    texts = [OTHERS[0], other, *OTHERS[1:], SOURCE]
    (pair,) = told(texts)

    assert (pair["a"], pair["b"], pair["similarity"]) == (1, len(texts) - 1, 1.0)
    assert marked(texts, pair) == ([other.rstrip("。")], [SOURCE.rstrip("。")])


def test_another_units_name_a_part_and_another_order_are_found() -> None:
    sentences = SOURCE.split("，")
    texts = [
        *OTHERS,
        SOURCE,
        SOURCE.replace("区水利局", "青山镇人民政府"),
        "，".join([*sentences[3:], *sentences[:3]]),
        "信访件办理超期，" + SOURCE[20:60] + "。答复意见没有送达本人，回访记录是后来补的。",
    ]
    pairs = {(one["a"], one["b"]): one for one in told(texts)}

    assert set(pairs) >= {(7, 8), (7, 9), (7, 10), (8, 9), (8, 10)}
    assert all(a >= 7 for a, _ in pairs)
    assert pairs[7, 8]["similarity"] >= 0.8
    assert "".join(marked(texts, pairs[7, 10])[0]) == SOURCE[20:60]
    assert pairs[7, 10]["similarity"] < 0.5
    assert [one["similarity"] for one in pairs.values()] == sorted(
        (one["similarity"] for one in pairs.values()), reverse=True
    )
    whole = told(texts, options=Options(parts=False))
    assert whole
    assert all(one["similarity"] >= 0.8 for one in whole)


def test_what_everybody_writes_makes_nobody_a_copy() -> None:
    texts = [one + STOCK + STOCK[:20] for one in OTHERS] + [STOCK + "另有其事"]
    texts += [f"{STOCK}{word}方面的意见已经收到" for word in ("水务", "林业", "教育", "卫生")]
    assert [one for one in told(texts[:8]) if one["similarity"] >= 0.8] == []
    copied = [*texts[:8], OTHERS[2] + STOCK]
    assert next((one["a"], one["b"]) for one in told(copied)) == (2, 8)


def test_stock_phrases_in_their_usual_order_make_nobody_a_copy() -> None:
    heads = ("贯彻决策部署", "履行主体责任", "推进作风建设", "执行民主集中制", "服务群众")
    tails = (
        "不够深入，结合本单位实际研究不多", "存在上热中温下冷现象，压力层层递减",
        "重部署轻落实，跟踪问效不足", "标准不高，满足于一般性号召",
        "思想认识有偏差，主动作为意识不强", "制度建设滞后，刚性约束不够",
    )  # fmt: skip
    stock = [f"{head}{tail}。" for head in heads for tail in tails]
    rng = random.Random(1)
    signs = [chr(0x4E00 + at * 7) for at in range(900)]
    some = [sorted(rng.sample(range(30), 5)) for _ in range(250)]
    some += [[at, at + 7, at + 12, at + 16, at + 20] for at in range(9) for _ in range(2)]
    texts = ["".join(rng.choices(signs, k=40)) + "".join(stock[at] for at in own) for own in some]
    texts.append(f"另有一事：{texts[7][:34]}，已经问过。")
    assert [(one["a"], one["b"]) for one in told(texts)] == [(7, len(texts) - 1)]


def test_a_template_that_many_filled_in_comes_out_whole() -> None:
    rng = random.Random(2)
    names = ["".join(rng.choices("清白青石柳松竹梅桃杏南北", k=3)) + "镇" for _ in range(40)]
    texts = [SOURCE.replace("区水利局", one) for one in dict.fromkeys(names)]
    many = len(texts)
    texts += OTHERS * 1 + [f"{one}（{at}号文）" for at, one in enumerate(OTHERS)]
    found = {(one["a"], one["b"]) for one in told(texts)}
    assert sum(a < many and b < many for a, b in found) == many * (many - 1) // 2


def test_fingerprints_find_what_comparing_each_with_each_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(5)
    texts = ["".join(rng.choices("".join(OTHERS), k=rng.randint(30, 120))) for _ in range(300)]
    for source in rng.sample(texts, 60):
        at = rng.randrange(len(source) - 4)
        texts.append(source[:at] + "甲乙" + source[at + 2 :])
        texts.append("另有一事：" + source[: len(source) // 2] + rng.choice(OTHERS)[:20])
    each = {(one["a"], one["b"]): one for one in told(texts)}
    monkeypatch.setattr("xuncha.engines.similarity.copies.is_small", lambda _corpus: False)
    found = {(one["a"], one["b"]): one for one in told(texts)}
    assert len(each) >= 100
    assert len(found.keys() ^ each.keys()) < 0.05 * len(each)  # a part of twenty-odd letters or so
    assert found.keys() >= {one for one, pair in each.items() if pair["similarity"] >= 0.4}
    assert all(found[one] == each[one] for one in found.keys() & each.keys())


def test_groups_keep_their_pairs_to_themselves() -> None:
    texts = [SOURCE, SOURCE, SOURCE + "特此报告", *OTHERS]
    groups = [0, 0, 1, *(-1 for _ in OTHERS)]
    assert [(one["a"], one["b"]) for one in told(texts, groups)] == [(0, 2), (1, 2)]
    within = told(texts, groups, Options(within=True))
    assert [(one["a"], one["b"]) for one in within] == [(0, 1), (0, 2), (1, 2)]
    assert len(told(texts, [-1] * len(texts))) == 3


def test_odd_texts() -> None:
    texts = [
        "",
        "，。",
        "好",
        "好",
        "12",
        "35",
        "😀",
        "𠮷野家",
        "𠮷野家！",
        "一票否决",
        "一票否决制",
    ]
    assert [(one["a"], one["b"]) for one in told(texts)] == [(7, 8), (2, 3)]
    assert told([]) == []
    assert told([SOURCE]) == []
    assert [one["spans_a"] for one in told(["", SOURCE, SOURCE])] == [[[0, len(SOURCE) - 1]]]


def test_many_equal_texts_do_not_explode() -> None:
    found = told(["已完成整改并长期坚持，建立了台账制度。"] * 1000)
    assert len(found) == 999
    assert {one["a"] for one in found} == {0}


def test_a_long_text_and_a_sentence_of_it() -> None:
    rng = random.Random(3)
    signs = [chr(0x4E00 + at) for at in range(2500)]
    long = "".join(rng.choices(signs, k=300_000))
    texts = [
        long,
        long[1000:1080],
        long[:150_000] + "".join(rng.choices(signs, k=50_000)),
        "的" * 90_000,
    ]
    begun = time.process_time()
    pairs = {(one["a"], one["b"]): one for one in told(texts)}
    assert time.process_time() - begun < 10
    assert set(pairs) == {(0, 1), (0, 2), (1, 2)}
    assert pairs[0, 1]["spans_a"] == [[1000, 1080]]
    assert pairs[0, 2]["spans_b"][0] == [0, 150_000]


PIECES = ["河道管护", "不落实", "三笔", "接待费", "12", "，", "未入账", "甲", "𠮷"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(st.lists(WORDS, min_size=2, max_size=6), st.sampled_from([0.3, 0.5, 0.8, 1.0]))
@settings(max_examples=120, deadline=None)
def test_against_the_slow_way(texts: list[str], threshold: float) -> None:
    found = {(one["a"], one["b"]): one for one in told(texts, options=Options(threshold))}
    for a in range(len(texts)):
        for b in range(a + 1, len(texts)):
            expected = jaccard(texts[a], texts[b])
            says = fold(texts[a]).letters.strip("0")
            if expected >= threshold and says:
                assert (a, b) in found, (texts[a], texts[b])
            if (a, b) in found:
                assert abs(found[a, b]["similarity"] - expected) < 6e-5
                _check_spans(texts, found[a, b])


def _check_spans(texts: Sequence[str], pair: dict[str, Any]) -> None:
    lefts, rights = marked(texts, pair)
    assert [fold(one).letters for one in lefts] == [fold(one).letters for one in rights]
    for side, name in ((pair["spans_a"], "a"), (pair["spans_b"], "b")):
        last = 0
        for begin, end in sorted(side):
            assert last <= begin < end <= len(texts[pair[name]])
            last = end


CHANGES = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(PIECES)), max_size=4)


@given(
    st.lists(st.sampled_from([*PIECES, "35"]), min_size=6, max_size=13),
    st.lists(CHANGES, min_size=2, max_size=7),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_in_any_order_it_is_the_same(
    pieces: list[str], changes: list[list[tuple[int, str]]], rng: random.Random
) -> None:
    texts = []
    for some in changes:  # copies of one text, each a little changed
        own = list(pieces)
        for at, piece in some:
            own[at % len(own) : at % len(own) + at % 2] = [piece]
        texts.append("".join(own))
    order = rng.sample(range(len(texts)), len(texts))
    found = {(one["a"], one["b"]): one["similarity"] for one in told(texts)}
    other = {
        (min(pair), max(pair)): one["similarity"]
        for one in told([texts[at] for at in order])
        for pair in [(order[one["a"]], order[one["b"]])]
    }
    assert found == other

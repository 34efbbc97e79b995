"""Nearest texts: width, digits and punctuation don't count; boilerplate hardly does."""

from __future__ import annotations

import random
import time

from xuncha.engines.similarity import Entry, Library, fold, nearest

PHRASE = "党组织落实全面从严治党主体责任不到位，压力传导层层递减，"
TEXTS = [
    "专项资金支出缓慢，2024年结余资金48万元未盘活",
    "公务接待审批不严，3笔接待费无公函报销，涉及金额12600元",
    "河道管护责任不落实，青石河段堆放垃圾长期无人清理",
    "固定资产账实不符，28件设备没有登记入账",
]


def _library(texts: list[str]) -> Library:
    return Library(Entry(number, text) for number, text in enumerate(texts, 1))


def test_the_same_words_with_other_numbers_and_signs_are_the_same() -> None:
    found = nearest(
        _library(TEXTS), "公务接待审批不严;１７笔接待费无公函报销, 涉及金额8,730.50元", k=1
    )
    assert (found[0].key, found[0].score) == (2, 1.0)


def test_a_new_wording_of_an_old_matter_is_found_and_marked() -> None:
    asked = "抽查发现4笔接待费无公函报销"
    found = nearest(_library(TEXTS), asked, k=3)
    assert found[0].key == 2
    assert 0.3 < found[0].score < 1
    assert [TEXTS[1][start:end] for start, end in found[0].spans] == ["3笔接待费无公函报销"]
    assert [asked[start:end] for start, end in found[0].own] == ["4笔接待费无公函报销"]


def test_what_everybody_writes_brings_nobody_near() -> None:
    texts = [PHRASE + one for one in TEXTS] + [PHRASE + f"第{word}项" for word in "甲乙丙丁戊己"]
    found = nearest(_library(texts), PHRASE + "食堂台账缺失，采购没有验收", k=3)
    assert all(one.score < 0.3 for one in found)
    again = nearest(_library(texts), PHRASE + "固定资产账实不符，5件设备没有登记", k=1)
    assert again[0].key == 4


def test_nothing_in_common_and_nothing_at_all() -> None:
    assert nearest(_library(TEXTS), "党员发展程序缺政审材料") == []
    assert nearest(_library(TEXTS), "，。") == []
    assert nearest(Library([]), "接待费") == []


def test_places_are_those_of_the_text_as_it_stands() -> None:
    folded = fold("共 １２，３００．５ 元（A类）")
    assert folded.letters == "共0元a类"
    text = "共 １２，３００．５ 元（A类）"
    assert [text[s:e] for s, e in zip(folded.starts, folded.ends, strict=True)] == [
        "共", "１２，３００．５", "元", "A", "类",
    ]  # fmt: skip


def test_the_answer_does_not_depend_on_the_order_of_the_library() -> None:
    entries = [Entry(number, text) for number, text in enumerate(TEXTS * 3, 1)]
    first = nearest(Library(entries), TEXTS[0], k=5)
    random.Random(1).shuffle(entries)
    assert nearest(Library(entries), TEXTS[0], k=5) == first
    assert [one.key for one in first[:3]] == [1, 5, 9]


def test_three_thousand_texts_are_asked_in_no_time() -> None:
    rng = random.Random(7)
    signs = [chr(0x4E00 + n) for n in range(1200)]
    texts = ["".join(rng.choices(signs, k=60)) for _ in range(3000)]
    library = _library(texts)
    begun = time.perf_counter()
    for text in texts[:20]:
        assert nearest(library, text[:40])[0].score > 0.5
    assert time.perf_counter() - begun < 2

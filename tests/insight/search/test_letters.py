"""Texts as search sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.insight.search.letters import folded, letters_of, spans_of
from xuncha.insight.search.query import words_in
from xuncha.insight.search.showing import passages
from xuncha.insight.search.sounds import sounds_of
from xuncha.insight.search.terms import Terms


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("２０２４年，结余 48万元。", "2024年结余48万元"),
        ("共计1,200.50元.", "共计1200.50元"),
        ("Ａ\uff22c-１２", "abc12"),
        ("\U00020bb7野家", "\U00020bb7野家"),
        ("。 、", ""),
    ],
)
def test_width_case_and_punctuation_do_not_count(text: str, letters: str) -> None:
    assert letters_of(text) == letters


@given(st.text(alphabet=st.sampled_from("年月0５.．，a Ａ款㎡①\U00020bb7\n")))
def test_letters_with_places_are_the_same_letters(text: str) -> None:
    told = folded(text)
    assert told.letters == letters_of(text)
    assert len(told.at) == len(told.letters)
    for one, at in zip(told.letters, told.at, strict=True):
        assert one == "." or letters_of(text[at]) == one
    assert told.at == sorted(set(told.at))


def test_marks_lie_on_the_text_as_it_was_written() -> None:
    text = "专项资金 结余４８万元，未盘活"
    spans = spans_of(folded(text), letters_of("资金结余48万"))
    assert [text[start:end] for start, end in spans] == ["资金 结余４８万"]


def test_words_and_quotations() -> None:
    assert words_in("接待费  “没有公函” 2024年") == ["没有公函", "接待费", "2024年"]
    assert words_in("，。 ") == []
    assert len(words_in(" ".join(f"词{n}" for n in range(30)))) == 8


def test_a_name_sounds_by_its_initials_and_its_spelling() -> None:
    assert sounds_of("清源区水务局") == ["qyqswj", "qingyuanqushuiwuju"]


def test_terms_tell_nothing_and_depend_on_the_key() -> None:
    one, other = Terms(b"1" * 32), Terms(b"2" * 32)
    told = one.running(["公务接待", "费"])
    assert "公" not in told
    assert len(told.split()) == 3
    assert one.phrase("公务") != other.phrase("公务")
    assert one.phrase("qy") != one.sound("qy")


def test_no_phrase_goes_from_one_part_into_the_next() -> None:
    told = Terms(b"1" * 32).running(["公务接待", "费用"]).split()
    assert told.count("-") == 1
    assert told[3] == "-"


def test_a_passage_shows_the_place_and_no_more() -> None:
    text = "甲" * 300 + "公务接待\r\n没有公函" + "乙" * 300
    (one,) = passages([text], ["接待没有"])
    assert len(one.text) < 120
    assert one.text.startswith("…")
    assert [one.text[start:end] for start, end in one.spans] == ["接待  没有"]


@pytest.mark.parametrize("before", [0, 5, 990, 998, 1000, 1300, 2400, 5000])
def test_a_passage_far_inside_a_long_text_is_found_and_marked(before: int) -> None:
    text = (
        "甲，" * (before // 2) + "公务 接待，没有公函" + "。乙" * 900 + "另附12.5万元" + "丙" * 50
    )
    (one,) = passages([text], ["接待没有", "12.5万"])
    assert [one.text[start:end] for start, end in one.spans] == ["接待，没有"]
    first, second = passages([text, "补缴12.5万元"], ["接待没有", "补缴"])
    assert [second.text[start:end] for start, end in second.spans] == ["补缴"]
    assert first.text == one.text

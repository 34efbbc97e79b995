"""Marks lie where the offsets say, counted in characters; no text becomes markup."""

from __future__ import annotations

import re

import pytest
from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from xuncha.web.ui.marking import Span, marked

RARE = "𠮷家𣲗村台账缺页"


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([], "𠮷家𣲗村台账缺页"),
        ([(0, 1)], "<mark>𠮷</mark>家𣲗村台账缺页"),
        ([(2, 4)], "𠮷家<mark>𣲗村</mark>台账缺页"),
        ([(0, 8)], "<mark>𠮷家𣲗村台账缺页</mark>"),
        ([(4, 4)], "𠮷家𣲗村台账缺页"),
        ([(5, 2)], "𠮷家𣲗村台账缺页"),
        ([(-3, 1), (7, 99)], "<mark>𠮷</mark>家𣲗村台账缺<mark>页</mark>"),
        ([(50, 60)], "𠮷家𣲗村台账缺页"),
        ([(0, 2), (2, 3)], "<mark>𠮷家𣲗</mark>村台账缺页"),
        ([(3, 6), (0, 4)], "<mark>𠮷家𣲗村台账</mark>缺页"),
        ([(0, 6), (2, 3)], "<mark>𠮷家𣲗村台账</mark>缺页"),
        ([(0, 2), (0, 2)], "<mark>𠮷家</mark>𣲗村台账缺页"),
    ],
)
def test_spans_count_characters_beyond_the_basic_plane_as_one(
    spans: list[Span], wanted: str
) -> None:
    assert marked(RARE, spans) == wanted


def test_spans_come_from_json_as_lists() -> None:
    assert marked("台账缺页", [[2, 4]]) == "台账<mark>缺页</mark>"  # type: ignore[list-item]


def test_classes_that_lie_over_each_other_are_all_named() -> None:
    assert marked("一二三四五六", [(0, 4, "a"), (2, 6, "b")]) == (
        '<mark class="a">一二</mark><mark class="a b">三四</mark><mark class="b">五六</mark>'
    )
    assert marked("一二三四五六", [(0, 6), (2, 4, "inner")]) == (
        '<mark>一二</mark><mark class="inner">三四</mark><mark>五六</mark>'
    )
    assert marked("一二三", [(0, 2, "a"), (2, 3, "a")]) == '<mark class="a">一二三</mark>'


def test_neither_text_nor_class_becomes_markup() -> None:
    text = "<script>alert(1)</script>&amp;“引号”\"'"
    assert marked(text, [(0, 8)]) == f"<mark>{escape(text[:8])}</mark>{escape(text[8:])}"
    assert "<script" not in marked(text, [(i, i + 3) for i in range(0, len(text), 2)])
    assert marked("甲", [(0, 1, '"><b onclick=x>')]) == (
        '<mark class="&quot;&gt;&lt;b onclick=x&gt;">甲</mark>'
    )


def test_a_text_that_calls_itself_safe_is_not_believed() -> None:
    assert "<b>" not in marked(SafeString("<b>甲</b>"), [(0, 3)])


@given(
    st.text(alphabet=st.sampled_from("甲乙𠮷𣲗<>&\"' \n"), max_size=30),
    st.lists(
        st.tuples(st.integers(-5, 40), st.integers(-5, 40), st.sampled_from(["", "a", "b"])),
        max_size=8,
    ),
)
def test_no_character_is_lost_or_marked_beside_its_span(text: str, spans: list[Span]) -> None:
    shown = marked(text, spans)
    assert re.sub(r"</?mark[^>]*>", "", shown) == escape(text)
    wanted = {at for start, end, *_ in spans for at in range(max(0, start), min(len(text), end))}
    at, found = 0, set()
    for part in re.split(r"(<mark[^>]*>.*?</mark>)", shown, flags=re.S):
        plain = re.sub(r"</?mark[^>]*>", "", part)
        length = len(re.sub(r"&(?:lt|gt|amp|quot|#x27);", "x", plain))
        if part.startswith("<mark"):
            found |= set(range(at, at + length))
        at += length
    assert found == wanted

"""Numbers as they were written: marks of them, and what they say about a stretch."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xuncha.engines.similarity.corpus import corpus_of, take
from xuncha.engines.similarity.numerals import numerals, same_numbers

FIGURES = st.lists(st.from_regex(r"[0-9]{1,6}", fullmatch=True), min_size=1, max_size=8)


@given(FIGURES)
def test_the_same_digits_have_the_same_mark(figures: list[str]) -> None:
    corpus = corpus_of(["支出" + "元和".join(figures) + "元"])
    marks = corpus.values.tolist()
    assert len(marks) == len(figures)
    for one, mark in zip(figures, marks, strict=True):
        for other, another in zip(figures, marks, strict=True):
            assert (one == other) == (mark == another)


def test_width_commas_and_points_make_no_other_number() -> None:
    texts = ["付12,300.5元", "付１２３００．５元", "付123005元", "付12300元"]
    marks = corpus_of(texts).values.tolist()
    assert marks[0] == marks[1] == marks[2] != marks[3]
    assert take(corpus_of(texts), np.array([3, 0])).values.tolist() == [marks[3], marks[0]]


def test_other_numbers_inside_a_stretch_are_told_from_those_cut_off() -> None:
    one, other = "2019年付款3笔共18.6万元给王某7", "019年付款3笔共20万元给王某75"
    corpus = corpus_of([one, other, *(f"{at}年{at}笔{at}万元" for at in range(1, 40))])
    size = int(corpus.sizes[0])
    assert size == corpus.sizes[1] == len(re.sub(r"[\d.]+", "0", one))
    told = same_numbers(
        numerals(corpus), np.zeros(1, dtype=np.int64), corpus.bounds[1:2], np.array([size])
    )
    assert told.others.tolist() == [1]  # 18.6, not the year and the 7 at the ends
    assert told.letters.tolist() == [0]
    assert told.bits[0] > 3  # three payments

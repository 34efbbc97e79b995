"""Many texts at once are folded exactly as one text is."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.engines.similarity import fold
from xuncha.engines.similarity.alphabet import Alphabet
from xuncha.engines.similarity.corpus import Folding, behind, corpus_of

SIGNS = "甲乙aA12３,， 。.㎡\0零①½😀𠮷⒈\ud800"


def _same(texts: list[str]) -> None:
    corpus = corpus_of(texts)
    letters: dict[int, str] = {}
    for at, text in enumerate(texts):
        own = slice(int(corpus.bounds[at]), int(corpus.bounds[at + 1]))
        folded = fold(text)
        assert tuple(corpus.where.starts[own].tolist()) == folded.starts
        assert tuple(corpus.where.ends[own].tolist()) == folded.ends
        for number, letter in zip(corpus.letters[own].tolist(), folded.letters, strict=True):
            assert letters.setdefault(number, letter) == letter
    assert len(set(letters.values())) == len(letters)


@given(st.lists(st.text(st.sampled_from(SIGNS) | st.characters(), max_size=14), max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_texts(texts: list[str]) -> None:
    _same(texts)


def test_each_sign_of_the_first_plane_between_numbers_and_letters() -> None:
    codes = [code for code in range(0x10000) if code % 7 == 3 or 0x2000 <= code < 0x3400]
    _same([f"1{chr(code)}2,{chr(code)}3 甲{chr(code)}5" for code in codes])


def test_batches_and_two_corpora_number_letters_alike() -> None:
    rng = random.Random(4)
    texts = ["".join(rng.choices(SIGNS, k=rng.randrange(9))) for _ in range(9000)]
    folding = Folding()
    for text in texts:
        folding.add(text)
    one, later = folding.corpus(), folding.afresh()
    for text in texts[:50]:
        later.add(text)
    both = behind(one, later.corpus())

    assert len(both) == 9050
    ends = both.bounds[9000], both.bounds[9050]
    assert both.letters[slice(*ends)].tolist() == one.letters[: one.bounds[50]].tolist()
    _same(texts[8000:])


def test_nothing_at_all() -> None:
    assert len(corpus_of([])) == 0
    assert len(corpus_of([""]).letters) == 0


def test_more_letters_than_two_bytes_hold() -> None:
    alphabet = Alphabet(numbers={f"{at} ": at for at in range(4, 0xFFFD)})
    folding = Folding(alphabet)
    texts = ["甲乙1", "丙丁，戊2㎡", "甲己2"]
    for text in texts:
        folding.add(text)
        folding._fold()
    corpus = folding.corpus()
    letters = [fold(text).letters for text in texts]
    told = dict(zip("".join(letters), corpus.letters.tolist(), strict=False))
    assert corpus.letters.dtype == np.uint32
    assert corpus.letters.tolist() == [told[sign] for sign in "".join(letters)]
    assert len(set(told.values())) == len(told)
    assert corpus.sizes.tolist() == [len(one) for one in letters]

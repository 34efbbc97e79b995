"""Shares on paper: enough of them give the key back, fewer tell nothing, a slip shows."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.foundation.seals import shares
from xuncha.kernel.errors import Invalid


@settings(max_examples=40)
@given(st.binary(min_size=32, max_size=32), st.integers(2, 4), st.integers(0, 2))
def test_any_that_are_enough_give_it_back(secret: bytes, need: int, more: int) -> None:
    made = shares.split(secret, need=need, total=need + more)
    for chosen in itertools.combinations(made, need):
        assert shares.join(chosen) == secret


def test_every_product_has_its_inverse() -> None:
    assert all(shares._times(one, shares._inverse(one)) == 1 for one in range(1, 256))
    assert {shares._times(3, one) for one in range(256)} == set(range(256))


def test_one_share_says_nothing() -> None:
    """Whatever the secret's byte is, some second share makes it so: each byte is as likely."""
    first = shares.Share(1, 2, b"\x2a")
    told = {shares.join([first, shares.Share(2, 2, bytes([one]))]) for one in range(256)}
    assert len(told) == 256


def test_too_few_or_of_another_kind_are_refused() -> None:
    made = shares.split(bytes(32), need=2, total=3)
    for wrong in ([], made[:1], [made[0], made[0]], [made[0], shares.Share(2, 2, b"x")]):
        with pytest.raises(Invalid):
            shares.join(wrong)
    for need, total in ((1, 2), (3, 2), (2, 10)):
        with pytest.raises(Invalid):
            shares.split(bytes(32), need=need, total=total)


def test_paper_and_back_however_it_is_typed() -> None:
    made = shares.split(bytes(range(32)), need=2, total=2)[1]
    paper = shares.to_paper(made)
    assert shares.from_paper(paper) == made
    assert shares.from_paper(paper.lower().replace("-", " ").replace("0", "o")) == made
    assert len(set(paper) - set("-0123456789ABCDEFGHJKMNPQRSTVWXYZ")) == 0


def test_every_slip_of_one_character_shows() -> None:
    paper = shares.to_paper(shares.split(bytes(range(32)), need=2, total=2)[0])
    for at, one in enumerate(paper):
        if one == "-":
            continue
        with pytest.raises(Invalid):
            shares.from_paper(paper[:at] + ("7" if one != "7" else "8") + paper[at + 1 :])
    for wrong in ("", "AB", paper[:-3]):
        with pytest.raises(Invalid):
            shares.from_paper(wrong)


def test_check_words_are_words_and_differ() -> None:
    assert len(set(shares._FIRST)) == len(set(shares._SECOND)) == 16
    told = {shares.check_words(bytes([one])) for one in range(200)}
    assert len(told) == 200
    assert all(len(one) == 8 for one in told)

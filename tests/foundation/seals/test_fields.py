"""A sealed text opens at its own place, with its own key, whole; and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.foundation.seals import fields, keys
from xuncha.kernel.errors import Unavailable

PLACE = "letters.letter:7:source"


@given(secret=st.binary(max_size=200), place=st.text(min_size=1, max_size=40))
def test_what_is_sealed_opens_again(secret: bytes, place: str) -> None:
    sealed = fields.seal(secret, place=place)
    assert fields.is_sealed(sealed)
    assert sealed.isascii()
    assert fields.unseal(sealed, place=place) == secret


def test_the_same_secret_never_looks_the_same() -> None:
    assert len({fields.seal(b"one", place=PLACE) for _ in range(50)}) == 50


def test_the_secret_stands_nowhere_in_the_text() -> None:
    assert "secret" not in fields.seal(b"secret", place=PLACE)


@pytest.mark.parametrize("at", [3, 10, 30, 45, -1])
def test_a_changed_text_opens_nothing(at: int) -> None:
    sealed = fields.seal(b"a" * 21, place=PLACE)
    other = "B" if sealed[at] != "B" else "C"
    where = at % len(sealed)
    with pytest.raises(Unavailable):
        fields.unseal(sealed[:where] + other + sealed[where + 1 :], place=PLACE)


@pytest.mark.parametrize(
    "text", ["", "x1.", "x1.AAAA", "x1.!!!", "3132333435", "x2." + "A" * 80, "x1." + "A" * 80, "密"]
)
def test_what_is_not_ours_opens_nothing(text: str) -> None:
    with pytest.raises(Unavailable):
        fields.unseal(text, place=PLACE)


def test_it_opens_nothing_at_another_place() -> None:
    sealed = fields.seal(b"one", place=PLACE)
    with pytest.raises(Unavailable):
        fields.unseal(sealed, place="letters.letter:8:source")


def test_an_older_key_still_opens_what_it_sealed(home: Path) -> None:
    sealed = fields.seal(b"one", place=PLACE)
    now, old = home / "keys" / "files.key", home / "keys" / "files-2025.key"
    now.rename(old)
    try:
        keys.make()
        assert fields.unseal(sealed, place=PLACE) == b"one"
        aside = old.rename(old.with_suffix(".gone"))
        with pytest.raises(Unavailable, match="密钥"):
            fields.unseal(sealed, place=PLACE)
        aside.rename(old)
    finally:
        old.replace(now)

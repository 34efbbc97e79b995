"""Keys of persons: what one locks, wraps and seals opens for nobody else."""

from __future__ import annotations

import pytest

from xuncha.foundation.seals import boxes
from xuncha.kernel.errors import Invalid, Unavailable


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "WORK", 16)


def test_a_lock_opens_with_its_passphrase_only() -> None:
    pair = boxes.make_pair()
    locked = boxes.lock(pair.private, "清源封存口令一二三")
    assert boxes.unlock(locked, "清源封存口令一二三") == pair.private
    with pytest.raises(Invalid):
        boxes.unlock(locked, "清源封存口令一二")
    assert "private" not in repr(pair)


def test_a_wrap_opens_for_its_holder_and_its_context_only() -> None:
    one, other, key = boxes.make_pair(), boxes.make_pair(), boxes.new_key()
    wrapped = boxes.wrap(key, one.public, "clue/1")
    assert boxes.unwrap(wrapped, one.private, "clue/1") == key
    for private, context in ((other.private, "clue/1"), (one.private, "clue/2")):
        with pytest.raises(Unavailable):
            boxes.unwrap(wrapped, private, context)
    assert boxes.wrap(key, one.public, "clue/1") != wrapped


def test_a_sealed_text_opens_in_its_place_only() -> None:
    key = boxes.new_key()
    sealed = boxes.seal("反映采购中的问题", key, "1/matter")
    assert boxes.unseal(sealed, key, "1/matter") == "反映采购中的问题"
    for other, place in ((key, "2/matter"), (boxes.new_key(), "1/matter")):
        with pytest.raises(Unavailable):
            boxes.unseal(sealed, other, place)
    with pytest.raises(Unavailable):
        boxes.unseal(sealed[:-4] + "AAAA", key, "1/matter")


@pytest.mark.parametrize("text", ["", "k1.16", "k2.16.AAAA", "k1.99999999.AAAA", "k1.16.*", "x"])
def test_damaged_texts_are_told_in_one_sentence(text: str) -> None:
    with pytest.raises(Unavailable):
        boxes.unlock(text, "x")
    with pytest.raises(Unavailable):
        boxes.unwrap(text, boxes.make_pair().private, "c")
    with pytest.raises(Unavailable):
        boxes.unseal(text, boxes.new_key(), "p")

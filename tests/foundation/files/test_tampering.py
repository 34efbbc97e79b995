"""Whatever is done to a blob on the disk, nobody gets bytes that were not handed in."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.foundation.files.samples import PDF, blobs
from xuncha.foundation.files import sealing, selectors, vault
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.errors import Unavailable

MIB = 1024 * 1024
HEAD = 55
SEALED = MIB + sealing.TAG
CONTENT = b"".join(bytes([65 + n]) * MIB for n in range(3)) + b"the tail"


@pytest.fixture
def name(home: Path) -> str:
    """A blob of three whole chunks and a short one."""
    digest = hashlib.sha256(CONTENT).hexdigest()
    return vault.put(io.BytesIO(CONTENT), sha256=digest, size=len(CONTENT))


def flip(raw: bytes, at: int) -> bytes:
    changed = bytearray(raw)
    changed[at] ^= 1
    return bytes(changed)


def swap_chunks(raw: bytes) -> bytes:
    first, second = raw[HEAD : HEAD + SEALED], raw[HEAD + SEALED : HEAD + 2 * SEALED]
    return raw[:HEAD] + second + first + raw[HEAD + 2 * SEALED :]


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "half a header": lambda raw: raw[:20],
    "header only": lambda raw: raw[:HEAD],
    "one byte less": lambda raw: raw[:-1],
    "one byte more": lambda raw: raw + b"x",
    "last chunk gone": lambda raw: raw[: HEAD + 3 * SEALED],
    "first chunk gone": lambda raw: raw[:HEAD] + raw[HEAD + SEALED :],
    "chunks swapped": swap_chunks,
    "chunk doubled": lambda raw: raw[: HEAD + SEALED] + raw[HEAD:],
    "a bit of the content": lambda raw: flip(raw, HEAD + 5),
    "a bit of the last tag": lambda raw: flip(raw, len(raw) - 1),
    "magic": lambda raw: flip(raw, 0),
    "algorithm": lambda raw: flip(raw, 3),
    "chunk size": lambda raw: flip(raw, 13),
    "nonce prefix": lambda raw: flip(raw, 17),
    "salt": lambda raw: flip(raw, 30),
    "size": lambda raw: flip(raw, 47),
    "padding": lambda raw: flip(raw, 54),
    "plain text": lambda raw: CONTENT,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_blob_gives_one_sentence(name: str, change: str) -> None:
    path = vault.path_of(name)
    path.write_bytes(CHANGES[change](path.read_bytes()))
    got: list[bytes] = []
    with pytest.raises(Unavailable) as caught:
        got += list(vault.chunks(name))
    assert caught.value.sentence == sealing.DAMAGED
    assert caught.value.__cause__ is None


def test_shorter_size_and_fewer_chunks_do_not_pass(name: str) -> None:
    """The header's size made to fit a cut blob: the tags know the header."""
    path = vault.path_of(name)
    raw = path.read_bytes()
    header = sealing.Header.read(io.BytesIO(raw))
    short = sealing.Header(
        header.algorithm, header.key_id, header.chunk, header.prefix, header.salt, 2 * MIB
    )
    path.write_bytes(short.pack() + raw[HEAD : HEAD + 2 * SEALED])
    with pytest.raises(Unavailable):
        list(vault.chunks(name))


def test_key_id_of_nobody_is_told_as_such(name: str) -> None:
    path = vault.path_of(name)
    path.write_bytes(flip(path.read_bytes(), 6))
    with pytest.raises(Unavailable, match="密钥"):
        list(vault.chunks(name))


def test_good_chunks_before_a_bad_one_are_the_true_ones(name: str) -> None:
    path = vault.path_of(name)
    path.write_bytes(flip(path.read_bytes(), HEAD + SEALED + 9))
    got: list[bytes] = []
    with pytest.raises(Unavailable):
        got.extend(vault.chunks(name))
    assert got == [CONTENT[:MIB]]


def test_blob_carried_to_another_name_does_not_open(
    keep: Callable[..., StoredFile], home: Path
) -> None:
    one, other = keep(PDF), keep(PDF + b"other")
    vault.path_of(one.blob).replace(vault.path_of(other.blob))
    with pytest.raises(Unavailable):
        selectors.read_bytes(other)


def test_row_pointed_at_another_blob_does_not_open(
    keep: Callable[..., StoredFile], home: Path
) -> None:
    one, other = keep(PDF), keep(PDF + b"other")
    StoredFile.objects.filter(pk=one.pk).update(blob=other.blob)
    one.refresh_from_db()
    with pytest.raises(Unavailable):
        selectors.read_bytes(one)


def test_missing_blob_is_told_before_any_answer(
    keep: Callable[..., StoredFile], home: Path
) -> None:
    stored = keep(PDF)
    blobs(home)[0].unlink()
    with pytest.raises(Unavailable, match="不在了，请联系系统管理员从备份恢复"):
        selectors.open_file(stored)


def test_two_sealings_of_one_content_share_no_bytes(home: Path) -> None:
    content = os.urandom(5000)
    digest = hashlib.sha256(content).hexdigest()
    name = vault.put(io.BytesIO(content), sha256=digest, size=5000)
    first = vault.path_of(name).read_bytes()
    vault.path_of(name).unlink()
    vault.put(io.BytesIO(content), sha256=digest, size=5000)
    second = vault.path_of(name).read_bytes()
    assert first[HEAD:] != second[HEAD:]
    assert first[16:24] != second[16:24]

"""What is no whole package of ours is refused in one sentence that names the file."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from xuncha.foundation.kits import package
from xuncha.kernel.errors import Invalid

PHRASE = "正确的口令正确的口令"
PARTS = [("rows", [b"a" * 300_000, b"", b"b" * 5]), ("files/7", [b"picture"]), ("empty", [])]


@pytest.fixture(scope="module")
def raw() -> bytes:
    out = io.BytesIO()
    package.write(out, {"way": "out"}, PARTS, PHRASE, Ed25519PrivateKey.generate())
    return out.getvalue()


def parts_of(found: package.Package, phrase: str = PHRASE) -> dict[str, bytes]:
    return {name: b"".join(content) for name, content in found.parts(phrase)}


def test_what_went_in_comes_out(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xck"
    path.write_bytes(raw)
    found = package.look(path)
    assert found.head["way"] == "out"
    assert parts_of(found) == {name: b"".join(content) for name, content in PARTS}
    assert [name for name, _ in found.parts(PHRASE)] == ["rows", "files/7", "empty"]
    assert b"picture" not in raw


def test_another_passphrase_opens_nothing(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xck"
    path.write_bytes(raw)
    with pytest.raises(Invalid, match=r"口令不对，没有打开“a\.xck”"):
        parts_of(package.look(path), "另一个口令另一个口令")


def _flip(at: int) -> Callable[[bytes], bytes]:
    return lambda raw: raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def _other_head(raw: bytes) -> bytes:
    """The head said something else when it was signed."""
    return raw.replace(b'"way": "out"', b'"way": "bak"', 1)


def _signed_by_another(raw: bytes) -> bytes:
    return raw[:-64] + Ed25519PrivateKey.generate().sign(b"x")


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a byte of the body": (_flip(-200), "签名对不上"),
    "a byte of the signature": (_flip(-1), "签名对不上"),
    "the head": (_other_head, "签名对不上"),
    "another signature": (_signed_by_another, "签名对不上"),
    "cut": (lambda raw: raw[:-1], "签名对不上"),
    "half": (lambda raw: raw[: len(raw) // 2], "签名对不上"),
    "a hundred bytes": (lambda raw: raw[:100], "文件头"),
    "more at the end": (lambda raw: raw + b"x", "签名对不上"),
    "noise": (lambda raw: bytes(range(256)) * 1000, "不是 xuncha kit 做的外出数据包"),
    "noise with our mark": (lambda raw: b"XCP1" + b"\xff" * 5000, "文件头"),
    "a head without end": (lambda raw: b"XCP1" + struct.pack(">I", 9) + b"[1]", "文件头"),
    "a head that is a list": (lambda raw: b"XCP1" + struct.pack(">I", 3) + b"[1]" + raw, "文件头"),
    "nothing": (lambda raw: b"", "不是 xuncha kit 做的外出数据包"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_package_is_refused(name: str, raw: bytes, tmp_path: Path) -> None:
    change, said = BROKEN[name]
    path = tmp_path / "坏包.xck"
    path.write_bytes(change(raw))
    with pytest.raises(Invalid) as refusal:
        package.look(path)
    assert "“坏包.xck”" in refusal.value.sentence
    assert said in refusal.value.sentence


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="是文件夹"):
        package.look(tmp_path)
    with pytest.raises(Invalid, match="找不到外出数据包"):
        package.look(tmp_path / "x")


def test_a_short_passphrase_makes_none() -> None:
    with pytest.raises(Invalid, match="至少要 12 个字符"):
        package.check_passphrase("short")


def test_the_head_tells_no_word_of_the_work(raw: bytes) -> None:
    length = struct.unpack(">I", raw[4:8])[0]
    assert set(json.loads(raw[8 : 8 + length])) == {"way", "salt", "public", "work"}

"""No browser runs what somebody handed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.foundation.files.samples import PDF, docx
from xuncha.foundation.files import kinds, selectors
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.serving import headers

Keep = Callable[..., StoredFile]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(40)


def test_pdf_and_pictures_may_be_shown(keep: Keep, home: Path) -> None:
    for content, name, media in ((PDF, "a.pdf", "application/pdf"), (PNG, "a.png", "image/png")):
        told = headers(keep(content, name), inline=True)
        assert told["Content-Type"] == media
        assert told["Content-Disposition"].startswith("inline")
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Content-Security-Policy"].startswith("default-src 'none'")


def test_shown_only_when_asked(keep: Keep, home: Path) -> None:
    told = headers(keep(PDF, "a.pdf"))
    assert told["Content-Disposition"].startswith("attachment")
    assert "sandbox" in told["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (docx(), "a.docx"),
        (b"<html><script>alert(1)</script></html>", "a.html"),
        (b"<html><script>alert(1)</script></html>", "a.txt"),
        (b"plain words", "a.txt"),
    ],
)
def test_anything_else_is_downloaded_as_bytes(
    keep: Keep, home: Path, content: bytes, name: str
) -> None:
    stored = keep(content, name)
    told = headers(stored, inline=True)
    assert told["Content-Type"] == "application/octet-stream"
    assert told["Content-Disposition"].startswith("attachment")
    assert int(told["Content-Length"]) == len(b"".join(selectors.open_file(stored)))


def test_only_pictures_and_pdf_have_a_media_type_of_their_own() -> None:
    shown = {one.media_type for one in kinds.KINDS.values() if one.inline}
    assert all(media == "application/pdf" or media.startswith("image/") for media in shown)
    assert "image/svg+xml" not in shown
    assert all(one.media_type == kinds.INERT for one in kinds.KINDS.values() if not one.inline)


def test_every_promise_can_be_kept() -> None:
    """Each ending with a promise fits some kind, and none of them runs."""
    fitting = frozenset().union(*(one.endings for one in kinds.KINDS.values()))
    assert set(kinds.PROMISES) <= fitting
    assert not fitting & kinds.RUNNING


def test_kind_of_an_older_version_is_inert() -> None:
    stored = StoredFile(name="a.xyz", kind="gone", size=3)
    assert headers(stored, inline=True)["Content-Disposition"].startswith("attachment")
    assert selectors.kind_label(stored) == "文件"

"""Sealed words of files: opened for the index and for who is shown a file that he may see."""

from __future__ import annotations

import zlib
from collections.abc import Collection

from xuncha.foundation import access
from xuncha.foundation.seals import fields
from xuncha.insight.search.models import FileText
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Unavailable

MOST = 200_000
"""Letters of one file that are read; what stands further behind is not found."""
_PLACE = "search.FileText"


def seal(text: str, *, blob: str) -> str:
    """Words as the table keeps them: packed, then sealed for this content."""
    packed = zlib.compress(text[:MOST].encode("utf-8", "replace"))
    return fields.seal(packed, place=f"{_PLACE}:{blob}")


def texts_of(blobs: Collection[str]) -> dict[str, str]:
    """Words by content, as far as they were read. One that can't be opened counts as unread."""
    rows = access.visible(SYSTEM, FileText).filter(blob__in=blobs, state=FileText.State.READ)
    found = {}
    for row in rows if blobs else ():
        try:
            packed = fields.unseal(row.sealed, place=f"{_PLACE}:{row.blob}")
        except Unavailable:
            continue
        found[row.blob] = zlib.decompress(packed).decode()
    return found

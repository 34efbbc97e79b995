"""A proof shown in place, where that is cheap: a picture, a PDF's first page, the beginning of a
text. Anything else is named with its size and can be downloaded."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import pypdfium2

from xuncha.cycle.rectification.models import Proof
from xuncha.engines.reading.proofs import read_proof
from xuncha.foundation.files import selectors as files
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.errors import XunchaError

MOST_BYTES = 8 * 1024 * 1024
MOST_WORDS = 2000
_WIDTH = 900
_PICTURES = {"png", "jpeg", "gif"}
_TEXTS = {"txt", "docx", "xlsx"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of one proof: a picture, or words, or only why not."""

    proof: Proof
    picture: str = ""
    words: str = ""
    why_not: str = ""


def preview_of(proof: Proof) -> Preview:
    """As much of it as can be shown at once. Whoever calls has noted that it was looked at."""
    stored = proof.file
    assert stored is not None
    if stored.size > MOST_BYTES:
        return Preview(proof, why_not="文件较大，请下载后看。")
    try:
        if stored.kind in _PICTURES:
            return Preview(proof, picture=_data(files.media_type(stored), files.read_bytes(stored)))
        if stored.kind == "pdf":
            return Preview(proof, picture=_data("image/png", _first_page(stored)))
        if stored.kind in _TEXTS:
            return Preview(proof, words=_beginning(stored))
    except (XunchaError, ValueError, OSError, pypdfium2.PdfiumError):
        return Preview(proof, why_not="这个文件没有读出来，请下载后看。")
    return Preview(proof, why_not="这种文件不能在这里显示，请下载后看。")


def _data(media_type: str, raw: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(raw).decode('ascii')}"


def _first_page(stored: StoredFile) -> bytes:
    document = pypdfium2.PdfDocument(files.read_bytes(stored))
    try:
        page = document[0]
        picture = page.render(scale=_WIDTH / max(page.get_width(), 1)).to_pil()
        out = io.BytesIO()
        picture.convert("L").save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()


def _beginning(stored: StoredFile) -> str:
    with files.as_path(stored) as path:
        text = read_proof(path, stored.name).text
    return text[:MOST_WORDS] + ("……" if len(text) > MOST_WORDS else "")

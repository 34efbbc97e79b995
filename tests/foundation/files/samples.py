"""Files as people hand them in, good and bad."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from xuncha.kernel.actor import Actor

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(120) + b"PE\x00\x00" + os.urandom(2000)
CLERK = Actor(user_id=None, name="经办人")


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return out.getvalue()


def docx(extra: dict[str, bytes] | None = None) -> bytes:
    """A small Word document, with further parts."""
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
        b'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    parts = {"[Content_Types].xml": types, "word/document.xml": b"<w:document/>" * 20}
    return zipped(parts | (extra or {}))


def blobs(folder: Path) -> list[Path]:
    """Everything that lies in the folder of blobs."""
    return sorted(path for path in (folder / "files").rglob("*") if path.is_file())

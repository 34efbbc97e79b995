"""The certificate as a file: plain text, or a document to print and sign."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.shared import Pt

from xuncha.foundation.kits import filing
from xuncha.kernel.errors import Invalid


def write(target: Path, told: list[str]) -> None:
    """Write the lines into ``.txt`` or ``.docx``; ``Invalid`` for another ending."""
    ending = target.suffix.lower()
    if ending not in {".txt", ".docx"}:
        raise Invalid("清理证明的文件名要以 .txt 或者 .docx 结尾。")
    content = "\n".join(told).encode() + b"\n" if ending == ".txt" else _document(told)
    with filing.new_file(target) as out:
        out.write(content)


def _document(told: list[str]) -> bytes:
    paper = Document()
    paper.add_heading(told[0], 1)
    for one in told[1:]:
        run = paper.add_paragraph().add_run(one)
        run.font.size = Pt(8 if len(one) > 60 else 11)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()

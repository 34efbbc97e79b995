"""Texts of proof files, and a plain Word document to carry them; same input, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from xuncha.demo.texts.model import Item, Organisation, Proof

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.'
    'openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="'
    'application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/'
    'document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.'
    'openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml'
    '"/></Relationships>'
)
_BODY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.'
    'openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
_PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
_STAMP = (2026, 1, 1, 0, 0, 0)


def proof_text(organisation: Organisation, item: Item, proof: Proof) -> str:
    """What stands in a proof: title, matter, what was done, signing line with the proof's own date.
    Where one file was used for several items, its text is the same for all of them."""
    title = proof.title.rpartition(".")[0]
    day = proof.effective_on
    lines = [title, "", f"单位：{organisation.name}"]
    if proof.content_id.endswith("-one"):
        lines += [
            "本材料为集中整改期间现场核对记录，参加人员已签字。",
            f"编号：{_number(proof.content_id)}",
        ]
        return "\n".join(lines)
    told = item.progress[-1].text if item.progress else ""
    lines += [f"事项：{item.problem}", f"证明内容：{proof.proves}。", f"办理情况：{told}",
              f"经办：{item.lead}", f"编号：{_number(proof.content_id)}", "", organisation.name,
              f"{day.year}年{day.month}月{day.day}日"]  # fmt: skip
    return "\n".join(lines)


def _number(content_id: str) -> str:
    return f"{sum(ord(c) * (at + 1) for at, c in enumerate(content_id)) % 100_000:05d}"


def as_docx(text: str) -> bytes:
    """A Word document of these lines."""
    return paragraphs_docx(text.splitlines())


def paragraphs_docx(lines: Sequence[str]) -> bytes:
    """A Word document, one paragraph a line."""
    body = "".join(_PARAGRAPH.format(escape(one)) for one in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, part in (
            ("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELS),
            ("word/document.xml", _BODY.format(body)),
        ):  # fmt: skip
            pack.writestr(zipfile.ZipInfo(name, _STAMP), part)
    return out.getvalue()

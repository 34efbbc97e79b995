"""Small files for tests: Word documents, pictures, PDFs, written part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dcterms:created>{}</dcterms:created><dcterms:modified>2030-01-01T00:00:00Z"
    "</dcterms:modified></cp:coreProperties>"
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def docx(
    path: Path, lines: list[str | tuple[int, str]], *, created: str = "", before: str = ""
) -> Path:
    """A Word document; a pair (level, text) is numbered by Word itself."""
    paragraphs = []
    for line in lines:
        level, text = line if isinstance(line, tuple) else (None, line)
        numbered = (
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            if level is not None else ""
        )  # fmt: skip
        paragraphs.append(f"<w:p>{numbered}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>")
    body = "".join(paragraphs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        box.writestr(
            "word/document.xml",
            f'{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        )
        box.writestr("word/numbering.xml", _NUMBERING)
        if created:
            box.writestr("docProps/core.xml", _CORE.format(created))
    return path


def picture(seed: int = 1, size: tuple[int, int] = (40, 30)) -> Image.Image:
    image = Image.new("RGB", size)
    image.putdata([
        ((x * 7 + seed * 31) % 256, (y * 11 + seed) % 256, (x * y + seed) % 256)
        for y in range(size[1]) for x in range(size[0])
    ])  # fmt: skip
    return image


def saved(image: Image.Image, path: Path, *, taken: str = "") -> Path:
    options: dict[str, object] = {}
    if taken:
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = taken
        options["exif"] = exif
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def pdf(path: Path, *, created: str = "D:20240520093000+08'00'") -> Path:
    """One empty page with a creation date."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        b"<</CreationDate(" + created.encode() + b")>>",
    ]  # fmt: skip
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n")
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    path.write_bytes(out.getvalue())
    return path

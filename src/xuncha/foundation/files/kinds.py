"""Kinds of content: what people call them, which endings fit, and how a browser may get them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xuncha.engines.reading import sniff

INERT = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Kind:
    """``endings`` are the file name endings that fit the content; ``media_type`` is what a browser
    is told; ``inline`` whether it may show the content in its own window."""

    key: str
    label: str
    endings: frozenset[str]
    media_type: str = INERT
    inline: bool = False


def _office(key: str, label: str, endings: str) -> Kind:
    return Kind(key, label, frozenset(endings.split()))


def _shown(key: str, label: str, endings: str, media_type: str) -> Kind:
    return Kind(key, label, frozenset(endings.split()), media_type, inline=True)


_TEXT = "txt md text log csv tsv json xml html htm mht eml"
_WORD = "doc docx wps dot dotx wpt"
_SHEET = "xls xlsx xlsb et xlt xltx ett"
_SLIDES = "ppt pptx dps pps ppsx pot potx"

KINDS: dict[str, Kind] = {
    one.key: one
    for one in (
        _office("docx", "Word 文档", _WORD),
        _office("doc", "Word 文档", _WORD),
        _office("xlsx", "Excel 表格", _SHEET),
        _office("xlsb", "Excel 表格", _SHEET),
        _office("xls", "Excel 表格", _SHEET),
        _office("pptx", "PPT 演示文稿", _SLIDES),
        _office("ppt", "PPT 演示文稿", _SLIDES),
        _office("ole", "早期的办公文档", f"{_WORD} {_SHEET} {_SLIDES} msg"),
        _office("rtf", "RTF 文档", "rtf doc wps"),
        _office("odt", "ODF 文本文档", "odt"),
        _office("ods", "ODF 表格", "ods"),
        _office("ofd", "OFD 版式文件", "ofd"),
        _office("zip", "ZIP 压缩包", "zip"),
        _office("txt", "文本文件", _TEXT),
        _office("html", "网页", "html htm mht txt md doc xls wps et"),
        _office("xml", "XML 文件", "xml doc xls txt"),
        _office("mp3", "音频文件", "mp3"),
        _office("wav", "音频文件", "wav"),
        _office("mp4", "视频文件", "mp4 m4a m4v mov"),
        _office("heic", "HEIC 图片", "heic heif"),
        _shown("pdf", "PDF 文件", "pdf", "application/pdf"),
        _shown("png", "PNG 图片", "png", "image/png"),
        _shown("jpeg", "JPEG 图片", "jpg jpeg jpe jfif", "image/jpeg"),
        _shown("gif", "GIF 图片", "gif", "image/gif"),
        _shown("bmp", "BMP 图片", "bmp", "image/bmp"),
        _shown("webp", "WebP 图片", "webp", "image/webp"),
        _office("tiff", "TIFF 图片", "tif tiff"),
    )
}

# Named by ending where the content says nothing: what such a name promises to be.
PROMISES: dict[str, str] = {
    "docx": "Word 文档", "doc": "Word 文档", "wps": "WPS 文字文档", "xlsx": "Excel 表格",
    "xls": "Excel 表格", "et": "WPS 表格", "pptx": "PPT 演示文稿", "ppt": "PPT 演示文稿",
    "dps": "WPS 演示文稿", "pdf": "PDF 文件", "ofd": "OFD 版式文件", "rtf": "RTF 文档",
    "txt": "文本文件", "md": "文本文件", "csv": "文本文件", "html": "网页", "htm": "网页",
    "png": "图片", "jpg": "图片", "jpeg": "图片", "gif": "图片", "bmp": "图片", "webp": "图片",
    "tif": "图片", "tiff": "图片", "heic": "图片", "heif": "图片", "zip": "ZIP 压缩包",
    "mp3": "音频文件", "wav": "音频文件", "mp4": "视频文件", "mov": "视频文件", "m4a": "音频文件",
}  # fmt: skip

# A text file under these names runs when opened, whatever stands in it.
_RUNNING = """
    exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta msi msp msc cpl dll sys
    drv lnk reg inf scf url jar apk class py pyw sh bash zsh pl rb php phtml asp aspx jsp jspx
    cgi so dylib app desktop chm hlp gadget application docm dotm xlsm xltm xlam pptm ppsm
    potm svg
    """
RUNNING = frozenset(_RUNNING.split())


def kind_named(key: str) -> Kind:
    """The kind by its key; one that an older version took in is told by its key alone."""
    return KINDS.get(key) or Kind(key, "文件", frozenset())


def kind_of(head: bytes, path: Path) -> Kind | None:
    """The kind by content alone; None for what is not taken in.

    ``head`` are the first few thousand bytes, ``path`` the whole plain file. Programs are out
    already: a text that opens with their two letters is a text.
    """
    key = sniff.kind_of(head, path)
    return KINDS.get("txt" if key == "exe" else key)


def is_locked(head: bytes, path: Path) -> bool:
    """Whether it is an office file under a password."""
    return sniff.kind_of(head, path) == "locked"


def promise_of(ending: str) -> str:
    """What a person expects of such a name: "Word 文档"; "" where the ending promises nothing."""
    return PROMISES.get(ending, "")

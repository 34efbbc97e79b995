# ruff: noqa: RUF001  (look-alike signs are what it is about)
"""Text as stored, and text for comparing.

``decode`` gives a file's text once; ``fold`` keeps every offset (one character for one character);
``normal`` is for comparing only and keeps none.
"""

from __future__ import annotations

import re
import unicodedata

from xuncha.engines.reading.records import ReadError

MARKS = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061"
    "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Signs that nobody sees: the way of writing, joints, soft hyphens. They come with what is copied
from web pages and chats, also into headings, dates and file names."""
_BLANKS = re.compile(rf"[\s\u3000\u00a0{MARKS}]+")
_MARKS = dict.fromkeys(map(ord, MARKS))
_PAIRS = {
    "，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")",
    "【": "[", "】": "]", "［": "[", "］": "]", "〔": "[", "〕": "]", "｛": "{", "｝": "}",
    "“": '"', "”": '"', "„": '"', "‟": '"', "＂": '"', "‘": "'", "’": "'", "＇": "'",
    "—": "-", "–": "-", "－": "-", "−": "-", "‐": "-", "‑": "-", "─": "-", "━": "-",
    "～": "~", "〜": "~", "∼": "~", "％": "%", "﹪": "%", "／": "/", "＼": "\\", "．": ".",
    "﹒": ".", "·": ".", "•": ".", "・": ".", "\u3000": " ", "\u00a0": " ", "￥": "¥",
    "○": "〇", "◯": "〇", "Ｏ": "O",
}  # fmt: skip
_FOLD = {ord(wide): narrow for wide, narrow in _PAIRS.items()} | {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _PAIRS
}
_WIDE = {chr(code): narrow for code, narrow in _FOLD.items()}
_ANY_WIDE = frozenset(_WIDE)
_SIGNS = re.compile(r"[^\w]|_")


def fold(text: str) -> str:
    """Full-width letters, digits and punctuation as half-width; the length never changes."""
    for wide in _ANY_WIDE.intersection(text):  # few of them stand in a text: quicker than a table
        text = text.replace(wide, _WIDE[wide])
    return text


def squeeze(text: str) -> str:
    """Without any blanks or line breaks, for hashes and for looking at headers."""
    return _BLANKS.sub("", text)


def normal(text: str) -> str:
    """For comparing: compatibility forms unified, lower case, no blanks, no punctuation."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", fold(text)).casefold())


def without_marks(text: str) -> str:
    """Without the signs that nobody sees; offsets shift."""
    return text if text.isascii() else text.translate(_MARKS)


def with_line_feeds(text: str) -> str:
    """CR LF and lone CR read as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def decode(data: bytes, name: str = "") -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or GB18030.

    Raises ``ReadError`` where the bytes are no text in any. ``name`` goes into the sentence.
    """
    text = _decoded(data)
    if text is None or "\x00" in text:
        raise ReadError(f"“{name}”不是可以识别的文字文件，请另存为 UTF-8 或 GB18030 编码后再试。")
    return with_line_feeds(text)


def _decoded(data: bytes) -> str | None:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return _try(data, encoding)
    for encoding in ("utf-8", "gb18030"):
        text = _try(data, encoding)
        if text is not None:
            return text
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def looks_like_text(data: bytes) -> bool:
    """Whether the beginning of a file reads as text: decodes and holds hardly any control signs."""
    if not data:
        return False
    text = _decoded(data)
    for cut in range(1, 4):  # the sample may end in the middle of a character
        text = text if text is not None else _decoded(data[:-cut])
    if text is None or "\x00" in text:
        return False
    odd = sum(1 for one in text if (one < " " and one not in "\t\n\r\f") or one == "\x7f")
    private = sum(1 for one in text if unicodedata.category(one) in {"Co", "Cn", "Cs"})
    return (odd + private) * 50 <= len(text)

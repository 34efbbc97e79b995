"""File names as people give them: cleaned for keeping, told back safely when given out."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from xuncha.kernel.errors import Invalid

LONGEST = 200
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FORBIDDEN = str.maketrans('<>:"|?*', "＜＞：＂｜？＊")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.I)


def clean_name(name: str) -> str:
    """The bare file name: no folders, no control or direction marks, nothing Windows can't keep.

    ``Invalid`` on the field ``file`` where nothing is left or more than 200 characters are.
    """
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if c in "\t\n\r" else c for c in bare if c in "\t\n\r" or _is_seen(c))
    tidy = re.sub(r"\s+", " ", seen).translate(_FORBIDDEN).strip(" .")
    if not tidy:
        raise Invalid("文件没有名称，请改名后再上传。", field="file")
    if len(tidy) > LONGEST:
        sentence = f"文件名太长（{len(tidy)} 个字，最多 {LONGEST} 个字），请改短后再上传。"
        raise Invalid(sentence, field="file")
    return f"_{tidy}" if _RESERVED.match(tidy) else tidy


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in _UNSEEN


def extension(name: str) -> str:
    """What follows the last dot, in small half-width letters; "" if there is no dot."""
    stem, dot, last = name.rpartition(".")
    return unicodedata.normalize("NFKC", last).strip().lower() if dot and stem else ""


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header that carries a Chinese name to every browser (RFC 6266, RFC 8187).

    ``name`` may be anything: the header never breaks a line or a quote.
    """
    kind = "inline" if inline else "attachment"
    safe = "".join(c for c in name if _is_seen(c)) or "file"
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", unicodedata.normalize("NFKD", safe))
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"

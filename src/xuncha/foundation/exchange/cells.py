"""What may stand in a cell that we write: words, never a formula, never what breaks the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 32767
"""Characters of one cell (UTF-16 units), as Excel counts them."""

CUT_MARK = "……（内容过长，已截断）"

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHEET = re.compile(r"[\[\]:*?/\\]")
_PLAIN_NUMBER = re.compile(r"[+-]\d[\d,.]*%?")


def defused(value: str) -> str:
    """Words that no spreadsheet, nor a CSV made from it, takes for a formula.

    An apostrophe goes in front of = + - @ tab, line end and their full-width forms, also behind
    leading blanks; a plain signed number such as -3.5 stays as it is.
    """
    return "'" + value if _looks_live(value) else value


def undefused(value: str) -> str:
    """The words again, when a table of ours comes back with its apostrophes."""
    return value[1:] if value.startswith("'") and _looks_live(value[1:]) else value


def _looks_live(value: str) -> bool:
    told = unicodedata.normalize("NFKC", value[:64]).lstrip(" ")
    return told.startswith(_STARTS) and not _PLAIN_NUMBER.fullmatch(told)


def fit(value: str) -> str:
    """Words as a cell can hold them: no control characters, a mark where they were cut."""
    clean = _ILLEGAL.sub("", value.replace("\r\n", "\n"))
    if _units(clean) <= LONGEST:
        return clean
    room = LONGEST - _units(CUT_MARK)
    return clean.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + CUT_MARK


def _units(value: str) -> int:
    return len(value) + sum(char > "\uffff" for char in value)


def safe_text(value: str) -> str:
    """Defused first, fitted last."""
    return fit(defused(_ILLEGAL.sub("", value)))


def sheet_name(title: str, taken: Sequence[str] = (), number: int = 1) -> str:
    """A name that Excel takes: at most 31 characters, no []:*?/\\, not "History", not twice."""
    name = _ILLEGAL.sub("", _SHEET.sub(" ", title.replace("\n", " "))).strip(" '") or "表"
    name = "历史" if name.lower() == "history" else name
    used = {one.lower() for one in taken}
    while True:
        tail = "" if number == 1 else f"（{number}）"
        found = _cut_units(name, 31 - len(tail)) + tail
        if found.lower() not in used:
            return found
        number += 1


def _cut_units(value: str, most: int) -> str:
    return value.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore").strip(" '")


def width_of(text: str) -> int:
    """Columns that words take on the screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

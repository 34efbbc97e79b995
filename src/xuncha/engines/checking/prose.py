"""Cutting Chinese office prose into clauses without ever losing a character's place.

``fold`` keeps the length of a text, so an offset in the folded text is an offset in the stored one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from xuncha.engines.checking.openings import openings

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {0x3000: 0x20, 0xA0: 0x20, 0x2007: 0x20, 0x202F: 0x20}
_FOLD |= {ord("｡"): ord("。"), ord("﹔"): ord(";"), ord("﹐"): ord(",")}

_NARROW = {chr(code): chr(narrow) for code, narrow in _FOLD.items()}
_WIDE = re.compile(f"[{''.join(map(re.escape, _NARROW))}]")

_CUT = re.compile(
    r"[。;!?\n\r]+|(?<!\d),|,(?!\d{3}(?!\d))"
    r"|(?=(?:[一二三四五六七八九十]是)(?![否非]))"
    r"|(?=[①②③④⑤⑥⑦⑧⑨⑩])"
)
_STOPS = re.compile(r"[。;!?\n\r]+")
NUMBERING = re.compile(
    r"^\s*(?:[(（]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]"
    r"|\d{1,2}\s*[.、．](?!\d)|[一二三四五六七八九十]{1,3}\s*[、.是]|第[一二三四五六七八九十]+[,、是]"
    r"|[①②③④⑤⑥⑦⑧⑨⑩])\s*"
)
_TITLE = re.compile(r"《[^《》]{1,60}》")
_SIGNS = re.compile(r"[\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Full width to half width, small letters; same length as ``text``."""
    narrow = _WIDE.sub(lambda found: _NARROW[found.group()], text)
    small = narrow.lower()
    if len(small) == len(narrow):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in narrow)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas; ``text`` is folded, the place is in the stored text."""

    text: str
    start: int
    end: int
    sentence: int  # which sentence it stands in


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text, numbering and outer blanks left out, empty ones dropped."""
    return _clauses(text)


@lru_cache(maxsize=65536)
def _clauses(text: str) -> tuple[Clause, ...]:
    folded = fold(text)
    return tuple(_trimmed(folded, _pieces(folded)))


def _pieces(folded: str) -> Iterator[tuple[int, int, int]]:
    start = sentence = 0
    for cut in _CUT.finditer(folded):
        yield start, cut.start(), sentence
        if _STOPS.match(cut.group()):
            sentence += 1
        start = cut.end()
    yield start, len(folded), sentence


def _trimmed(folded: str, pieces: Iterable[tuple[int, int, int]]) -> Iterator[Clause]:
    for start, end, sentence in pieces:
        piece = folded[start:end]
        numbering = NUMBERING.match(piece)
        begin = start + (numbering.end() if numbering else len(piece) - len(piece.lstrip()))
        stop = start + len(piece.rstrip())
        if begin < stop:
            yield Clause(folded[begin:stop], begin, stop, sentence)


def without_titles(text: str) -> str:
    """Titles in 《》 blanked by 〓 but for their last two characters (通知, 办法), so that words
    inside them tell no act; same length."""
    return _TITLE.sub(_blanked_title, text)


def _blanked_title(found: re.Match[str]) -> str:
    title = found.group()[1:-1]
    return f"《{'〓' * (len(title) - 2)}{title[-2:]}》"


def han(text: str) -> str:
    """Only the Chinese characters of a text."""
    return "".join(_HAN.findall(text))


def shortened(text: str, most: int = 30) -> str:
    """The beginning of a text for a sentence that quotes it: on one line, no longer than needed."""
    line = " ".join(text.split()).strip("。；;，, ")
    return line if len(line) <= most else f"{line[:most]}……"


def unnumbered(line: str) -> str:
    """A line without the numbering that it begins with."""
    found = NUMBERING.match(line)
    return line[found.end() :] if found else line


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A text for comparing: folded, without blanks, punctuation and numbering."""
    return _SIGNS.sub("", "".join(map(unnumbered, fold(text).split("\n"))))


def grams(text: str, size: int = 2) -> set[str]:
    """The set of character n-grams."""
    return {text[at : at + size] for at in range(len(text) - size + 1)}


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for a list of words, longest first; a word may use ``.{0,6}`` and the like."""
    ordered = sorted(set(words), key=len, reverse=True)
    whole = "|".join(f"(?:{word})" for word in ordered) or r"(?!)"
    begins = openings(whole)
    # One look at a character that begins no word spares trying them all.
    return re.compile(whole if begins is None else f"(?=[{''.join(sorted(begins))}])(?:{whole})")

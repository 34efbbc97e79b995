"""Words that were typed or pasted: paragraphs kept, the marks of word processors taken out."""

from __future__ import annotations

import re

from xuncha.kernel.errors import Invalid

_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\xa0\u2002\u2003\u2009\u202f]")
_MARKS = re.compile(r"[\xad\u200b-\u200f\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
_EDGES = re.compile(r"[ \t\u3000]+$", re.M)
_GAPS = re.compile(r"\n{3,}")
_INDENTS = re.compile(r"^[ \t\u3000]+", re.M)
_BULLETS = re.compile(r"^[\ue000-\uf8ff•●◆■▪◦➢][ \t\u3000]*", re.M)
_NUMBERING = re.compile(
    r"^(第[一二三四五六七八九十百]+[章节条]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]|[①-⑳])[ \t\u3000]+",
    re.M,
)
_TABS = re.compile(r"[ \u3000]*\t[ \t\u3000]*")
_WIDE = re.compile(r"(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])")


def paragraphs(text: str) -> str:
    """One line a paragraph, whatever program it comes from; indents at the beginning stay, more
    than one empty line becomes one."""
    plain = _MARKS.sub("", _BLANKS.sub(" ", _BREAKS.sub("\n", text)))
    return _GAPS.sub("\n\n", _EDGES.sub("", plain)).strip("\n")


def prose(text: str) -> str:
    """Paragraphs as they are kept for papers and findings: without indents and bullets, numbering
    right before its words, no stretched blanks between Chinese signs. Printing indents anew."""
    plain = _BULLETS.sub("", _INDENTS.sub("", paragraphs(text)))
    plain = _TABS.sub(" ", _NUMBERING.sub(r"\1", plain))
    return _GAPS.sub("\n\n", _WIDE.sub(_one_blank, plain)).strip()


def line(text: str) -> str:
    """The same as one line: a name, a post, a place."""
    return " ".join(prose(text).split())


def words(text: str, longest: int, field: str, sentence: str) -> str:
    """What was written, in full: ``Invalid`` where nothing was, or too much."""
    text = text.strip()
    if not text:
        raise Invalid(sentence, field=field)
    if len(text) > longest:
        raise Invalid(f"有 {len(text)} 个字，最多 {longest} 个字。", field=field)
    return text


def _one_blank(found: re.Match[str]) -> str:
    """Two parts that somebody set apart stay apart, by one full-width blank."""
    return "\u3000" if len(found.group()) > 1 or found.group() == "\u3000" else found.group()

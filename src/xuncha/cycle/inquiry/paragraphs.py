"""Text that was typed or pasted: paragraphs kept, the marks of word processors taken out."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\xa0\u2002\u2003\u2009\u202f]")
_MARKS = re.compile(r"[\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_EDGES = re.compile(r"[ \t]+$", re.M)
_GAPS = re.compile(r"\n{3,}")


def paragraphs(text: str) -> str:
    """One line a paragraph, whatever program it comes from; indents at the beginning stay, more
    than one empty line becomes one."""
    plain = _MARKS.sub("", _BLANKS.sub(" ", _BREAKS.sub("\n", text)))
    return _GAPS.sub("\n\n", _EDGES.sub("", plain)).strip("\n")

"""What can only be set once the words are known: a long title broken where it may be, a long red
head set smaller, the issuer's name centred on its day, no signature alone on a page."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Any

from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Pt

from xuncha.insight.papers.layout.measures import BODY_PT, MAY_BREAK, STYLES
from xuncha.insight.papers.layout.page import width_mm

_PT_MM = 72 / 25.4
_TITLE, _MARK = STYLES["title"].name, STYLES["mark"].name
_SIGN, _DATE, _LINE = (STYLES[name].name for name in ("sign", "date", "line"))
_SMALLEST = 22
"""Of a red head, in points."""
_SIGNED = frozenset({_SIGN, _DATE, _LINE})
_LEAST = 2
"""Characters that stay free right of the issuer's name."""


def finish(document: DocumentObject) -> None:
    """Set the last things of a filled paper."""
    paragraphs = document.paragraphs
    names = [one.style.name if one.style is not None else "" for one in paragraphs]
    room = width_mm(document) * _PT_MM / STYLES["title"].size
    for at, (paragraph, name) in enumerate(zip(paragraphs, names, strict=True)):
        following = names[at + 1 : at + 2]
        if name == _TITLE:
            _break(paragraph, room)
        if name == _MARK:
            _fit(paragraph, width_mm(document) * _PT_MM)
        if name == _SIGN:
            _centre(paragraph, _days(paragraphs, names, at))
        if following and following[0] in _SIGNED and _meets(paragraph):
            paragraph.paragraph_format.keep_with_next = True
            if at and name not in _SIGNED and _meets(paragraphs[at - 1]):
                paragraphs[at - 1].paragraph_format.keep_with_next = True


def wide(text: str) -> float:
    """How wide words are, in Chinese characters; word processors leave a quarter of one between
    Chinese and digits."""
    kinds = [unicodedata.east_asian_width(one) in "WF" for one in text]
    gaps = sum(one != other for one, other in pairwise(kinds))
    return sum(1 if one else 0.5 for one in kinds) + gaps / 4


def _break(paragraph: Any, room: float) -> None:
    """Of the places where a title may be broken the one whose longer line is shortest."""
    for run in paragraph.runs:
        if MAY_BREAK not in run.text:
            continue
        parts = run.text.split(MAY_BREAK)
        cuts = [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]
        first, second = min(cuts, key=lambda cut: max(map(wide, cut)))
        run.text = f"{first}\n{second}" if wide(paragraph.text) > room else first + second


def _fit(mark: Any, room: float) -> None:
    """A red head stays on one line: a long name is set smaller."""
    size = room / max(wide(mark.text.strip()), 1)
    if size < STYLES["mark"].size:
        for run in mark.runs:
            run.font.size = Pt(max(_SMALLEST, int(size)))


def _days(paragraphs: list[Any], names: list[str], at: int) -> list[Any]:
    found = []
    for paragraph, name in zip(paragraphs[at + 1 :], names[at + 1 :], strict=True):
        if name != _DATE:
            break
        found.append(paragraph)
    return found


def _centre(sign: Any, days: list[Any]) -> None:
    """The day stands four characters from the right and the name is centred on it; a name that is
    too long for that stands two characters from the right, and the day is centred on the name."""
    if not days:
        return
    middle = STYLES["date"].inset + wide(days[-1].text.strip()) / 2
    middle = max(middle, _LEAST + wide(sign.text.strip()) / 2)
    for one in (sign, *days):
        _inset(one, max(0.0, middle - wide(one.text.strip()) / 2))


def _inset(paragraph: Any, characters: float) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * BODY_PT * 20)))


def _meets(paragraph: Any) -> bool:
    """Whether the next paragraph follows at once, with no table between."""
    following = paragraph._p.getnext()
    return following is not None and following.tag == qn("w:p")

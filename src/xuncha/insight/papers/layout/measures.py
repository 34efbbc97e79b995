"""GB/T 9704-2012 in numbers: page, type area, lines, and how each part of a paper is set.

Exact line spacing and tightened characters give 22 lines of 28 characters; a document grid would
be read differently by each word processor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PAGE_MM = (210, 297)
TOP_MM, LEFT_MM = 37, 28
AREA_MM = (156, 225)
RIGHT_MM = PAGE_MM[0] - LEFT_MM - AREA_MM[0]
BOTTOM_MM = PAGE_MM[1] - TOP_MM - AREA_MM[1]
LINE_PT = 28.95
TIGHTER_PT = -0.25
BODY_PT = 16
MARK_PT = 88
"""Above the line of the red head: its characters then begin 35 mm below the type area's edge."""
FOOTER_MM = 17
"""From the page's edge to the foot: the page number then stands 7 mm below the type area."""

SONG, FANGSONG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
RED = "FF0000"
MAY_BREAK = "\u200b"
"""Where a title may be broken: no width, no ink."""
Place = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Style:
    """How one part of a paper is set. ``indent`` is the first line's, ``inset`` the space on the
    right, both in characters; ``line`` 0 stands for single spacing; ``spaced`` lets a gap between
    Chinese and digits."""

    name: str
    font: str = FANGSONG
    size: float = BODY_PT
    place: Place = "both"
    indent: int = 0
    inset: int = 0
    before: float = 0
    after: float = 0
    line: float = LINE_PT
    red: bool = False
    bold: bool = False
    keep: bool = False
    tight: bool = True
    spaced: bool = True


STYLES = {
    "body": Style("公文正文", indent=2),
    "head1": Style("公文一级标题", HEI, indent=2, keep=True),
    "head2": Style("公文二级标题", KAI, indent=2, keep=True),
    "to": Style("公文主送"),
    "title": Style(
        "公文标题", TITLE, 22, "center", before=LINE_PT, after=LINE_PT, line=34, keep=True,
        tight=False,
    ),
    "mark": Style(
        "公文发文机关标志", TITLE, 34, "center", before=MARK_PT, after=LINE_PT, line=52, red=True,
        tight=False,
    ),
    "code": Style("公文文号", place="center", after=LINE_PT, tight=False),
    "subtitle": Style("公文副题", KAI, place="center", after=LINE_PT / 2, tight=False),
    "secret": Style("公文密级", HEI, tight=False),
    "sign": Style("公文署名", place="right", inset=4, before=LINE_PT, keep=True, tight=False),
    "date": Style("公文成文日期", place="right", inset=4, tight=False),
    "line": Style("公文签字栏", before=LINE_PT / 2, tight=False),
    "note": Style("公文附注", FANGSONG, 12, "left", line=18, tight=False),
    "copies": Style("公文抄送", FANGSONG, 14, before=LINE_PT, line=24, tight=False),
    "cell": Style("公文表内", FANGSONG, 12, "left", line=18, tight=False, spaced=False),
    "cellhead": Style("公文表头", HEI, 12, "center", line=18, tight=False),
    "densecell": Style("公文密表内", FANGSONG, 10.5, "left", line=15, tight=False, spaced=False),
    "densecellhead": Style("公文密表头", HEI, 10.5, "center", line=15, tight=False),
    "foot": Style("公文页码", SONG, 14, "right", inset=1, line=16, tight=False),
    "evenfoot": Style("公文双页页码", SONG, 14, "left", indent=1, line=16, tight=False),
    "trace": Style("公文查找号", FANGSONG, 8, "center", line=10, tight=False),
}  # fmt: skip
"""Part → how it is set."""

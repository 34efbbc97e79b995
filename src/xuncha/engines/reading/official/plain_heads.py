"""Headings without any number: a short line of its own before a list that begins anew."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from xuncha.engines.reading.official.labels import ASIDE, Labels
from xuncha.engines.reading.official.marks import Mark
from xuncha.engines.reading.official.page import Line, Page

_LONGEST = 30
_LEAST = 2
"""Lists in one paper that begin so; a single line may be anything."""
_SENTENCE = re.compile(r"[。;,!?:…]|\t|\|")


def with_plain_heads(page: Page, marks: Sequence[Mark], labels: Labels) -> list[Mark]:
    """The numbers, and before each list that has one its heading as a piece without a number."""
    starts = [one.start for one in page.lines]
    numbered = {one.start for one in marks}
    heads: dict[int, Line] = {}
    for one in marks:
        if one.value != 1 or not one.at_line:
            continue
        at = bisect_left(starts, one.start) - 1
        if at >= 1 and page.lines[at].start not in numbered and _is_head(page.lines[at], labels):
            heads[one.start] = page.lines[at]
    families = Counter(one.family for one in marks if one.start in heads)
    made: list[Mark] = []
    count = 0
    for one in marks:
        if one.start in heads and families[one.family] >= _LEAST:
            count += 1
            start = heads[one.start].start
            made.append(Mark("plain", count, start, start, at_line=True))
        made.append(one)
    return made


def _is_head(line: Line, labels: Labels) -> bool:
    return (
        len(line.text) <= _LONGEST and _SENTENCE.search(line.text) is None
        and ASIDE.match(line.text) is None and not labels.within(line.start, line.end)
    )  # fmt: skip

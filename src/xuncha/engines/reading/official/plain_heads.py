"""Headings without any number: a short line of its own before a list that begins anew, and lines
that tell the state or the aspect of the problems below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from xuncha.engines.reading.official.labels import ASIDE, Labels
from xuncha.engines.reading.official.marks import Mark
from xuncha.engines.reading.official.page import Line, Page
from xuncha.engines.reading.official.states import group_state

_LONGEST = 30
_LEAST = 2
"""Lists in one paper that begin so; a single line may be anything."""
_GROUP = re.compile(r"(?:问题|事项|任务)[^。;,\d]{0,6}(?:\([^()]*\))?[:：]?$")
_ASPECT = re.compile(r"(?:方面|领域|职责|建设|工作)$")
_SENTENCE = re.compile(r"[。;,!?:…]|\t|\|")


_INTRODUCES = re.compile(r"(?:问题|不足|情况|如下)[^。;,\d]{0,4}:$")
"""A sentence that leads to the list, not a heading of its own."""


def with_plain_heads(page: Page, marks: Sequence[Mark], labels: Labels) -> list[Mark]:
    """The numbers, and before each list that has one its heading as a piece without a number."""
    starts = [one.start for one in page.lines]
    numbered = {one.start for one in marks}
    heads: dict[int, Line] = {}
    sure: set[int] = set()
    for one in marks:
        at = bisect_left(starts, one.start) - 1
        if not one.at_line or at < 1 or page.lines[at].start in numbered:
            continue
        line = page.lines[at]
        if len(line.text) <= _LONGEST and _GROUP.search(line.text) and group_state(line.text):
            sure.add(one.start)
        elif not _is_head(line, labels) or (one.value != 1 and not _ASPECT.search(line.text)):
            continue
        heads[one.start] = line
    families = Counter(one.family for one in marks if one.start in heads)
    made: list[Mark] = []
    count = 0
    for one in marks:
        if one.start in sure or (one.start in heads and families[one.family] >= _LEAST):
            count += 1
            start = heads[one.start].start
            made.append(Mark("plain", count, start, start, at_line=True))
        made.append(one)
    return made


def _is_head(line: Line, labels: Labels) -> bool:
    return (
        len(line.text) <= _LONGEST and _SENTENCE.search(line.text.rstrip(":")) is None
        and _INTRODUCES.search(line.text) is None
        and ASIDE.match(line.text) is None and not labels.within(line.start, line.end)
    )  # fmt: skip

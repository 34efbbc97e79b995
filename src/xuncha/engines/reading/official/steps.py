# ruff: noqa: E501  (patterns)
"""Lists of what was done, told from lists of problems: their numbers are no part of the outline.

A list that begins right after a label (整改情况：1. …) counts steps, whatever family its numbers are
of; it ends where its count breaks off or the outline goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xuncha.engines.reading.official.labels import Labels
from xuncha.engines.reading.official.marks import RANK, Mark
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.wording import is_act

_FAR = 400
"""Characters within which the last problem's label must follow."""
_STOP = re.compile(r"[。\n]")
_SKIPPED = 2
"""So far a count may jump where a number was not told from its words."""
_NAMED = re.compile(
    r"^(?:(?:针对|关于|对)?“[^\n]+”|(?:针对|关于)[^\n]+?)(?:方面)?的?问题[^\n。]{0,14}[。:,]?$"
)


def without_steps(page: Page, marks: Sequence[Mark], labels: Labels) -> list[Mark]:
    """The numbers that make the outline."""
    made: list[Mark] = []
    last: dict[str, int] = {}
    inner: dict[str, int] = {}
    answered = _answered(marks, labels)
    for at, one in enumerate(marks):
        goes_on = one.value == last.get(one.family, 0) + 1
        if 0 < one.value - inner.get(one.family, one.value) <= _SKIPPED and not (
            goes_on and answered[at]
        ):
            inner[one.family] = one.value
            continue
        if one.value == 1 and _begins_steps(page, made, one, labels, is_answered=answered[at]):
            inner = {one.family: 1}
            continue
        if goes_on and one.family != "is":
            inner.clear()
        last = {name: value for name, value in last.items() if RANK[name] < RANK[one.family]}
        last[one.family] = one.value
        made.append(one)
    return made


def _answered(marks: Sequence[Mark], labels: Labels) -> list[bool]:
    """Whether a label of what was done follows each number before the next one."""
    ends = [*(one.start for one in marks[1:]), marks[-1].end + _FAR] if marks else []
    return [
        any(not label.tells_state for label in labels.within(one.end, end))
        for one, end in zip(marks, ends, strict=True)
    ]


def _begins_steps(
    page: Page, made: Sequence[Mark], one: Mark, labels: Labels, *, is_answered: bool
) -> bool:
    """Whether a list begins right after a label, or its acts right after a problem's name."""
    if not made:
        return False
    told = labels.within(made[-1].end, one.start)
    follows = bool(told) and not page.plain[told[-1].end : one.start].strip()
    if follows and not is_answered:
        return True
    line = page.plain[made[-1].end : one.start].strip()
    stop = _STOP.search(page.plain, one.end)
    words = page.plain[one.end : stop.start() if stop else len(page.plain)]
    return bool(follows or (not is_answered and _NAMED.match(line))) and is_act(words)

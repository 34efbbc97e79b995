# ruff: noqa: E501  (patterns)
"""Lists of what was done, told from lists of problems: their numbers are no part of the outline.

A list that begins right after a label (整改情况：1. …) counts steps, whatever family its numbers are
of; it ends where its count breaks off or the outline goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xuncha.engines.reading.official.framing import is_named
from xuncha.engines.reading.official.labels import Labels
from xuncha.engines.reading.official.marks import RANK, Mark
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.states import is_only_state
from xuncha.engines.reading.official.wording import is_act

_FAR = 400
"""Characters within which the last problem's label must follow."""
_STOP = re.compile(r"[。\n]")
_SKIPPED = 2
"""So far a count may jump where a number was not told from its words."""
_NAMED = re.compile(
    r"^(?:(?:针对|关于|对)?“[^\n]+”|(?:针对|关于)[^\n]+?)(?:方面)?的?问题[^\n。]{0,14}[。:,]?$"
)


def without_steps(
    page: Page, marks: Sequence[Mark], labels: Labels
) -> tuple[list[Mark], list[Mark]]:
    """The numbers that make the outline, and those that count steps."""
    made: list[Mark] = []
    steps: list[Mark] = []
    last: dict[str, int] = {}
    inner: dict[str, int] = {}
    began = ""
    answered = _answered(marks, labels)
    for at, one in enumerate(marks):
        goes_on = one.value == last.get(one.family, 0) + 1
        step = one.value - inner.get(one.family, one.value)
        if 0 < step <= _SKIPPED and not (goes_on and answered[at] == began):
            inner[one.family] = one.value
            steps.append(one)
            continue
        label = _label_before(page, made, one, labels) if one.value == 1 else None
        if label is not None and answered[at] != label:
            inner, began = {one.family: 1}, label
            steps.append(one)
            continue
        if goes_on and one.family != "is":
            inner.clear()
        last = {name: value for name, value in last.items() if RANK[name] < RANK[one.family]}
        last[one.family] = one.value
        made.append(one)
    return made, steps


def _answered(marks: Sequence[Mark], labels: Labels) -> list[str | None]:
    """The words of the label of what was done that follows each number before the next one."""
    ends = [*(one.start for one in marks[1:]), marks[-1].end + _FAR] if marks else []
    return [
        next((told.words for told in labels.within(one.end, end) if not told.tells_state), None)
        for one, end in zip(marks, ends, strict=True)
    ]


def _label_before(page: Page, made: Sequence[Mark], one: Mark, labels: Labels) -> str | None:
    """The words of the label right after which a list begins; "" for a problem's name before acts;
    None where it begins after neither. A state may stand between."""
    if not made:
        told = labels.within(max(0, one.start - _FAR), one.start)
        return told[-1].words if told and not page.plain[told[-1].end : one.start].strip() else None
    told = labels.within(made[-1].end, one.start)
    between = page.plain[told[-1].end : one.start].strip(" \t\n。;") if told else ""
    if told and (not between or is_only_state(between)):
        return told[-1].words
    line = page.plain[made[-1].end : one.start].strip()
    stop = _STOP.search(page.plain, one.end)
    words = page.plain[one.end : stop.start() if stop else len(page.plain)]
    return "" if is_named(line) and is_act(words) else None

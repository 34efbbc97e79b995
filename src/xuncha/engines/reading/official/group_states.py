# ruff: noqa: E501  (patterns)
"""States told for several problems at once, away from the problems themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from xuncha.engines.reading.official.numbers import whole
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.running_text import Found
from xuncha.engines.reading.official.states import state_of

_N = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_STATE = r"(?:已经?)?(?:全部)?(?:完成(?:整改)?|整改(?:完成|到位|完毕)|基本完成(?:整改)?|阶段性完成|取得阶段性成[效果]|(?:需要?)?(?:长期|持续)坚持|正在(?:整改|推进)|整改中|(?:尚)?未完成(?:整改)?|销号)"
_COUNTED = r"(?:[项号条个](?:反馈)?(?:问题)?|问题)"
_LIST = rf"(?P<numbers>{_N}(?:{_COUNTED}?(?:[、,和及]|至|到|-+|~)(?:第|问题|序号)?{_N})*)"
_NUMBERED = (
    re.compile(
        rf"(?:第|问题|序号){_LIST}{_COUNTED}?(?:均|都|目前|现)*(?:为|属于)?(?P<state>{_STATE})"
    ),
    re.compile(
        rf"(?<![\d.、第]){_LIST.replace(')*)', ')+)')}{_COUNTED}(?:均|都|目前|现)*(?:为|属于)?(?P<state>{_STATE})"
    ),
    re.compile(
        rf"(?P<state>{_STATE})(?:的)?(?:问题)?(?:有|为|是|包括)?(?:共?\d+[个项条][,(]?)?[:(]?(?:分别)?(?:是|为)?(?:第|问题|序号){_LIST}"
    ),
)
_FIRST = re.compile(rf"前(?P<count>{_N}){_COUNTED}(?:均|都|目前|现)*(?P<state>{_STATE})")
_WHOLE = re.compile(
    rf"(?:以下|下列|本|该|这|此|上述|以上)?[^。;,\n]{{0,12}}问题[^。;,\n]{{0,6}}?(?:均|都|全部)(?:已经?)?(?P<state>{_STATE})"
)
_ABOVE = re.compile(
    rf"(?:以上|上述|前述)[^。;\n]{{0,14}}(?:问题|事项)[^。;,\n]{{0,8}}?(?P<state>{_STATE})"
)
_REST = re.compile(rf"其[余他](?:[^。;,\n]{{0,6}}问题)?(?:均|都)*(?P<state>{_STATE})")
_STEP = re.compile(rf"(?P<from>{_N})(?:(?:至|到|-+|~)(?:第|问题)?(?P<to>{_N}))?")
_MOST = 300


def with_group_states(page: Page, found: Sequence[Found]) -> list[Found]:
    """The problems, those without a state of their own with the one told for their number, for all
    above or for the rest."""
    states = dict(_by_number(page.plain))
    by_number = len({_number(one) for one, _ in found}) == len(found)
    above = [(one.start(), state_of(one["state"])) for one in _ABOVE.finditer(page.plain)]
    rest = _REST.search(page.plain)
    if not (states or above or rest):
        return list(found)
    made: list[Found] = []
    for at, (one, span) in enumerate(found, start=1):
        told = None
        if one.status == "unstated":
            told = (
                states.get((by_number and _number(one)) or at)
                or _told_above(at - 1, found, above)
                or (state_of(rest["state"]) if rest else None)
            )
        made.append((replace(one, status=told) if told else one, span))
    return made


def _number(one: PaperFinding) -> int | None:
    told = re.search(_N, one.number.translate(_CIRCLES))
    return whole(told.group()) if told else None


_CIRCLES = {ord(sign): str(at) for at, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", start=1)}


def told_for_all(words: str) -> str | None:
    """The state that the words under a heading tell for all problems below it."""
    match = _WHOLE.search(words)
    return state_of(match["state"]) if match else None


def _by_number(plain: str) -> Iterator[tuple[int, str]]:
    for match in _FIRST.finditer(plain):
        if state := state_of(match["state"]):
            yield from ((at, state) for at in range(1, (whole(match["count"]) or 0) + 1))
    for match in chain.from_iterable(form.finditer(plain) for form in _NUMBERED):
        state = state_of(match["state"])
        for step in _STEP.finditer(match["numbers"]):
            first, last = whole(step["from"]), whole(step["to"] or step["from"])
            if state and first and last and first <= last <= _MOST:
                yield from ((at, state) for at in range(first, last + 1))


def _told_above(
    at: int, found: Sequence[Found], above: Sequence[tuple[int, str | None]]
) -> str | None:
    """The state in the first line about those above that follows a problem, where no other heading
    comes between."""
    start = found[at][1][0]
    told = next(((place, state) for place, state in above if place > start), None)
    if told is None:
        return None
    last = next(one for one, span in reversed(found) if span[0] < told[0])
    return told[1] if last.path == found[at][0].path else None

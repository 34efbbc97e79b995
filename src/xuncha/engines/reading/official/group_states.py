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
_STATE = r"(?:已经?)?(?:全部)?(?:按[期时]|如期)?(?:完成(?:整改)?|整改(?:完成|到位|完毕|销号)|基本(?:完成|整改)(?:整改|到位)?|阶段性完成|取得阶段性成[效果]|(?:需要?)?(?:长期|持续)(?:坚持|整改)|正在(?:整改|(?:有序|积极|持续)?推进)|整改中|(?:尚)?未完成(?:整改)?|销号|办结)"
_COUNTED = r"(?:[项号条个](?:反馈)?(?:问题)?|问题)"
_NEXT = rf"(?:{_COUNTED}?(?:[、,和及]|至|到|-+|~)(?:第|问题|序号)?\(?{_N}\)?)"
_LIST = rf"\(?(?P<numbers>{_N}\)?{_NEXT}{{0,60}}+)"
_SEVERAL = rf"\(?(?P<numbers>{_N}\)?(?:(?:[、和及]|至|到|-+|~)\(?{_N}\)?){{1,60}}+)"
_NUMBERED = (
    re.compile(
        rf"(?:第|问题|序号){_LIST}{_COUNTED}?(?:均|都|目前|现)*(?:为|属于)?(?P<state>{_STATE})"
    ),
    re.compile(
        rf"(?<![\d.、第]){_SEVERAL}{_COUNTED}(?:均|都|目前|现)*(?:为|属于)?(?P<state>{_STATE})"
    ),
    re.compile(
        rf"(?P<state>{_STATE})(?:的)?(?:问题)?(?:有|为|是|包括)?(?:共?\d+[个项条][,(]?)?[:(]?(?:分别)?(?:是|为)?(?:第|问题|序号){_LIST}"
    ),
)
_FIRST = re.compile(
    rf"(?<![目此之])前(?P<count>{_N}){_COUNTED}(?:均|都|目前|现)*(?P<state>{_STATE})"
)
_WHOLE = re.compile(
    rf"(?:以下|下列|本|该|这|此|上述|以上)?[^。;,\n]{{0,12}}问题[^。;,\n]{{0,6}}?(?:均|都|全部)(?:已经?)?(?P<state>{_STATE})"
)
_ABOVE = re.compile(
    rf"(?:以上|上述|前述)(?:(?P<count>{_N})[个项条])?[^。;\n]{{0,14}}?(?:问题|事项)[^。;,\n]{{0,8}}?(?P<state>{_STATE})"
)
_REST = re.compile(rf"其[余他](?:[^。;,\n]{{0,6}}问题)?(?:均|都)*(?P<state>{_STATE})")
_COUNT = re.compile(
    rf"(?<![第\d])(?P<count>{_N})[个项条](?:具体|反馈|的)*(?:问题|事项)[^。;,\n\d]{{0,10}}?(?:均|都|全部|已)+(?P<state>{_STATE})(?![\d])"
)
_STEP = re.compile(rf"(?P<from>{_N})\)?(?:(?:至|到|-+|~)(?:第|问题)?\(?(?P<to>{_N}))?")
_MOST = 300


def with_group_states(page: Page, found: Sequence[Found]) -> list[Found]:
    """The problems, those without a state of their own with the one told for their number, for all
    above, for the rest or for all of them."""
    states = dict(_by_number(page.plain))
    by_number = len({_number(one) for one, _ in found}) == len(found)
    above = _told_for_above(page, found)
    rest = _state_in(_REST.search(page.plain)) or _told_for_count(page, found)
    made: list[Found] = []
    for at, (one, span) in enumerate(found, start=1):
        told = None
        if one.status == "unstated":
            told = states.get((by_number and _number(one)) or at) or above.get(at) or rest
        made.append((replace(one, status=told) if told else one, span))
    return made


def _state_in(match: re.Match[str] | None) -> str | None:
    return state_of(match["state"]) if match else None


def _told_for_count(page: Page, found: Sequence[Found]) -> str | None:
    """The state of all problems where as many are said to have it as there are."""
    for match in _COUNT.finditer(page.plain):
        if found and whole(match["count"]) == len(found):
            return state_of(match["state"])
    return None


def _number(one: PaperFinding) -> int | None:
    told = re.search(_N, one.number.translate(_CIRCLES))
    return whole(told.group()) if told else None


_CIRCLES = {ord(sign): str(at) for at, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", start=1)}


def told_for_all(words: str) -> str | None:
    """The state that the words under a heading tell for all problems below it."""
    return _state_in(_WHOLE.search(words))


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


def _told_for_above(page: Page, found: Sequence[Found]) -> dict[int, str]:
    """States in lines about those above (上述3个问题均已完成): of as many as are counted, else of
    those under the same heading as the last. By the place among the problems."""
    made: dict[int, str] = {}
    done = 0
    for match in _ABOVE.finditer(page.plain):
        last = sum(span[0] < match.start() for _, span in found)
        state = state_of(match["state"])
        if not last or not state:
            continue
        count = whole(match["count"] or "")
        first = max(last - count, 0) if count else done
        for at in range(first, last):
            if count or found[at][0].path == found[last - 1][0].path:
                made.setdefault(at + 1, state)
        done = last
    return made

# ruff: noqa: E501  (patterns)
"""Words that label what was done about a problem (整改情况：) or only how far it is (整改状态：)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from xuncha.engines.reading.official.framing import NAMED_BEFORE
from xuncha.engines.reading.official.marks import starts_numbered
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.states import state_of

_ABOUT = r"(?:整改|落实|完成|进展|推进|采取|主要|具体|工作|取得|开展|组织|有关|相关|目前|阶段性|问题|下一步|已|的|及其|及|和|与|、|/)"
_THING = r"(?:情况|措施|进展|成效|结果|举措|做法|状态|进度|效果|成果|进展情况)"
_WORDS = rf"(?P<words>{_ABOUT}{{0,6}}{_THING}(?:(?:及|和|与|、|/)?{_ABOUT}{{0,4}}{_THING})?|整改|(?:整改)?落实)"
_LABEL = re.compile(
    rf"(?:^|(?<=[\n。;…”)\]】:： \u3000?!]))(?:(?:\(?\d{{1,2}}[.、)]|[①-⑨]|[(（][一二三四五六七八九十]{{1,2}}[)）])[ \t]*)?"
    rf"(?:{_WORDS}[ \t]*[:：]|[\[(【]{_WORDS.replace('<words>', '<boxed>')}[\])】][ \t]*[:：]?)",
)
_ALONE = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:\d{1,2}[.、][ \t]*|\(\d{1,2}\)|[①-⑨])?(?P<words>(?:已)?整改(?:落实|完成|进展)?(?:情况|措施|进展|成效|举措)(?:(?:及|和|与|、)(?:整改)?(?:情况|成效|效果|进展))?)[ \t]*(?=\n|$)"
)
_APART = re.compile(
    r"(?<=\n)[ \t]*(?P<words>整改(?:落实)?(?:情况|措施|进展|成效|举措))[ \t]+(?=\S)"
)
"""A label that only a blank keeps apart counts where it comes again."""
_ABOUT_DONE = re.compile(r"整改|落实|完成|进展|采取|做法|举措|措施|成效")
_NOT = re.compile(r"^(?:主要|具体|工作|问题|目前)*(?:情况|结果|成果|效果)$|^工作|^问题")
_STATE = re.compile(r"状态|结果|进度|完成情况|进展|情况$")
_SHORT = 14
_CLAUSE = re.compile(r"(?P<clause>[^。;\n]{0,40})[。;]?(?P<rest>[^\n]{0,24})")
_BESIDE = r"(?:责任|牵头|分管|配合|包保)(?:领导|人|单位|部门|科室|股室|主体)|(?:整改|完成)(?:时限|时间|期限)"
BESIDE = re.compile(rf"(?:{_BESIDE})[ \t]*[:：]")
"""What labels who answers for a problem, and until when."""
ASIDE = re.compile(rf"(?:{_BESIDE}|(?:具体|问题|主要)表现(?:形式)?|问题描述)[ \t]*[:：]")
"""What labels a part of the problem that is neither its words nor what was done."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label with the place of its words and its colon. ``tells_state``: only a state follows."""

    start: int
    end: int
    words: str
    tells_state: bool


class Labels:
    """All labels of a paper, in order."""

    def __init__(self, page: Page) -> None:
        found = [
            _label(page.plain, match)
            for match in _LABEL.finditer(page.plain)
            if _is_label(match["words"] or match["boxed"])
        ]
        found += [
            Label(*one.span(), one["words"], tells_state=False)
            for one in _ALONE.finditer(page.plain)
        ]
        apart = list(_APART.finditer(page.plain))
        counts = Counter(one["words"] for one in apart)
        found += [
            Label(*one.span(), one["words"], tells_state=False)
            for one in apart
            if counts[one["words"]] > 1
        ]
        found += [
            Label(one.end() - 1, one.end(), "", tells_state=False)
            for one in NAMED_BEFORE.finditer(page.plain)
            if one.group()[-1] != "。"
        ]
        self._all = sorted(found, key=lambda one: one.start)
        self._starts = [one.start for one in self._all]

    def within(self, start: int, end: int) -> list[Label]:
        """The labels that begin in a stretch."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def answers(self, start: int, end: int) -> list[Label]:
        """Where what was done begins. A line that only tells the state begins it only where nothing
        else does."""
        told = self.within(start, end)
        return [one for one in told if not one.tells_state] or told[:1]

    def answer(self, start: int, end: int) -> Label | None:
        """The first of them."""
        return next(iter(self.answers(start, end)), None)


def _goes_no_further(rest: str) -> bool:
    """Whether nothing is told after a state in its line: only another label or number follows."""
    words = rest.strip()
    return not words or starts_numbered(words) or _LABEL.match(words) is not None


def _is_label(words: str) -> bool:
    return bool(_ABOUT_DONE.search(words)) and not _NOT.match(words)


def _label(plain: str, match: re.Match[str]) -> Label:
    words = match["words"] or match["boxed"]
    told = _CLAUSE.match(plain, match.end())
    tells_state = bool(
        told
        and _STATE.search(words)
        and len(told["clause"]) < _SHORT
        and state_of(told["clause"].strip())
        and _goes_no_further(told["rest"])
    )
    return Label(match.start(), match.end(), words, tells_state)

# ruff: noqa: E501  (patterns)
"""Numbers before pieces of a paper: 一、 （一） 1. （1） ① 问题1： 第一， 一是 and their like.

Each has a family and a value; where it stands and whether it goes on counting tells a number from
words that only look like one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from xuncha.engines.reading.official.numbers import whole
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.text import fold

_HAN = "一二三四五六七八九十"
_N = rf"(?:[{_HAN}]{{1,3}}|\d{{1,3}})"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_PROBLEM = r"(?:(?:反馈|具体|主要|整改|巡察)?问题|(?:具体|问题)?表现|(?:整改|反馈)事项)"
_FAMILIES = (
    ("formal", rf"[{_FORMAL}]{{1,2}}[ \t]?[、.]"),
    ("roman", r"[\u2160-\u216b][、.]?[ \t]*"),
    ("stem", rf"\([{_STEMS}]\)[、.]?|[{_STEMS}][、.]"),
    ("letter", r"\(?[A-H](?:[、.)](?![A-Za-z]))[ \t]*(?=[\u4e00-\u9fff“])"),
    ("part", rf"第{_N}(?:部分|章|篇)[、:.]?"),
    ("chapter", rf"[{_HAN}]{{1,3}}[ \t]?[、.]"),
    ("aspect", rf"第{_N}个?(?:方面|类)(?:的?问题)?[、:,.]"),
    ("section", rf"\([{_HAN}]{{1,3}}\)[、.,]?"),
    ("problem_word", rf"\[{_PROBLEM}{_N}\][:、]?|{_PROBLEM}(?:{_N}(?:[:、.)]|(?=[ \t]))|\({_N}\)[:、]?)"),
    ("item_word", rf"第{_N}[个项条](?:具体|反馈|整改)?(?:问题)?(?:[、:,.]|(?=[ \t]))(?!第{_N}(?:[个项条]|[至到、-]))"),
    ("dotted3", r"\d{1,2}\.\d{1,2}\.\d{1,2}[、.]?[ \t]*(?=[\u4e00-\u9fff“\[(])"),
    ("dotted2", r"\d{1,2}\.\d{1,2}[、.]?[ \t]*(?=[\u4e00-\u9fff“\[(])(?![万亿]?元|[个项名人年月条件米吨亩])"),
    ("number", r"\d{1,3}(?:[、.]|(?= ))(?!\d)[ \t]*|\d{1,2}[、.](?=[ \t]*20\d\d年)|[⒈-⒛][ \t]*"),
    ("half", r"\d{1,2}\)[、.]?[ \t]*"),
    ("angled", r"[<〈《]\d{1,2}[>〉》][、.]?"),
    ("small", r"\(\d{1,3}\)[、.,]?|[⑴-⒇][ \t]*"),
    ("circle", r"[①-⑳][、.]?"),
    ("ordinal", rf"第[{_HAN}]{{1,2}}[、,:]|其[{_HAN}](?:是(?!否)|[、,:])"),
    ("is", rf"[{_HAN}]{{1,2}}是(?!否)[,:]?"),
)  # fmt: skip
RANK = {
    name: at
    for at, name in enumerate(
        (
            "part", "formal", "roman", "chapter", "aspect", "section", "stem", "plain", "letter", "problem_word", "item_word", "number", "dotted2", "dotted3", "angled", "half",
            "small", "circle", "ordinal", "is",
        )
    )
}  # fmt: skip
"""The usual order, the outermost first; a paper may have its own."""
_MARK = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FAMILIES))
_BREAK = re.compile(
    r"(?<=[。;!?\n:”\]])[ \t]*|(?<=[^\d一二三四五六七八九十]\))[ \t]*|(?<=问题,)|(?<=情况\)|措施\)|进展\)|成效\)|举措\))[ \t]*|^[ \t]*|(?<=[,、])(?=[二三四五六七八九]是|一是[^\n]{4,200}二是)"
    rf"|(?<=[ \t])(?=[{_HAN}{_FORMAL}第(\[问反具①-⑳⑴-⒇]|\d{{1,2}}[、.](?!\d)\s*[\u4e00-\u9fff“\[]|\d{{1,2}}(?:[、.]\s*20\d\d年|[ \t](?:关于|针对|“))|\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}|\d{{1,2}}\))",
    re.M,
)
_LABEL = re.compile(
    r"[ \t]*(?:问题(?:表现|描述)|具体表现|整改(?:落实|进展|完成)?(?:情况|措施|进展|成效|结果|状态|时限)|责任(?:人|领导|单位)|完成(?:情况|时限))[ \t]*(?P<end>[:：]|(?=\n))"
)
"""Numbered or not, these only label a part of the problem above; where all numbers of a family
label problems (1.问题描述：…) they count those."""
_FINE = frozenset({"number", "half", "small", "circle", "dotted2", "dotted3"})
"""Families that may number labels without a colon; others make headings of them."""
_OF_PROBLEM = re.compile(r"问题|表现")
_QUANTITY = re.compile(
    r"\d{1,3}\s*(?:年|月|日|个(?![别体人])|项(?!目)|名(?!义)|万|%|人(?!居|员|才|大)|条|件)"
)
_INLINE_NUMBER = re.compile(
    r"\d{1,2}[、.]\s*(?:[\u4e00-\u9fff“\[]|20\d\d年)|\d{1,2}[ \t](?:关于|针对|“)|[⒈-⒛]"
)
_INDENT = 60
"""So far a line's first words may be set in."""
_WORDS_OF_VALUE = re.compile(rf"[{_HAN}]+|\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number: its family and value, where it stands, and whether it begins a line."""

    family: str
    value: int
    start: int
    end: int
    at_line: bool
    stem: str = ""
    """Of 2.3: what stands before the last point."""


def find_marks(page: Page) -> list[Mark]:
    """All numbers in order. One counts at the beginning of a line, or within one after a full
    stop, a semicolon or a colon where it goes on counting."""
    found: list[Mark] = []
    furniture = {line.start for line in page.furniture}
    last: dict[str, int] = {}
    parts: dict[str, list[tuple[Mark, bool]]] = defaultdict(list)
    for place in _BREAK.finditer(page.plain):
        match = _MARK.match(page.plain, place.end())
        if match is None or match.start() in furniture:
            continue
        if found and match.start() < found[-1].end:
            continue
        mark = _mark(page.plain, match)
        if (label := _LABEL.match(page.plain, mark.end)) and (label["end"] or mark.family in _FINE):
            parts[mark.family].append((mark, _OF_PROBLEM.search(label.group()) is not None))
        elif _counts(page.plain, match, mark, last):
            found.append(mark)
            last[mark.family] = mark.value
    told = [one for many in parts.values() if all(ok for _, ok in many) for one, _ in many]
    return _without_stray(sorted([*found, *told], key=lambda one: one.start))


def _mark(plain: str, match: re.Match[str]) -> Mark:
    family, words = str(match.lastgroup), match.group()
    start = match.start()
    before = plain[max(0, start - _INDENT) : start].rstrip(" \t\u3000")
    value, stem = _value(words), ""
    if family.startswith("dotted"):
        digits = re.findall(r"\d+", words)
        value, stem = int(digits[-1]), ".".join(digits[:-1])
    at_line = before.endswith("\n") or (not before and start <= _INDENT)
    return Mark(family, value, start, match.end(), at_line, stem)


def _value(words: str) -> int:
    for first in "①⑴⒈\u2160":
        if 0 <= (at := ord(words[0]) - ord(first)) < 20:
            return at + 1
    for row in (_FORMAL, _STEMS, "ABCDEFGH"):
        if (at := row.find(words.lstrip("(")[0])) >= 0:
            return at + 1
    told = _WORDS_OF_VALUE.search(words)
    return (whole(told.group()) if told else None) or 0


def _counts(plain: str, match: re.Match[str], mark: Mark, last: dict[str, int]) -> bool:
    """Whether what looks like a number is one."""
    if mark.family == "number" and _QUANTITY.match(plain, mark.start):
        return False
    if mark.at_line:
        return True
    if mark.family == "number" and not _INLINE_NUMBER.match(plain, mark.start):
        return False
    if plain[mark.start - 1] in ",、" and mark.value not in {1, last.get(mark.family, 0) + 1}:
        return False
    if plain[mark.start - 1] == ")" and mark.value not in {1, last.get(mark.family, 0) + 1}:
        return False
    if mark.family in {"letter", "roman", "formal", "stem"}:
        return mark.value == last.get(mark.family, 0) + 1
    if mark.family in {"chapter", "part", "aspect", "item_word", "half", "dotted2", "dotted3"}:
        return mark.value in {1, last.get(mark.family, 0) + 1}
    return True


def _without_stray(marks: list[Mark]) -> list[Mark]:
    """A decimal fraction at the head of a line is no outline: 2.3 counts only after 2.1."""
    begun = {(one.family, one.stem) for one in marks if one.value == 1}
    return [
        one for one in marks
        if not one.family.startswith("dotted") or (one.family, one.stem) in begun
    ]  # fmt: skip


def starts_numbered(line: str) -> bool:
    """Whether a line begins with a number of its own."""
    match = _MARK.match(fold(line))
    return match is not None and match.lastgroup != "is"

# ruff: noqa: E501  (patterns)
"""Papers as outlines: lines with their numbers (一、 （一） 1. （1） ① 一是) and what is below."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from xuncha.engines.reading.text import fold

_HAN = "一二三四五六七八九十百"
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (1, rf"^第[{_HAN}]+(?:部分|章|个方面|方面|类)[、.:,]?\s*"),
        (2, rf"^[{_HAN}]{{1,3}}[、.]\s*|^[{_HAN}]{{1,3}}\s*,\s*(?=.)"),
        (3, rf"^\([{_HAN}]{{1,3}}\)[、.,:]?\s*"),
        (5, r"^(\d{1,3})(?:[、.:]|\s*\))\s*(?!\d)|^(\d{1,3})\.(?=\d+[年月名个人项万元])|^第(\d{1,3}|[一二三四五六七八九十]{1,3})[项条个](?:问题)?[、.:,]\s*|^问题\s*(\d{1,3}|[一二三四五六七八九十]{1,3})[、.:]\s*"),
        (6, r"^\((\d{1,3})\)[、.,:]?\s*"),
        (7, r"^([①-⑳])[、.]?\s*"),
        (4, rf"^(?:第?[{_HAN}]{{1,3}})(?:是|要|个方面是)\s*[,:]?"),
    )
)  # fmt: skip
INLINE = re.compile(rf"(?:(?<=[。；;.:：])|^)\s*(?=[{_HAN}]{{1,2}}是(?!否))")
NUMBERED = 5
"""From this level on a line is numbered as a single problem (1. （1） ①)."""
_IS_LEVEL = 4


@dataclass(slots=True)
class Node:
    """A numbered line: its level, number, words after the number, and what follows it."""

    level: int
    number: str
    text: str
    line: str
    body: list[str] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)


def marked(line: str) -> tuple[int, str, str] | None:
    """Level, number and the words after the number of a numbered line; None for a plain one."""
    plain = fold(line)
    for level, form in _FORMS:
        found = form.match(plain)
        if found and found.end() < len(plain):
            number = next((one for one in found.groups() if one), "") if found.groups() else ""
            number = number if number.isdecimal() else unicodedata.normalize("NFKC", number)
            return level, number or plain[: found.end()].strip(), line[found.end() :].strip()
    return None


def outline(lines: list[str]) -> tuple[list[str], list[Node]]:
    """Plain lines before the first numbered one, and the tree of numbered lines."""
    before: list[str] = []
    roots: list[Node] = []
    stack: list[Node] = []
    for raw in lines:
        line = raw.strip(" \t\u3000\xa0\ufeff")
        if not line:
            continue
        told = marked(line)
        if told is None:
            (stack[-1].body if stack else before).append(line)
            continue
        node = Node(told[0], told[1], told[2], line)
        while stack and _rank(stack[-1]) >= _rank(node):
            stack.pop()
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
    return before, roots


def _rank(node: Node) -> int:
    """一是 goes below whatever it stands under, so it comes last."""
    return 10 if node.level == _IS_LEVEL else node.level

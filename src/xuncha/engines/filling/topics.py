"""What a part of a sentence is about: it holds for the clauses that follow it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xuncha.engines.filling.clauses import Place
from xuncha.engines.filling.entries import Token
from xuncha.engines.filling.reading import SUBJECTS, Sense

_LEVELS = frozenset({"一级", "层面", "方面", "这一级", "级", "这一块", "系统", "领域", "上"})
_ABOUT = frozenset({"在", "落实", "贯彻落实", "围绕", "聚焦", "紧盯", "从"})
_WAYS = frozenset({"方式", "形式", "的方式", "的形式"})
_AMONG = {("问题", "中"), ("问题", "里"), ("问题", "当中")}
_CLOSE = frozenset("，：:")


def topic_at(tokens: Sequence[Token], index: int) -> tuple[str, str] | None:
    """在镇一级，… 落实全面从严治党方面，…: the kind or the focus that the clauses after it are
    about. Nothing where a mask stands in the same clause before it."""
    token = tokens[index]
    told = [pair for pair in token.params
            if pair[0] in {"kind", "focus"}]  # fmt: skip
    if len(told) != 1 or (token.entry and (token.entry.act or token.entry.head)):
        return None
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    before = tokens[index - 1].text if index else ""
    key, value = told[0]
    if key == "focus":
        if after in _LEVELS:
            return (key, value) if _closes(tokens, index + 2) else None
        return (key, value) if before in _ABOUT and after in _CLOSE else None
    if after == "的" and _words(tokens, index + 2) in _AMONG:
        return (key, value) if _closes(tokens, index + 4) else None
    return (key, value) if after in _LEVELS and _closes(tokens, index + 2) else None


def _words(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    return tuple(one.text for one in tokens[index : index + 2])


def _closes(tokens: Sequence[Token], index: int) -> bool:
    return index >= len(tokens) or tokens[index].text in _CLOSE or tokens[index].text == "看"


def topic_of(sentence: Sequence[Token]) -> str:
    """线索这一块，登记的 * 件，移交的 * 件: the noun that the sentence opens with, where nothing is
    said of it there; none: empty."""
    heads: list[str] = []
    for one in sentence:
        if one.text in _CLOSE:
            return heads[0] if len(heads) == 1 else ""
        if one.mask >= 0 or (one.entry and (one.entry.act or one.entry.marks)):
            return ""
        if one.entry and one.entry.head:
            heads.append(one.entry.head)
    return ""


def way_told(sentence: Sequence[Token]) -> str:
    """采取常规巡察方式，对…: the last way that the sentence says it goes by."""
    found = ""
    for one, after in pairwise(sentence):
        ways = [v for k, v in one.params if k == "way"]
        if ways and after.text in _WAYS:
            found = ways[0]
    return found


def with_way(sense: Sense, place: Place) -> Sense:
    """Units that are inspected 采取…方式 are inspected in that way."""
    told = way_told(place.sentence)
    if told and (sense.is_kind or sense.head in SUBJECTS) and "way" not in sense.params:
        sense.params["way"] = told
    return sense

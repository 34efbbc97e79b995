"""Header texts to fields: what a column heading may mean, and how sure that is."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from xuncha.engines.reading import synonyms
from xuncha.engines.reading.records import Field
from xuncha.engines.reading.text import fold, squeeze

LONGEST = 30
"""A heading of more characters than this is a sentence, not a heading."""
SURE = 0.75
"""From here on a name was found whole."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")
_OUTER = re.compile(r"^[^\w]+|[^\w]+$")
_JOINTS = re.compile(r"以及|(?<![涉普以])及(?!时)|[和与、/,;]+")
_INNER = re.compile(r"[、,;/\-_.:|\"'*]+")
_UNIT = re.compile(
    r"(?:单位[:为]?|[(\[:,])?(亿元|百万元|万元|千元|百元|人民币元|元|万|亿)(?:[)\]]|人民币|$)"
)
_TELLING = re.compile(
    r"^(?:截至目前|截止目前|目前|本月|本季度)?(?:的)?|(?:的)?(?:说明|简述|概述|描述|详述|汇总|小结|简介|介绍|摘要|简要说明|简要|报告)$"
)
_FACTORS = {"亿": 10**8, "亿元": 10**8, "百万元": 10**6, "万": 10**4, "万元": 10**4, "千元": 10**3,
            "百元": 100, "元": 1, "人民币元": 1}  # fmt: skip
_DUAL = (
    frozenset({Field.LEAD, Field.RESPONSIBLE_UNIT}),
    frozenset({Field.STATUS, Field.PROGRESS}),
)
Candidates = tuple[tuple[Field, float], ...]


def _table() -> dict[str, dict[Field, float]]:
    table: dict[str, dict[Field, float]] = {}
    for source, base in ((synonyms.ALSO, 0.6), (synonyms.SURE, 1.0)):
        for field, names in source.items():
            for place, name in enumerate(names.split()):
                table.setdefault(name, {})[field] = base - 0.002 * place
    return table


_NAMES = _table()
_PARTIAL = sorted((name for name in _NAMES if len(name) > 1), key=len, reverse=True)
_NONE = frozenset(synonyms.NONE)


@lru_cache(maxsize=4096)
def key_of(header: str) -> str:
    """A heading for comparing: half width, without blanks, line breaks, brackets, outer signs."""
    plain = squeeze(fold(header)).lower()
    bare = _BRACKETS.sub("", plain)
    bare = _OUTER.sub("", bare or plain)
    return re.sub(r"^\d+[.、:]?(?=\D)", "", bare)


def unit_factor(*headers: str) -> Decimal | None:
    """Yuan per unit where a heading names a unit (``涉及金额（万元）``); None where it does not."""
    for header in headers:
        found = _UNIT.search(squeeze(fold(header)))
        if found:
            return Decimal(_FACTORS[found[1]])
    return None


def candidates(parts: tuple[str, ...]) -> Candidates:
    """Fields that a column may hold, best first, by its heading from top row to bottom row."""
    keys = tuple(key for key in (key_of(part) for part in parts) if key)
    return (_candidates(keys) if keys else ()) or _in_brackets(parts[-1] if parts else "")


def _in_brackets(header: str) -> Candidates:
    """怎么改（整改措施）: a heading in words of its own, with the field's name in brackets."""
    for inside in _BRACKETS.findall(squeeze(fold(header)).lower()):
        if fields := _NAMES.get(_OUTER.sub("", inside)):
            told = [(field, round(score * 0.9, 4)) for field, score in fields.items()]
            return tuple(sorted(told, key=lambda one: -one[1]))
    return ()


@lru_cache(maxsize=4096)
def _candidates(keys: tuple[str, ...]) -> Candidates:
    best: dict[Field, float] = {}
    joined = "".join(keys)
    for text, worth, whole in ((keys[-1], 1.0, False), (joined, 1.05, True), (keys[0], 0.6, False)):
        if whole and len(keys) == 1:
            continue
        for field, score in _of_name(text).items():
            if whole and score < SURE:
                score *= 0.8
            best[field] = max(best.get(field, 0.0), round(score * worth, 4))
    return tuple(sorted(best.items(), key=lambda one: -one[1]))


@lru_cache(maxsize=4096)
def _of_name(key: str) -> dict[Field, float]:
    if len(key) > LONGEST or key in _NONE:
        return {}
    exact = _NAMES.get(key) or _NAMES.get(_INNER.sub("", key))
    if exact:
        return exact
    told = _NAMES.get(_TELLING.sub("", key))
    if told:  # 整改情况说明 tells 整改情况
        return {field: score * 0.95 for field, score in told.items()}
    pair = _of_pair(key)
    return pair or _of_inside(key)


def _of_pair(key: str) -> dict[Field, float]:
    """责任单位及责任人: two names in one heading; the first is the column's."""
    parts = [part for part in _JOINTS.split(key) if part]
    if len(parts) < 2:
        return {}
    fields = [_NAMES.get(part) or _of_inside(part) for part in parts]
    if not fields[0]:
        return {}
    found = {field: score * 0.9 for field, score in fields[0].items()}
    for more in fields[1:]:
        for field, score in (more or {}).items():
            found.setdefault(field, score * 0.5)
    return found


def _of_inside(key: str) -> dict[Field, float]:
    """A name inside a longer heading: what stands last in Chinese says what the thing is."""
    if any(key.endswith(none) for none in _NONE) or re.search(r"(?:个|总|条|项|件)数量?$", key):
        return {}
    best: tuple[tuple[int, int], str] | None = None
    for name in _PARTIAL:
        at = key.rfind(name)
        if at >= 0 and (best is None or (at + len(name), len(name)) > best[0]):
            best = ((at + len(name), len(name)), name)
    if best is None:
        return {}
    (end, length), name = best
    share = length / len(key)
    weight = 0.3 + 0.35 * share + (0.08 if end == len(key) else 0.0)
    if length == 2 and share < 0.5 and end < len(key):
        return {}
    return {field: score * weight for field, score in _NAMES[name].items()}


def may_share(first: Field, second: Field) -> bool:
    """Whether one column may rightly hold both fields (责任单位及责任人; 完成情况 in prose)."""
    return frozenset({first, second}) in _DUAL

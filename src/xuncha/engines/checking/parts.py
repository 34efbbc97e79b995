# ruff: noqa: E501  (patterns)
"""The parts that a finding names.

Parts are told by 一是…二是…, ①②, 一方面…另一方面, or as a list: places, persons, sums, clauses of one
make after a colon or between 、, or faults that stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xuncha.engines.checking.counted import counted, things_of_all
from xuncha.engines.checking.faults import FAILS, SUMMARY, faults_in_row
from xuncha.engines.checking.instances import SURNAMES
from xuncha.engines.checking.listing import PLACE_ENDS, Item, lists, stem
from xuncha.engines.checking.prose import bare, fold, grams
from xuncha.engines.checking.sums import sums
from xuncha.engines.checking.synonyms import same_words
from xuncha.engines.checking.twofold import twofold

_COUNTING = "一二三四五六七八九十"
_MARKS = re.compile(
    rf"(?P<is>第?[{_COUNTING}]是|一[个处条笔名户家]是)(?![否非])|[①②③④⑤⑥⑦⑧⑨]|[(](?:\d|[{_COUNTING}])[)]"
    r"|(?<=[:;。,])\s*\d[.、](?!\d)|(?:另)?一方面|(?:同时|另外|此外|其次|再次|再者)(?=[,，]?[^,]{3})"
)
THOUSANDS = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_HEAD = re.compile(r"^[^:]{2,30}[:]|^[^:]{0,60}?(?:其中|比如|如)[,:]")
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{2,4}}?(?:{PLACE_ENDS})(?!民)")
_PERSONS = re.compile(
    rf"(?P<names>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:、[{SURNAMES}][\u4e00-\u9fff]{{1,2}})+)(?:和[\u4e00-\u9fff]{{2,3}})?"
    r"(?=等?[\d两三四五六七八九十]?[人名]|违规|在|被|接受|收受|重复|挪用|长期|未)"
)
_ANOTHER_PERSON = re.compile(
    rf"[,;、](?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=违规|违纪|违法|经商|挪用|收受|虚报|冒领|套取|擅自|私自|长期|重复|未|被|利用|参与|领取|截留|\d)"
)
COMMON = frozenset(
    "的了在是和与及对不未没无有问题情况存在工作管理整改方面一二三是个名人次元万分同时另已均"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a finding: its words, where they stand, and what tells it from the others."""

    words: str
    start: int
    end: int
    name: str = ""  # a place or person
    sum: Decimal | None = None
    own: frozenset[str] = frozenset()
    key: str = ""  # the short form of its name
    is_loose: bool = False  # of clauses in a row that nothing but their make holds together
    is_beside: bool = False  # of two or three that only stand side by side


def lists_of(finding: str) -> tuple[tuple[Part, ...], ...]:
    """The lists of parts that the finding names; empty where it names one matter."""
    text = fold(finding)
    spans = _by_marks(text)
    if len(spans) > 1:
        return (_told_apart([_part(finding, text, start, end) for start, end in spans]),)
    if persons := _by_persons(text):
        return (persons,)
    return _unmarked(finding, text)


def _unmarked(finding: str, text: str) -> tuple[tuple[Part, ...], ...]:
    """Lists that only the make of their items tells."""
    spans = _by_list(text)
    found = lists(text)
    all_sums = all(sums(text[start:end]) for start, end in spans)
    if found and not (all_sums and len(spans) > max(map(len, found))):
        rows = [_without_heading(text, items) for items in found]
        return tuple(
            _told_apart([_part(finding, text, at.start, at.end, at.name) for at in items])
            for items in rows
            if len(items) > 1
        )
    items = _without_heading(text, [Item(*one) for one in spans])
    parts = [_part(finding, text, one.start, one.end) for one in items]
    if len(spans) < 2:
        parts = [_part(finding, text, *one) for one in counted(text) or things_of_all(text)]
    if len(spans) < 2 and not parts:
        faults = [Item(*told) for one in faults_in_row(text) if (told := _trim(text, *one))]
        items = _without_heading(text, faults)
        parts = [_part(finding, text, one.start, one.end, loose=True) for one in items]
        if not faults:
            beside = [_part(finding, text, *one) for one in twofold(text)]
            parts = [replace(one, is_beside=True, name="") for one in beside]
    return (_told_apart(parts),) if len(parts) > 1 else ()


_HEADING = re.compile(rf"{SUMMARY.pattern}|(?:不合理|不科学|不完善|不健全|不严格|敷衍)$")


def _without_heading(text: str, items: Sequence[Item]) -> Sequence[Item]:
    """The items without the first or last where that alone sums up what the others tell by
    instances (农村公路养护不到位,石马线路面破损): who mends the instances answers it."""
    sums_up = [bool(_HEADING.search(text[one.start : one.end])) for one in items]
    if sums_up.count(True) != 1 or not (sums_up[0] or sums_up[-1]):
        return items
    return items[1:] if sums_up[0] else items[:-1]


def _by_marks(text: str) -> list[tuple[int, int]]:
    marks = list(_MARKS.finditer(text))
    if len(marks) < 2:
        return []
    ends = [found.start() for found in marks[1:]] + [len(text)]
    spans = [(found.end(), end) for found, end in zip(marks, ends, strict=True)]
    first = marks[0]
    before = text[: first.start()]
    if not first["is"] and first.group() in ("同时", "另外", "此外", "其次", "再次", "再者"):
        cut = max(before.rfind(stop) for stop in ",。;:")
        inner = before[:cut].rfind(",") if cut == len(before) - 1 else cut
        spans.insert(0, (max(inner, before.rfind(":")) + 1, first.start()))
    return [trimmed for one in spans if (trimmed := _trim(text, *one))]


def _by_list(text: str) -> list[tuple[int, int]]:
    """Items of one make: after a colon, else the longest run between 、 or commas."""
    head = _HEAD.match(text)
    start = head.end() if head else 0
    sentence = re.split(r"[。\n]", text[start:])[0]
    for mark in ("、", ";", ","):
        at, spans = start, []
        cut = THOUSANDS if mark == "," else re.compile(mark)
        for piece in cut.split(sentence):
            spans.append((at, at + len(piece)))
            at += len(piece) + 1
        told = _items(text, spans, has_head=head is not None, mark=mark)
        if len(told) > 1:
            return told
    return []


def _items(
    text: str, spans: list[tuple[int, int]], *, has_head: bool, mark: str
) -> list[tuple[int, int]]:
    """The pieces where each tells a failing or a sum of its own."""
    pieces = [(start, end) for start, end in spans if end - start > 2]
    if pieces:
        pieces = [*pieces[:-1], *_last_two(text, *pieces[-1])]
    if len(pieces) < 2:
        return []
    if pieces and not has_head:
        # 隐患整改不彻底，加油站消防沙不足、…: the head stands before a comma.
        start, end = pieces[0]
        cuts = [one.end() for one in THOUSANDS.finditer(text, start, end)]
        if mark == "、" and cuts:
            pieces[0] = (cuts[-1], end)
    whole = [text[start:end] for start, end in pieces]
    money = [bool(sums(one)) for one in whole]
    places = [bool(_PLACE.search(one)) for one in whole]
    least = 2 if has_head else 3
    if len(pieces) >= 2 and (sum(money) == len(pieces) or (all(places) and mark != ",")):
        return [trimmed for one in pieces if (trimmed := _trim(text, *one))]
    if mark == "," and not has_head:
        return _after_summary(text, pieces)
    failing = sum(1 for one in whole if FAILS.search(one) and len(one) >= 4)
    if (
        len(pieces) >= 3
        and (has_head or mark == "、")
        and all(4 <= len(one) <= 18 for one in whole)
    ):
        # Clauses of one length after a colon or between 、: one failing word makes them faults.
        failing = len(pieces) if failing else 0
    if len(pieces) >= least and failing * 3 >= len(pieces) * 2:
        return [trimmed for one in pieces if (trimmed := _trim(text, *one))]
    return []


def _last_two(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Of 复印费2,115元和工本费1,930元 both, where each has its sum."""
    joint = re.compile("以及|和|及").search(text, start, end)
    if joint and sums(text[start : joint.start()]) and sums(text[joint.end() : end]):
        return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]


def _after_summary(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Clauses between commas: places with a failing each, or three failings and more after a
    clause that sums them up (通组公路问题突出，…)."""
    whole = [text[start:end] for start, end in pieces]
    placed = [at for at, one in enumerate(whole) if _PLACE.match(one) and FAILS.search(one)]
    names = {_PLACE.match(whole[at])[0] for at in placed}  # type: ignore[index]
    if len(placed) >= 2 and len(names) == len(placed) and placed[-1] - placed[0] < len(placed):
        return [trimmed for at in placed if (trimmed := _trim(text, *pieces[at]))]
    rest = whole[1:]
    failing = sum(1 for one in rest if FAILS.search(one) and len(one) >= 5)
    if len(rest) >= 3 and SUMMARY.search(whole[0]) and failing == len(rest):
        return [trimmed for one in pieces[1:] if (trimmed := _trim(text, *one))]
    return []


def _by_persons(text: str) -> tuple[Part, ...]:
    found = _PERSONS.search(text)
    if found is None:
        return ()
    parts, at = [], found.start("names")
    money = [one for one in sums(text) if one.start > found.end("names")]
    names = found["names"].split("、")
    for place, name in enumerate(names):
        told = money[place].yuan if len(money) == len(names) else None
        parts.append(Part(text[at : at + len(name)], at, at + len(name), name, told))
        at += len(name) + 1
    # 张文、李武违规兼职,王平经商: who stands at the head of the next clauses.
    for more in _ANOTHER_PERSON.finditer(text, found.end()):
        parts.append(Part(more["name"], more.start("name"), more.end("name"), more["name"]))
    return tuple(parts)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not text[start].isalnum() and text[start] not in "《“(":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "》”)":
        end -= 1
    return (start, end) if end - start > 1 else None


def _part(
    finding: str, text: str, start: int, end: int, name: str = "", *, loose: bool = False
) -> Part:
    words = text[start:end]
    place = None if name else _PLACE.search(words)
    money = sums(words)
    return Part(
        finding[start:end], start, end,
        place.group() if place and place.start() <= 2 else name,
        money[0].yuan if len(money) == 1 else None,
        frozenset(content(words)), is_loose=loose,
    )  # fmt: skip


def content(text: str) -> set[str]:
    """Pairs of characters that say what a text is about."""
    plain = same_words(re.sub(r"\d", "", bare(text)))
    return {one for one in grams(plain) if not set(one) & COMMON}


def _told_apart(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Pairs that several parts share tell none of them."""
    told = []
    for one in parts:
        others = set().union(*(other.own for other in parts if other is not one))
        own = one.own - others
        told.append(replace(one, own=own or one.own, key=_key(one, parts)))
    return tuple(told)


def _key(one: Part, parts: Sequence[Part]) -> str:
    """The short form of its name that no other part's name holds."""
    short = stem(one.name)
    others = [other.name for other in parts if other is not one]
    return one.name if any(short in other for other in others) else short

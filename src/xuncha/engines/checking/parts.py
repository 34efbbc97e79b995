# ruff: noqa: E501  (patterns)
"""The parts that a finding names, and which of them a result deals with.

Parts are told by 一是…二是…, ①②, 一方面…另一方面, or as a list: places, persons, sums, or clauses of
one make after a colon or between 、. A part is dealt with where the result names its place or
person, tells its sum, or speaks of its matter; a clause of the result that fits no part stands for
one that is told in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xuncha.engines.checking.counted import counted, things_of_all
from xuncha.engines.checking.faults import FAILS, SUMMARY, faults_in_row
from xuncha.engines.checking.instances import SURNAMES
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.listing import PLACE_ENDS, Item, lists, number, stem
from xuncha.engines.checking.prose import bare, fold, grams
from xuncha.engines.checking.sums import sums
from xuncha.engines.checking.synonyms import same_words
from xuncha.engines.checking.vagueness import vagueness

_COUNTING = "一二三四五六七八九十"
_MARKS = re.compile(
    rf"(?P<is>第?[{_COUNTING}]是)(?![否非])|[①②③④⑤⑥⑦⑧⑨]|[(](?:\d|[{_COUNTING}])[)]"
    r"|(?<=[:;。,])\s*\d[.、](?!\d)|(?:另)?一方面|(?:同时|另外|此外|其次|再次|再者)(?=[,，]?[^,]{3})"
)
_THOUSANDS = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_HEAD = re.compile(r"^[^:]{2,30}[:]|^[^:]{0,60}?(?:其中|比如|如)[,:]")
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{2,4}}?(?:{PLACE_ENDS})(?!民)")
_PERSONS = re.compile(
    rf"(?P<names>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:、[{SURNAMES}][\u4e00-\u9fff]{{1,2}})+)(?:和[\u4e00-\u9fff]{{2,3}})?"
    r"(?=等?[\d两三四五六七八九十]?[人名]|违规|在|被|接受|收受|重复|挪用|长期|未)"
)
_ANOTHER_PERSON = re.compile(
    rf"[,;、](?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=违规|违纪|违法|经商|挪用|收受|虚报|冒领|套取|擅自|私自|长期|重复|未|被|利用|参与|领取|截留|\d)"
)
_ALL = re.compile(r"全部|均|都|逐[一项村户处笔人件个]|一并|上述|以上|悉数|各项|所有|完毕")
_EVERY = re.compile(r"上述|以上|逐[一项村户处笔人件个]|各[项处村]|所有")
_COUNT = re.compile(
    r"(?:^|上述|以上|这|对|将|该|等|目前|现已?|已)([\d两二三四五六七八九])\s*(?:个|项|处|人|名|位|村|笔|方面|类|家|户|条|座|所|件|起|库|店|馆|院|站|校|社区|公司|企业|单位|部门)"
)
_COMMON = frozenset(
    "的了在是和与及对不未没无有问题情况存在工作管理整改方面一二三是个名人次元万分同时另已均"
)
_CUT = re.compile(r"[;。\n]|(?<=[^\d]),|,(?=[^\d])|(?=[①②③④⑤⑥⑦⑧⑨])|(?=[一二三四五六七八九]是)")


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
        cut = _THOUSANDS if mark == "," else re.compile(mark)
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
    if len(pieces) < 2:
        return []
    if pieces and not has_head:
        # 隐患整改不彻底，加油站消防沙不足、…: the head stands before a comma.
        start, end = pieces[0]
        cut = text.rfind(",", start, end)
        if mark == "、" and cut >= 0:
            pieces[0] = (cut + 1, end)
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
        frozenset(_content(words)), is_loose=loose,
    )  # fmt: skip


def _content(text: str) -> set[str]:
    """Pairs of characters that say what it is about."""
    plain = same_words(re.sub(r"\d", "", bare(text)))
    return {one for one in grams(plain) if not set(one) & _COMMON}


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


def deals_with_all(told: Sequence[str], parts: Sequence[Part], lexicon: Lexicon) -> bool:
    """A clause that speaks of all parts at once: 三处均已修复, 三人全部退回."""
    owed = [one.sum for one in parts if one.sum is not None]
    total = sum(owed) if len(owed) == len(parts) > 1 else None
    for clause in _clauses(told):
        if total is not None and any(one.yuan == total for one in sums(clause)):
            return True
        count = _COUNT.search(clause)
        counts = count is not None and number(count[1]) == len(parts)
        every = _EVERY.search(clause)
        if not counts and not every:
            continue
        fits = sum(_fits(one, clause) for one in parts)
        if counts and (_ALL.search(clause) or fits != 1):
            return True
        if fits == 0 and every and vagueness(clause, lexicon) < 0.6:
            return True
    return False


def untouched(
    told: Sequence[str], parts: Sequence[Part], lexicon: Lexicon, *, lasting: bool = False
) -> tuple[Part, ...]:
    """The parts that no clause fits; none where as many sentences fit no part and tell a matter
    of their own, and none where nothing was dealt with at all. ``lasting``: what is to last may
    still be under way where its name is told."""
    said = [one for one in _clauses(told) if _tells(one, lexicon)]
    if all(one.name for one in parts) and not any(
        _is_named(one, clause) for one in parts for clause in _clauses(told)
    ):
        return ()  # places in a row: the result may speak of all without a name
    left = [
        one
        for one in parts
        if not any(_fits(one, clause) for clause in said)
        and not _is_told_by_talk(one, told, lexicon)
        and not any(
            _is_named(one, clause)
            for clause in _clauses(told)
            if lasting or not _is_to_come(clause, lexicon)
        )
    ]
    if len(left) == len(parts):
        return ()  # nothing dealt with: the other rules ask about that
    if parts[0].is_loose and (len(left) > 1 or len(parts) < 3):
        return ()  # what only stands in a row may as well be told together
    return tuple(left) if len(left) > _loose(told, parts, lexicon) else ()


def _is_told_by_talk(part: Part, told: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the part itself is about talk (廉政谈话一次未开展), and a clause of talk fits it."""
    if lexicon.talk.search(part.words) is None and "谈话" not in part.words:
        return False
    return any(
        _fits(part, clause) and not _is_to_come(clause, lexicon) for clause in _clauses(told)
    )


def speaks_of(told: Sequence[str], part: Part) -> bool:
    """Whether a clause fits the part."""
    return any(_fits(part, clause) for clause in _clauses(told))


def _tells(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause tells something of the matter: no meeting, no phrase, no plan."""
    if lexicon["pending"].search(clause):
        return False
    is_talk = lexicon.talk.search(clause) is not None and not lexicon.acts.search(clause)
    return not is_talk and vagueness(clause, lexicon) < 0.6


def _loose(told: Sequence[str], parts: Sequence[Part], lexicon: Lexicon) -> int:
    """Sentences (between ；and 。) that tell a matter and fit no part."""
    count = 0
    for piece in re.split(r"[;。\n]|(?=[①②③④⑤⑥⑦⑧⑨])", fold("\n".join(told))):
        clauses = [one for one in piece.split(",") if len(bare(one)) > 3]
        own = [one for one in clauses if _tells(one, lexicon)]
        fitting = [any(_fits(one, clause) for one in parts) for clause in clauses]
        # What a sentence begins with and no part has is one told in other words.
        if own and (
            not any(fitting)
            or (not fitting[0] and clauses[0] in own and not _LEADS.match(clauses[0]))
        ):
            count += 1
    return count


_LEADS = re.compile(r"(?:\d{1,2}月|20\d\d年|经|由|对|按|召开|组织|委托|投入|安排|争取|申请)")


def _clauses(told: Sequence[str]) -> list[str]:
    return [one for one in _CUT.split(fold("\n".join(told))) if one and len(one) > 1]


def _is_to_come(clause: str, lexicon: Lexicon) -> bool:
    return lexicon["pending"].search(clause) is not None


def _is_named(part: Part, clause: str) -> bool:
    return bool(part.name) and (part.key or part.name) in clause


def _fits(part: Part, clause: str) -> bool:
    if _is_named(part, clause):
        return True
    if part.sum is not None and any(one.yuan == part.sum for one in sums(clause)):
        return True
    if part.name and (not part.own or part.name[0].isdigit()):
        return False  # 7号库: nothing but its number tells it from 5号库
    if any(one in part.words for one in _briefly(clause)):
        return True
    shared = part.own & _content(clause)
    return bool(shared)


def _briefly(clause: str) -> Iterator[str]:
    """Things told in one character: of a list of short words (扶手、灯), or before what was done to
    it (药换了); of 接水、划线 what the verb takes."""
    pieces = re.split(r"[、和及]", re.split(r"都|均|已|全部|\d", clause)[0])
    if len(pieces) > 1:
        yield from (one[-1] for one in pieces if len(one) == 1 or _PUT.fullmatch(one))
    if done := _ONE_SIGN.match(clause):
        yield done[1]


_PUT = re.compile(r"[接划立装换修补清通拆铺挂搬配买添][\u4e00-\u9fff]")
_ONE_SIGN = re.compile(
    r"([\u4e00-\u9fff])(?:都|也|均|已)?(?:换|修|装|清|买|补|退|通|拆|搬|接|立|划|亮)(?:了|好|完|掉|上|齐|新)"
)


def unplanned(measures: Sequence[str], parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that no measure of a plan speaks of. A plan tells what is to come, so words of the
    future count here."""
    clauses = _clauses(measures)
    return tuple(one for one in parts if not any(_fits(one, clause) for clause in clauses))

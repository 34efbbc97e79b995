# ruff: noqa: E501  (patterns)
"""Lists of places, bodies, persons and faults in a finding: where each item stands.

Grammar, not a list of words: items between 、 that a count or a noun closes (三家公司, 等问题),
clauses that each begin with a place or body of their own, and names of one make.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xuncha.engines.checking.instances import SURNAMES

PLACE_ENDS = (
    "村|社区|小区|镇|乡|街道|学校|小学|中学|幼儿园|路|桥|线|站|厂|塘|库|河|渠|沟|中队|大队|支部|科|股|所|局|馆|院|园|店|超市"
    "|公司|集团|企业|合作社|中心|片区|林场|农场|工地|工程|项目|泵站|电站|车间|大棚|基地|码头|宿舍|大楼|公寓|家园|花园|苑|窗口|门诊|墓|组|协会|市场|广场|厅|室"
)
_HAN = r"[\u4e00-\u9fff]"
_SUBJECT = re.compile(
    rf"(?:其中|一些|另|而)?(?P<name>(?:{_HAN}{{1,6}}?|\d{{1,3}}号)(?:{PLACE_ENDS})(?:村|镇|乡|社区|路|街道|桥|站|小区)?)(?!{_HAN}{{0,2}}级|民)"
)
_GENERIC = re.compile(
    r"^(?:[\d一二两三四五六七八九十]+[个家处所座条栋]|农村|乡村|社会|[^村社镇乡]*[由被把后]|有关|相关|部分|个别|一些|该|本|各|全|我|下属|所属|基层|重点|多个|一个|在建|建设|施工|群众|党|管理|责任|牵头|业务|机关|职能|办公|会议|培训|服务|采购|财务|内设|直属|上级|纪检|专项|民生|扶贫|惠民|政府)"
)
_SUMMARY = re.compile(
    r"(?:不到位|不力|不严|不实|不够|不足|不彻底|不规范|不完善|不健全|突出|薄弱|漏洞|混乱|短板|死角|欠缺|打折扣|缺位|松散|松懈|差距|滞后|问题|失职|失责|走样|缓慢)$"
)
_DIGIT = "\\d两二三四五六七八九十"
_MEASURE = "个|处|名|位|家|座|所|条|项|类|件|村|镇|乡|地|人|种|大|方|笔|户|校|馆|院|公司|企业|单位|社区|部门|站|店|库|支部"
_COUNTED_LIST = re.compile(
    rf"(?P<list>[^,;。:、]{{2,24}}(?:、[^,;。:、]{{2,16}})*?(?:、|和|及|以及|与)[^,;。:、]{{2,12}}?)(?:等)?(?P<count>[{_DIGIT}]{{1,2}})(?:{_MEASURE})(?P<of>{PLACE_ENDS})?"
)
_GOES_ON = re.compile(r"等.|由$|长期|一直|共$|均$|都$")
_TALLIES = re.compile(
    rf"{_HAN}{{2,10}}\d+(?:名|人|户|处|台|辆|间|件|栋|座|条|口|宗)(?:(?:、|和|及|以及){_HAN}{{2,10}}\d+(?:名|人|户|处|台|辆|间|件|栋|座|条|口|宗))+"
)
_COUNTED_THINGS = re.compile(
    rf"[{_DIGIT}]+(?:台|部|辆|间|处|条|座|名|口|栋|套|块)[^\W\d{_DIGIT}]{{2,5}}?(?:、|和)[{_DIGIT}]+(?:台|部|辆|间|处|条|座|名|口|栋|套|块)[^\W\d{_DIGIT}]{{2,5}}?(?=均|都|未|没|不|长期|超|无|被|存在|闲置)"
)
_CLOSED_LIST = re.compile(
    r"(?P<list>[^,;。:、]{2,30}(?:、[^,;。:、]{2,16}){2,}?)(?:等)?(?:突出|共性|方面)?(?:的)?(?:问题|现象|情况|隐患|乱象|漏洞|短板)"
)
_BEFORE_FIRST = re.compile(
    r".*(?:其中|包括|存在|查出|发现|反映(?:的)?|涉及|分别(?:是|为)|对|在|有|如|的)(?=[^的对在有如]{2,14}$)"
)
_ROW = re.compile(
    r"[^,;。:、]{2,24}(?:、[^,;。:、]{2,10}){0,60}(?:、|和|及|以及|与)[^,;。:、]{2,10}?(?=等?(?:存在|均|都|未|仍|在|被|对|长期|至今|没有|出现|发生|各[多少自领占]|违规|虚报|私自|超范围|超标|擅自|重复|收受|冒领))"
)
_FIGURE_LAST = re.compile(
    r"[\u4e00-\u9fff]{2}\d[\d.,]*(?:余|多)?(?:万元|元|人次?|名|户|件|起|笔|处|个|项|份|台|亩|宗|套|间|家|辆|条|吨|次|本|张)$"
)
_EXISTS = re.compile(r".*(?:存在|出现|发生)")
_JOINTS = re.compile(r"、|以及|(?<=[\u4e00-\u9fff]{2})(?:和|及|与)(?=[\u4e00-\u9fff]{2})")
_NUMERALS = {one: at for at, one in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_PERSON = re.compile(rf"[{SURNAMES}]{_HAN}{{1,2}}|[{SURNAMES}]某{_HAN}?")
_TITLED = re.compile(
    rf"{_HAN}{{1,8}}(?:支书|主席|副?院长|股|科|办|处|室|站|所|队|村|组|部|中心|长|主任|书记|会计|经理|干部|教师|医生|员|师|医|工)(?P<name>[{SURNAMES}](?:某{_HAN}?|{_HAN}{{1,2}}))"
)
"""A person after the office: 规划股陈某."""


_SHORT_PERSON = rf"(?:[\u4e00-\u9fff]某{{1,2}}|[老小阿][{SURNAMES}])"
_OF_ONE_KIND = tuple(
    re.compile(rf"(?:{item}(?:、|和|及|与))+{item}")
    for item in (
        rf"[\u4e00-\u9fff]{{0,8}}?{_SHORT_PERSON}",
        r"20\d\d年度?",
        rf"第[{_DIGIT}]{{1,3}}[\u4e00-\u9fff]{{1,6}}?",
        r"\d{1,3}号[\u4e00-\u9fff]{0,3}?",
    )
)
_KEY = re.compile(rf"{_SHORT_PERSON}|20\d\d年|第[{_DIGIT}]{{1,3}}[\u4e00-\u9fff]|\d{{1,3}}号")
"""Persons told short, years, numbered things: what tells each from the others."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; ``name`` where it is a place, a body or a person."""

    start: int
    end: int
    name: str = ""


def lists(text: str) -> tuple[tuple[Item, ...], ...]:
    """The lists that the folded text holds: of places, bodies or persons, then of faults."""
    named = next(
        (
            items
            for make in (_by_kind, _by_count, _by_subjects, _by_row, _by_make)
            if len(items := make(text)) > 1
        ),
        [],
    )
    faults = _by_noun(text, named[-1].end if named else 0) or (
        [] if named else _by_tallies(text) or _by_figures(text)
    )
    return tuple(tuple(one) for one in (named, faults) if len(one) > 1)


def _by_kind(text: str) -> list[Item]:
    """Persons told short, years, or numbered things in a row: 周某、陈某, 2021年、2022年."""
    if not _has_joint(text):
        return []
    for pattern in _OF_ONE_KIND:
        for found in pattern.finditer(text):
            items = []
            for one in _split(text, found.start(), found.end()):
                key = _KEY.search(text, one.start, one.end)
                if key is not None:
                    items.append(Item(one.start, one.end, key.group()))
            if len({one.name for one in items}) > 1:
                return items
    return []


def _by_subjects(text: str) -> list[Item]:
    """Clauses in a row that each begin with a place or body of their own."""
    best: list[Item] = []
    for sentence, begin in _pieces(text, "。\n", 0):
        run: list[Item] = []
        for clause, start in _pieces(sentence, ",;:、", begin):
            is_head = start == begin and _SUMMARY.search(clause)
            if not run and (is_head or text.startswith(":", start + len(clause))):
                continue  # the clause that sums up what follows
            found = _SUBJECT.match(clause)
            told = found is not None and len(clause) - found.end() >= 2
            if told and found and not _GENERIC.match(found["name"]):
                run.append(Item(start + found.start("name"), start + len(clause), found["name"]))
            elif run and _counts_too(text, run, clause):
                run.append(Item(start, start + len(clause)))
            elif run:
                best, run = _better(best, run), []
        best = _better(best, run)
    return best


def _better(best: list[Item], run: list[Item]) -> list[Item]:
    names = [one.name for one in run if one.name]
    is_list = len(run) > 1 and len(names) > 1 and len(set(names)) == len(names)
    return run if is_list and len(run) > len(best) else best


def _counts_too(text: str, run: list[Item], clause: str) -> bool:
    """Whether a clause without a known place goes on in a row of sums or counts, as the others."""
    told = [text[one.start : one.end] for one in run]
    return all(re.search(r"\d", one) for one in (*told, clause))


def _by_count(text: str) -> list[Item]:
    """Names or faults before their count: 福星店、康民店、仁和店三家."""
    if not _has_joint(text):
        return []
    for found in _COUNTED_LIST.finditer(text):
        items = _split(text, found.start("list"), found.end("list"))
        if len(items) == number(found["count"]) and not _GOES_ON.search(
            text[items[-1].start : items[-1].end]
        ):
            return [_called(text, one, found["of"] or "") for one in items]
    return []


def _by_tallies(text: str) -> list[Item]:
    """Things that each have a count of their own: 护林员2人、保洁员1人."""
    if not _has_joint(text):
        return []
    for found in (*_TALLIES.finditer(text), *_COUNTED_THINGS.finditer(text)):
        items = _split(text, found.start(), found.end())
        if len(items) > 1:
            return items
    return []


def _called(text: str, one: Item, of: str) -> Item:
    """大洼、三垛、后圩三个村: short names of what the count is of."""
    words = text[one.start : one.end]
    if re.fullmatch(rf"{_HAN}{{2,4}}", words) and re.fullmatch(PLACE_ENDS, of):
        return Item(one.start, one.end, words)
    return _named(text, one)


def _by_row(text: str) -> list[Item]:
    """Places or bodies in a row before what is said of all: 南河村、北河村、东河村均未…."""
    if not _has_joint(text):
        return []
    for found in _ROW.finditer(text):
        items = [_named(text, one) for one in _split(text, found.start(), found.end())]
        head = _SUBJECT.match(text[items[-1].start : items[-1].end]) if items else None
        if head is not None:  # 东河村互助资金逾期: only the place is the item
            start = items[-1].start
            items[-1] = Item(start, start + head.end(), head["name"])
        if len(items) > 1 and all(one.name for one in items[:-1]):
            return items
    return []


def _by_noun(text: str, begin: int) -> list[Item]:
    """Three faults and more that one noun closes: 停车难、标识不清、电梯老旧问题."""
    if text.count("、", begin) < 2:
        return []
    for found in _CLOSED_LIST.finditer(text, begin):
        items = _split(text, found.start("list"), found.end("list"))
        for at, one in enumerate(items):
            lead = _EXISTS.match(text[one.start : one.end])
            if lead is not None:  # 福星店、康民店存在处方药随意销售、…: the faults begin here
                items = [Item(one.start + lead.end(), one.end), *items[at + 1 :]]
                break
        if len(items) > 2 and all(one.end - one.start > 2 for one in items):
            return items
    return []


def _by_figures(text: str) -> list[Item]:
    """Three clauses and more in a row that each end in a figure: 顶替上岗7人,多领补助12人."""
    for sentence, begin in _pieces(text, "。;\n", 0):
        run: list[Item] = []
        for clause, start in _pieces(sentence, ",:、", begin):
            if _FIGURE_LAST.search(clause):
                run.append(Item(start, start + len(clause)))
            elif len(run) > 2:
                break
            else:
                run = []
        if len(run) > 2:
            return run
    return []


def _by_make(text: str) -> list[Item]:
    """Names of one make (公司, 村) told apart by their own words, three and more."""
    kinds: dict[str, dict[str, Item]] = defaultdict(dict)
    for clause, start in _pieces(text, ",;:、。\n", 0):
        found = _SUBJECT.match(clause)
        if found is None or _GENERIC.match(found["name"]):
            continue
        name = found["name"]
        end = next(
            one for one in sorted(PLACE_ENDS.split("|"), key=len)[::-1] if name.endswith(one)
        )
        kinds[end].setdefault(name, Item(start, start + len(name), name))
    return next((list(names.values()) for names in kinds.values() if len(names) > 2), [])


def _has_joint(text: str) -> bool:
    """Whether anything joins items at all; 以及 holds 及."""
    return any(sign in text for sign in "、和及与")


def _split(text: str, start: int, end: int) -> list[Item]:
    """Items between 、 and 和; what leads up to the first is cut off."""
    items, at = [], start
    for joint in _JOINTS.finditer(text, start, end):
        items.append(Item(at, joint.start()))
        at = joint.end()
    items.append(Item(at, end))
    first = items[0]
    lead = _BEFORE_FIRST.match(text[first.start : first.end])
    if lead is not None:
        items[0] = Item(first.start + lead.end(), first.end)
    last = items[-1]
    tail = _BEFORE_FIRST.match(text[last.start : last.end])
    if tail is not None and len(items) > 2:
        items[-1] = Item(last.start + tail.end(), last.end)
    return items if all(one.end > one.start for one in items) else []


def _named(text: str, one: Item) -> Item:
    words = text[one.start : one.end]
    place = _SUBJECT.fullmatch(words)
    if place is not None and not _GENERIC.match(words):
        return Item(one.start, one.end, words)
    person = _PERSON.fullmatch(words) or _TITLED.fullmatch(words)
    return Item(one.start, one.end, (person.groupdict().get("name") or words) if person else "")


def _pieces(text: str, stops: str, begin: int) -> Iterator[tuple[str, int]]:
    at = 0
    for piece in _splitter(stops).split(text):
        lead = len(piece) - len(piece.lstrip())
        yield piece.strip(), begin + at + lead
        at += len(piece) + 1


@lru_cache(maxsize=8)
def _splitter(stops: str) -> re.Pattern[str]:
    """At any of the signs; the comma of 7,000元 is none."""
    others = "".join(one for one in stops if one != ",")
    comma = r"|(?<!\d),|,(?!\d{3}(?!\d))" if "," in stops else ""
    return re.compile(f"[{others}]{comma}")


def stem(name: str) -> str:
    """What tells a name from others of its make: 福星养老院 → 福星."""
    short = re.sub(rf"(?:{PLACE_ENDS})$", "", name)
    return short if len(short) > 1 else name


def number(sign: str) -> int:
    """A small number in figures or words; 0 where it is none."""
    return int(sign) if sign.isdigit() else _NUMERALS.get(sign, 0)

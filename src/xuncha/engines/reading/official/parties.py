"""Whose inspection it is: level, term, round, team, number of teams, kinds, topic."""

from __future__ import annotations

import re

from xuncha.engines.reading.official.numbers import NUMBER, whole
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import Facts

_HAN = "一二三四五六七八九十百"
_LEVELS = "省市县区旗州"
_COMMITTEE = r"(?:(?:省|市|县|区|旗|州|自治区)委|(?:学?校|学院|大学)?党委)"
_ORDINAL = rf"第?(?:[{_HAN}]{{1,3}}|\d{{1,2}})"
_TEAM = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{0,8}}?)(?P<level>[{_LEVELS}])委(?P<field>[\u4e00-\u9fff]{{0,8}}领域)?"
    rf"(?P<name>{_ORDINAL}?(?:机动|联动|专项|常规|提级|交叉|上下联动|市县联动|市区联动|巡察|巡视)*(?:巡察|巡视|督察|督查)?"
    rf"(?:{_ORDINAL})?组)"
)
_SEVERAL = re.compile(
    rf"第[{_HAN}\d]{{1,3}}(?:巡察组|组)?(?:[、和及]第?[{_HAN}\d]{{1,3}})+(?:联动|专项|机动)?(?:巡察|巡视)组"
)
"""Several teams told in one breath (第一、第二巡察组): the paper is about none of them alone."""
_BARE_TEAM = re.compile(rf"第[{_HAN}]{{1,3}}(?:联动|专项|机动)?(?:巡察|巡视)组")
_TERM = re.compile(
    rf"(?P<term>第?[{_HAN}]{{1,4}}届)(?=(?:[\u4e00-\u9fff]{{0,6}}?(?:[{_LEVELS}]委|党委|工委)))"
)
_ROUND = re.compile(rf"第?(?P<round>[{_HAN}]{{1,3}}|\d{{1,2}})轮")
_ALONE_ROUND = re.compile(rf"\(第?(?:[{_HAN}]{{1,3}}|\d{{1,2}})轮\)")
_COUNT = re.compile(
    rf"(?P<count>{NUMBER})个(?:[{_LEVELS}]委)?(?P<what>(?:常规|专项|机动|联动|巡察|巡视)*)组(?!织)"
)
_KINDS = (
    ("常规巡察", r"常规(?:式)?(?:政治)?(?:巡察|巡视)|常规(?=\d|和|、|\+|与)"),
    ("专项巡察", r"专项(?:政治)?(?:巡察|巡视)|(?<!整改)上下联动专项"),
    ("机动巡察", r"“?机动式?”?(?:巡察|巡视)"),
    ("回头看", r"“?回头看”?"),
    ("提级巡察", r"提级(?:交叉)?巡察"),
    ("交叉巡察", r"交叉巡察"),
    ("联动巡察", r"联动(?:专项)?(?:巡察|巡视)|(?:上下|市县|市区|县乡)联动"),
    ("延伸巡察", r"“?延伸(?:巡察|巡)”?"),
    ("巡乡带村", r"巡[乡镇街](?:道)?带村"),
)
_TOPIC = (
    re.compile(r"开展([\u4e00-\u9fff]{4,24}?(?:问题|领域|系统|工作))专项巡察"),
    re.compile(
        r"([\u4e00-\u9fff“”]{2,16}?(?:领域|系统|问题))(?:第[一二三四五六七八九十]+)?专项巡察"
    ),
    re.compile(r"专项巡察[^。;:]{0,24}“([\u4e00-\u9fff]{2,12})”"),
    re.compile(r"“([\u4e00-\u9fff]{2,12})”[^。;:,]{0,8}专项(?:巡察)?"),
)
_OWN_LOOK = re.compile(r"(?:定期|适时|组织|整改|开展整改|同步|及时)$")
_MECHANISM = re.compile(r"[,、。]?(?:机制|制度|工作机制)")
_SMALL_WORD = re.compile(
    r"通报|听取|汇报|邀请|根据|按照|年|月|日|由|经|于|向|和|与|对|将|的|在|从|受|请|是|至|到|[一二三四五六七八九十]+届"
)
_NOT_TOPIC = re.compile(r"^(?:四个|巡察|常规|开展|进行|一托|回头看)")


def find_parties(page: Page, head: list[tuple[int, int]], kind: str, facts: Facts) -> None:
    """Tell level, term, round, team, team_count, kinds and topic."""
    _find_team(page, facts)
    _find_term(page, facts)
    _find_level(page, facts)
    _find_count(page, kind, facts)
    _find_kinds(page, head, kind, facts)


def _teams(page: Page) -> list[re.Match[str]]:
    """Teams by name; a bare 巡察组 names none."""
    return [
        one for one in _TEAM.finditer(page.plain)
        if re.search(r"巡|督察", one["name"]) and one["name"] not in {"巡察组", "巡视组"}
    ]  # fmt: skip


def _find_team(page: Page, facts: Facts) -> None:
    """The one team that a paper is about; where it names several it is about none of them."""
    found = [one for one in _teams(page) if not re.search(r"督[察查]", one["name"])]
    if _SEVERAL.search(page.plain):
        return
    if len({(one["level"], one["name"]) for one in found}) == 1:
        best = found[0]
        start = best.start() if _is_place(best["place"] or "") else best.start("level")
        facts.tell("team", page.text[start : best.end()], start, best.end())
    elif not found:
        bare = list(_BARE_TEAM.finditer(page.plain))
        if bare and len({one.group() for one in bare}) == 1:
            facts.tell("team", page.text[bare[0].start() : bare[0].end()], *bare[0].span())


def _is_place(words: str) -> bool:
    """Whether the words before a committee are its place's name and nothing else."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,6}", words)) and not _SMALL_WORD.search(words)


def _find_term(page: Page, facts: Facts) -> None:
    term = next(
        (one for one in _TERM.finditer(page.plain)
         if not re.match(r"届(?:中央|[一二三四五六七]中全会)", page.plain[one.end("term") - 1 :])),
        None,
    )  # fmt: skip
    if term:
        facts.tell("term", term["term"], *term.span("term"))
    for one in _ROUND.finditer(page.plain):
        before = page.plain[max(0, one.start() - 24) : one.start()]
        after = page.plain[one.end() : one.end() + 6]
        if before.endswith(("前", "、", "每一", "首")) or after.startswith(("、",)):
            continue
        if page.plain[one.start()] != "第" or re.match(
            r"第[一二三四五六七八九十\d]+轮(?:审议|次)", page.plain[one.start() :]
        ):
            continue
        if (
            re.search(r"(?:届|委|党委)(?:巡察)?(?:工作)?$", before)
            or _ALONE_ROUND.match(page.plain, one.start() - 1)
            or re.search(r"^(?:常规|专项|政治|集中)?巡", after)
        ):
            if re.search(r"省委$", before) and "联动" in after:
                continue
            facts.tell("round", whole(one["round"]), *one.span())
            return


def _find_level(page: Page, facts: Facts) -> None:
    for one in _teams(page):
        facts.tell("level", one["level"], one.start("level"), one.end("level") + 1)
        return
    for pattern in (
        rf"届[\u4e00-\u9fff]{{0,6}}?(?P<level>[{_LEVELS}])委",
        rf"(?P<level>[{_LEVELS}])委(?:[\u4e00-\u9fff“”]{{0,10}})?(?:巡察|巡视|第[{_HAN}]+轮)",
        rf"(?P<level>[{_LEVELS}])委[^。]{{0,12}}巡察",
        r"(?<![省市县区、])(?P<level>[县区旗])(?:[\u4e00-\u9fff]{0,4})?巡察",
    ):
        if found := re.search(pattern, page.plain):
            facts.tell("level", found["level"], *found.span("level"))
            return
    if found := re.search(r"(?:大学|学院|学校)[^。]{0,6}党委第|校党委(?:第|巡察)", page.plain):
        facts.tell("level", "校", *found.span())


def _find_count(page: Page, kind: str, facts: Facts) -> None:
    if kind in {"summary", "other"} and not re.search(r"分别巡察", page.plain):
        return
    if "team" in facts.told:
        return
    for one in _COUNT.finditer(page.plain):
        after = page.plain[one.end() : one.end() + 30]
        before = page.plain[max(0, one.start() - 12) : one.start()]
        if re.search(r"(?:工作|督[查导办]|专项|成立|村民|小)$", before) or re.match(
            r"(?:督|成员)", after
        ):
            continue
        facts.tell("team_count", whole(one["count"]), *one.span())
        return


def _find_kinds(page: Page, head: list[tuple[int, int]], kind: str, facts: Facts) -> None:
    found: list[tuple[int, int, str]] = []
    for name, pattern in _KINDS:
        for start, end in head:
            match = re.compile(pattern).search(page.plain, start, end)
            if match and _is_of_stay(page.plain, match, name, kind):
                found.append((match.start(), match.end(), name))
                break
    for start, end, name in sorted(found):
        facts.add("kinds", name, start, end)
    if any(name == "专项巡察" for _, _, name in found):
        _find_topic(page, head, facts)


def _is_of_stay(plain: str, match: re.Match[str], name: str, kind: str) -> bool:
    """Whether the words tell of this inspection: a unit's own second looks and the mechanisms of
    that name are none."""
    after = plain[match.end() : match.end() + 8]
    if name != "回头看":
        return not after.startswith(("反馈问题", "整改要求"))
    before = plain[max(0, match.start() - 10) : match.start()]
    if kind == "notice_rectification" and _OWN_LOOK.search(before):
        return False
    return _MECHANISM.match(after) is None


def _find_topic(page: Page, head: list[tuple[int, int]], facts: Facts) -> None:
    for start, end in head:
        for form in _TOPIC:
            for match in form.finditer(page.plain, start, end):
                words = re.sub(
                    r"^(?:.*(?:开展|第?[一二三四五六七八九十]+[轮批]|另有|\d年|进行|年|的|和|对|将|市委|县委|区委|省委))",
                    "",
                    match[1],
                ).strip("“”")
                if len(words) >= 2 and not _NOT_TOPIC.match(words):
                    at = page.plain.index(words, match.start())
                    facts.tell("topic", words, at, at + len(words))
                    return

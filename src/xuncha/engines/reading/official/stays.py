# ruff: noqa: E501  (patterns)
"""When: the stay, the feedback, the publication, the day the figures stand at, the hours of letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from xuncha.engines.reading.official.days import Day, are_linked, find_days
from xuncha.engines.reading.official.page import Line, Page
from xuncha.engines.reading.official.paper import Facts

_PUBLISHED = re.compile(
    r"(?:发布|发文|公开|更新|生成|成文|公布|印发)(?:时间|日期)[:：]?\s*$|(?:^|[\s|(\[])(?:时间|日期)[:：]?\s*$|发布[:：]?\s*$|\[\s*$"
)
_META = re.compile(r"来源[:：]|作者[:：]|编辑[:：]|(?:浏览|阅读|点击)(?:量|数|次数)?[:：]")
_STAMP = re.compile(r"^\D{0,3}$")
_STAY = re.compile(r"巡察|巡视|进驻")
_ACCEPT = re.compile(
    r"(?:受理|信访|渠道)[^。;]{0,24}?(?:截至|截止到?|至|于|到)[^。;\d]{0,4}$|(?:受理|来信|来电|来访|信访)[^。]{0,40}截止(?:时间|日期)?[为:到]?$"
)
_ACCEPTED = re.compile(r"受理[期时][^。]{0,6}$")
_NOT_A_STAY = re.compile(r"巡察组|轮(?:常规|专项|机动)?巡察|被巡察")
_NAMED_STAY = re.compile(
    r"(?:巡察|进驻|工作)(?:的)?(?:时间|期限|日期|周期)(?:为|是|从|自|:)*[ \t]*\Z"
)
_AS_OF = re.compile(r"(?:截至|截止到?|至)(?:目前[,(]?)?\s*$")


def find_stays(page: Page, head: Sequence[Line], kind: str, facts: Facts) -> None:
    """Tell start, end, feedback_date, published, as_of and the days of acceptance."""
    days = find_days(page.plain)
    published = _published(page, days, kind, facts)
    head = sorted(head, key=lambda one: one.start)
    inside = [one for one in days if one is not published and _is_in(one, head)]
    if kind in {"entry_notice", "other"}:
        _acceptance(page, days, facts)
    used = {facts.told[name][0].start for name in ("acceptance_end",) if name in facts.told}
    pair = _range(page, inside, kind, facts, used)
    if pair is not None:
        _tell(facts, "start", pair[0])
        _tell(facts, "end", pair[1])
    _single_ends(page, inside, kind, facts)
    _feedback(page, inside, kind, facts, pair)
    _as_of(page, days, kind, facts)


def _tell(facts: Facts, name: str, day: Day | None) -> None:
    if day is None:
        return
    if day.iso:
        facts.tell(name, day.iso, day.start, day.end)
    elif f"{name}_text" not in facts.told and name not in facts.told:
        facts.tell(f"{name}_text", day.words.strip(), day.start, day.end)


def _is_in(day: Day, head: Sequence[Line]) -> bool:
    at = bisect_right(head, day.start, key=lambda one: one.start)
    return at > 0 and day.start < head[at - 1].end


def _published(page: Page, days: list[Day], kind: str, facts: Facts) -> Day | None:
    """The day of publication: after its word, or alone on a line near the title or at the foot."""
    for day in days:
        if day.iso and _PUBLISHED.search(page.plain[max(0, day.start - 10) : day.start]):
            if re.search(
                r"巡察(?:时间|日期)[:：]?\s*$", page.plain[max(0, day.start - 10) : day.start]
            ):
                continue
            _tell(facts, "published", day)
            return day
    lines = [*page.lines[1:4], *page.lines[-2:]]
    for line in lines:
        for day in days:
            alone = line.start <= day.start and day.end <= line.end
            if (
                alone
                and day.iso
                and re.fullmatch(
                    r"[\s(\[]*(?:\d\d?:\d\d(?::\d\d)?)?[\s)\]]*",
                    line.text.replace(page.plain[day.start : day.end], "", 1),
                )
            ):
                _tell(facts, "published", day)
                return day
    for line in [*page.lines[:4], *page.furniture[:3]]:
        if _META.search(line.text):
            for day in days:
                if line.start <= day.start <= line.start + 24 and day.end <= line.end and day.iso:
                    _tell(facts, "published", day)
                    return day
    last = days[-1] if days else None
    if (
        last
        and last.iso
        and re.match(r"^[\s)）】]*$", page.plain[last.end :])
        and re.search(r"[(（【][^()（）【】]{0,20}$", page.plain[: last.start])
    ):
        _tell(facts, "published", last)
        return last
    return None


def _range(
    page: Page, days: list[Day], kind: str, facts: Facts, used: set[int]
) -> tuple[Day, Day] | None:
    """The first range of days in a sentence that speaks of the inspection. In a feedback the days
    on which it was given are told apart."""
    pairs = sorted(
        pairwise(days),
        key=lambda one: (
            not _NAMED_STAY.search(page.plain[max(0, one[0].start - 16) : one[0].start])
        ),
    )
    for one, other in pairs:
        if used & {one.start, other.start} or not _is_range(page.plain, one, other):
            continue
        if kind == "feedback" and _is_of_feedback(page.plain, one, other):
            _tell(facts, "feedback_start", one)
            _tell(facts, "feedback_end", other)
            continue
        return one, other
    return None


def _is_range(plain: str, one: Day, other: Day) -> bool:
    """Whether two days are the ends of a range that tells of a stay."""
    adjoining = one.end == other.start and one.day and other.day
    if not (are_linked(plain, one, other) or adjoining):
        return False
    if _ACCEPTED.search(plain[max(0, one.start - 10) : one.start]):
        return False
    after = plain[other.end : other.end + 10].split("\n")[0]
    if "反馈" in after[:8] or re.search(r"用\d天", after):
        return False
    return bool(_STAY.search(plain[max(0, one.start - 30) : other.end + 60]))


def _is_of_feedback(plain: str, one: Day, other: Day) -> bool:
    """Whether the range tells when the feedback was given, not how long the stay was."""
    sentence = re.split(r"[。\n]", plain[other.end : other.end + 240])[0]
    clause, told, _ = sentence.partition("反馈")
    if not told or "巡察期" in plain[max(0, one.start - 30) : other.end + 60]:
        return False
    return "巡察" not in _NOT_A_STAY.sub("", clause)


def _single_ends(page: Page, days: list[Day], kind: str, facts: Facts) -> None:
    """A day that only begins (自…起) or only ends (…前撤离) the stay."""
    for day in days:
        before = page.plain[max(0, day.start - 6) : day.start]
        after = page.plain[day.end : day.end + 10]
        if re.search(r"(?:自|从)$", before) and re.match(r"(?:起|开始)", after):
            _tell(facts, "start", day)
        elif re.match(r"(?:\d\d?:\d\d)?前?(?:撤离|撤点|结束)", after):
            _tell(facts, "end", day)
        elif (
            kind == "entry_notice"
            and re.match(
                r"(?:[,][^。,]{0,16}组)?(?:起|启动|(?:正式|全部|陆续|统一|集中|分别)*进驻)", after
            )
            and re.search(r"[自日:组从于在\n]$|^$", before)
        ):
            _tell(facts, "start", day)


def _feedback(
    page: Page, days: list[Day], kind: str, facts: Facts, pair: tuple[Day, Day] | None
) -> None:
    """The day in the same clause as 反馈 that is not of the stay; the nearest before the word."""
    if kind not in {"notice_rectification", "feedback"}:
        return
    taken = {pair[0].start, pair[1].start} if pair else set()
    for word in islice(re.finditer(r"反馈|通报巡察(?:意见|情况)", page.plain), 500):
        stop = max(page.plain.rfind(one, 0, word.start()) for one in "。\n")
        before = [one for one in days if stop < one.start < word.start() and one.start not in taken]
        if before and not re.search(r"公开|公布|通报$", page.plain[before[-1].end : word.start()]):
            day = before[-1]
            if are_before := [one for one in before[-2:-1] if are_linked(page.plain, one, day)]:
                day = are_before[0]
            if pair and day.year and pair[1].year and day.order < pair[1].order and day.day:
                later = replace(day, year=day.year + 1)
                day = later if not re.search(r"\d{4}", day.words) else day
            _tell(facts, "feedback_date", day)
            return
        after = re.match(r"[^。]{0,14}?\(?", page.plain[word.end() :])
        near = [one for one in days if 0 <= one.start - word.end() <= 16 and one.start not in taken]
        if (
            near
            and after
            and kind == "feedback"
            and re.match(r"^(?:会)?[^。,]{0,8}[(于在]?$", page.plain[word.end() : near[0].start])
        ):
            _tell(facts, "feedback_date", near[0])
            return


def _acceptance(page: Page, days: list[Day], facts: Facts) -> None:
    for at, day in enumerate(days):
        before = page.plain[max(0, day.start - 30) : day.start]
        after = page.plain[day.end : day.end + 16]
        closes = re.match(
            r"(?:\s*(?:上午|下午)?\d{1,2}[:时点]?(?:\d\d)?分?)?(?:截止|关闭|停止受理|止)", after
        )
        if _ACCEPT.search(before) or (
            closes
            and re.search(r"受理|信访|渠道", page.plain[max(0, day.start - 60) : day.end + 20])
        ):
            if (
                at
                and are_linked(page.plain, days[at - 1], day)
                and re.search(r"受理[^。;\d]{0,8}[期时日]", before)
            ):
                _tell(facts, "acceptance_start", days[at - 1])
            if day.iso or not day.year:
                _tell(facts, "acceptance_end", day)
                return
        if at and are_linked(page.plain, days[at - 1], day):
            first = page.plain[max(0, days[at - 1].start - 12) : days[at - 1].start]
            if re.search(r"受理[^。;\d]{0,6}(?:期|时间|日期)[为是:自从]{0,2}$", first):
                _tell(facts, "acceptance_start", days[at - 1])
                _tell(facts, "acceptance_end", day)
                return


def _as_of(page: Page, days: list[Day], kind: str, facts: Facts) -> None:
    if kind not in {"notice_rectification", "summary", "ledger"}:
        return
    for day in days:
        if day.iso and re.search(
            r"(?:截至|截止到?)$|填报(?:时间|日期)[:为]?\s*$",
            page.plain[max(0, day.start - 8) : day.start],
        ):
            _tell(facts, "as_of", day)
            return

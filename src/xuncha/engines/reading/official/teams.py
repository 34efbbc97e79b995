# ruff: noqa: E501  (patterns)
"""A paper about several teams: each with what it inspects, when, and how to reach it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xuncha.engines.reading.official.contacts import boxes_in, mails_in, phones_in
from xuncha.engines.reading.official.days import Day, are_linked, find_days
from xuncha.engines.reading.official.page import Line, Page
from xuncha.engines.reading.official.paper import Facts, Told
from xuncha.engines.reading.official.units import names_after

_HAN = "一二三四五六七八九十"
_NAME = re.compile(
    rf"(?:(?:中共)?[\u4e00-\u9fff]{{0,6}}?[省市县区旗州]委)?(?:(?:机动|专项|常规|联动)?(?:第[{_HAN}]{{1,3}}|第\d{{1,2}})(?:联动|专项|机动)?(?:巡察|巡视)?组|(?:巡察|巡视)(?:第?[{_HAN}]{{1,3}}|\d{{1,2}})组)"
)
_KEY = re.compile(rf"第?([{_HAN}]{{1,3}}|\d{{1,2}})(?=(?:联动|专项|机动)?(?:巡察|巡视)?组)")
_LEAST = 2
_SINGLE = ("start", "end", "contact.phone", "contact.email", "contact.mailbox")


def find_teams(page: Page, facts: Facts) -> None:
    """Tell ``teams`` where a paper goes through several, and take back what was told for all of
    them and holds for one only: its days, telephone and mail."""
    blocks = _blocks(page)
    if len(blocks) < _LEAST:
        return
    days = find_days(page.plain)
    made = [_team(page, name, start, end, days) for name, start, end in blocks]
    told = [one for one in made if len(one.value) > 1]
    if len(told) < _LEAST:
        return
    facts.told["teams"] = told
    inside = [range(start, end) for _, start, end in blocks]
    for name in _SINGLE:
        _take_back(facts, name, told, inside)
    if len(set(phones_in(page, 0, len(page.plain)))) >= len(told):
        facts.told.pop("contact.phone", None)  # one for each team, wherever they stand


def _blocks(page: Page) -> list[tuple[re.Match[str], int, int]]:
    """Where each team is spoken of: from its name, at the head of a line or of a clause, to the
    next one's or the next chapter."""
    first: dict[str, re.Match[str]] = {}
    for match in _NAME.finditer(page.plain):
        key = _KEY.search(match.group())
        before = page.plain[max(0, match.start() - 2) : match.start()]
        if key and re.search(r"(?:^|[\n。;:,|\t \d.、(（)])$", before) and key[1] not in first:
            first[key[1]] = match
    marks = sorted(first.values(), key=lambda one: one.start())
    ends = [*(one.start() for one in marks[1:]), len(page.plain)]
    if marks and all(
        "\n" not in page.plain[a.end() : b].strip() for a, b in zip(marks, ends[:-1], strict=False)
    ):
        line_end = page.plain.find("\n", marks[-1].end())  # one line a team
        ends[-1] = line_end if line_end >= 0 else ends[-1]
    return [
        (one, one.end(), _stop(page, one.end(), end)) for one, end in zip(marks, ends, strict=False)
    ]


def _stop(page: Page, start: int, end: int) -> int:
    """The last team's words end where another chapter or a line of all of them begins."""
    found = re.search(
        rf"\n[ \t]*(?:[{_HAN}]{{1,3}}、|(?:根据|按照|各?巡察组(?:主要|将|在)|受理|特此|信访|主要受理|欢迎|接听|以上|巡察期间))",
        page.plain[start:end],
    )
    return start + found.start() if found else end


def _team(page: Page, name: re.Match[str], start: int, end: int, days: Sequence[Day]) -> Told:
    value: dict[str, Any] = {"team": page.text[name.start() : name.end()].removeprefix("中共")}
    units = names_after(page, Line(start, end, page.plain[start:end]))
    if units:
        value["organisations"] = [page.text[a:b] for a, b in units]
    inside = [one for one in days if start <= one.start < end and one.iso]
    if inside:
        value["start"] = inside[0].iso
        if len(inside) > 1 and _is_range(page, inside[0], inside[1]):
            value["end"] = inside[1].iso
    contact = {
        key: found[0]
        for key, found in (
            ("phone", phones_in(page, start, end)), ("email", mails_in(page, start, end)),
            ("mailbox", boxes_in(page, start, end)),
        )
        if found
    }  # fmt: skip
    if contact:
        value["contact"] = contact
    return Told(value, name.start(), name.end())


def _is_range(page: Page, one: Day, other: Day) -> bool:
    between = page.plain[one.end : other.start]
    return are_linked(page.plain, one, other) or re.fullmatch(r"\s*[|\t]\s*", between) is not None


def _take_back(facts: Facts, name: str, teams: Sequence[Told], inside: Sequence[range]) -> None:
    """A fact whose words stand among one team's, and that others tell otherwise, is told of none."""
    group, _, last = name.rpartition(".")
    values = {(one.value.get(group, {}) if group else one.value).get(last) for one in teams}
    told = facts.told.get(name)
    differing = values if group else values - {None}  # days may be told once for all
    if told and len(differing) > 1 and any(told[0].start in one for one in inside):
        del facts.told[name]

"""The public text of an entry notice, and what a notice must not be without."""

from __future__ import annotations

import datetime as dt
import re

from xuncha.cycle.fieldwork.models import EntryNotice

_NEEDED = (
    ("team_name", "巡察组"), ("organisation_name", "被巡察党组织"), ("starts_on", "进驻日期"),
    ("ends_on", "结束日期"), ("phone", "值班电话"), ("hours", "受理电话时间"),
    ("scope", "受理范围"), ("closes_on", "信访截止日期"), ("text", "公告正文"),
)  # fmt: skip


def missing_in(row: EntryNotice) -> list[str]:
    """Names of what the notice lacks: facts that were not filled in, and facts that its text does
    not tell (somebody may have cut them out)."""
    lacks = [label for name, label in _NEEDED if not getattr(row, name)]
    if not row.post_box and not row.email:
        lacks.append("邮政信箱或者电子邮箱")
    if row.text:
        lacks += [
            f"正文里没有{label}" for words, label in _told(row) if words not in _bare(row.text)
        ]
    return lacks


def _told(row: EntryNotice) -> list[tuple[str, str]]:
    """What the text must say, stripped of blanks, with its name."""
    facts = [
        (row.team_name, "巡察组"), (row.organisation_name, "被巡察党组织"),
        (_day(row.starts_on), "进驻日期"), (_day(row.ends_on), "结束日期"),
        (row.phone, "值班电话"), (row.hours, "受理电话时间"), (row.post_box, "邮政信箱"),
        (row.email, "电子邮箱"), (_day(row.closes_on), "信访截止日期"),
    ]  # fmt: skip
    return [(_bare(words), label) for words, label in facts if words]


def _bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def title_of(row: EntryNotice) -> str:
    """The headline of the public text."""
    again = "更正" if row.corrects_id else ""
    return f"{row.team_name}进驻{row.organisation_name}的{again}公告"


def compose(row: EntryNotice, *, basis: str = "") -> str:
    """The public text from the notice's facts, a paragraph to a line. What is not known yet is left
    as a blank line of underscores, so that it is seen."""
    blank = "________"
    stay = f"{_day(row.starts_on) or blank}至{_day(row.ends_on) or blank}"
    ways = [f"值班电话：{row.phone or blank}（受理时间：{row.hours or blank}）"]
    if row.post_box:
        ways.append(f"邮政信箱：{row.post_box}")
    if row.letter_box:
        ways.append(f"意见箱：{row.letter_box}")
    if row.email:
        ways.append(f"电子邮箱：{row.email}")
    opening = basis or "根据区委巡察工作部署"
    parts = [
        f"{opening}，{row.team_name}于{stay}对{row.organisation_name}开展巡察。",
        "巡察期间，设立以下联系方式：",
        *ways,
        row.scope.strip(),
        f"受理信访截止日期：{_day(row.closes_on) or blank}（来信以邮戳为准）。",
    ]
    if row.corrects_id and row.correct_reason:
        parts.append("本公告发布后，此前发布的公告同时停止使用。")
    return "\n".join(parts)

# ruff: noqa: E501, SIM905  (tables of texts)
"""Rows as workbooks, laid out as offices lay them out: every choice is drawn anew."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.check.second.rows import DONE, LASTING, Row
from benchmarks.check.second.slots import sum_words

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
CN = "〇一二三四五六七八九十"
HEADERS: dict[str, dict[str, list[str]]] = {
    "a": {
        "序号": ["序号", "序\n号", "编号"],
        "问题类别": ["问题类别", "类别", "问题 类别"],
        "反馈问题": ["反馈问题", "巡察反馈问题", "反馈问题\n（原文）", "巡察反馈的主要问题"],
        "具体问题": ["具体问题", "问题具体表现"],
        "整改措施": ["整改措施", "整 改 措 施", "具体整改措施", "拟采取的整改措施"],
        "责任领导": ["责任领导", "责任人", "牵头领导"],
        "责任单位": ["责任单位", "责任科室", "责任\n部门"],
        "整改时限": ["整改时限", "完成时限", "整改期限"],
        "整改进展": ["整改进展", "整改情况", "整改成效", "整改落实\n情况"],
        "整改状态": ["整改状态", "完成情况", "是否完成"],
        "完成时间": ["完成时间", "销号时间", "实际完成时间"],
        "佐证材料": ["佐证材料", "佐证文件", "佐证材料（附件）"],
        "涉及金额": ["涉及金额", "涉及金额{单位}", "应追缴金额{单位}"],
        "已追缴金额": ["已追缴金额", "已追缴金额{单位}", "已清退\n金额{单位}"],
        "群众满意度": ["群众满意度", "满意度（%）"],
        "备注": ["备注", "备  注"],
    },
    "b": {
        "序号": ["序号", "问题编号", "序　号"],
        "问题类别": ["类别", "问题分类"],
        "反馈问题": ["反馈问题内容", "存在问题", "巡察组反馈问题", "反馈的具体问题"],
        "具体问题": ["具体问题", "具体表现"],
        "整改措施": ["措施", "整改举措", "整改任务及措施", "整改\n措施"],
        "责任领导": ["责任领导及责任人", "分管领导", "责任人"],
        "责任单位": ["承办单位", "责任单位", "牵头单位"],
        "整改时限": ["时限要求", "整改\n时限", "计划完成时间"],
        "整改进展": ["整改落实情况", "目前进展", "整改成效（截至目前）", "进展情况"],
        "整改状态": ["整改状态", "是否整改到位", "销号情况"],
        "完成时间": ["完成日期", "销号日期", "完成\n时间"],
        "佐证材料": ["印证材料", "佐证材料清单", "佐证资料"],
        "涉及金额": ["涉及金额{单位}", "违规金额{单位}"],
        "已追缴金额": ["已追缴金额{单位}", "已退缴金额{单位}"],
        "群众满意度": ["群众满意度", "群众\n满意度"],
        "备注": ["备注", "备注说明"],
    },
    "c": {
        "序号": ["序号", "顺序号", "No."],
        "问题类别": ["问题类型", "类别"],
        "反馈问题": [
            "巡察反馈问题清单",
            "指出的问题",
            "反馈问题（摘要）",
            "反馈意见指出的具体问题",
        ],
        "具体问题": ["具体问题", "问题描述"],
        "整改措施": ["整改措施（任务清单）", "采取的措施", "整改 措施"],
        "责任领导": ["牵头责任人", "责任领导\n（签字）"],
        "责任单位": ["责任单位（科室）", "落实部门"],
        "整改时限": ["完成时限\n（年月日）", "整改完成时限", "限期"],
        "整改进展": ["整改进展及成效", "目前整改情况", "整改成果", "落实情况"],
        "整改状态": ["完成状态", "是否销号", "整改完成情况"],
        "完成时间": ["实际完成日期", "销号时间", "办结时间"],
        "佐证材料": ["支撑材料", "佐证材料名称", "证明材料\n（文件名）"],
        "涉及金额": ["涉及资金{单位}", "问题金额{单位}"],
        "已追缴金额": ["已收缴金额{单位}", "已追回金额{单位}"],
        "群众满意度": ["满意率", "群众满意度测评"],
        "备注": ["备注", "说明"],
    },
}
DONE_WORDS = {
    "a": (["已完成", "完成", "已整改", "已销号"], "长期坚持", ["正在整改", "未完成", "整改中"]),
    "b": (
        ["整改完成", "已完成整改", "已办结", "√"], "基本完成，长期坚持",
        ["推进中", "未完成", "正在推进"],
    ),
    "c": (
        ["已整改到位", "已完成并销号", "完成整改", "已完成（销号）"], "已完成阶段性任务，需长期坚持",
        ["整改推进中", "尚未完成", "正在办理"],
    ),
}  # fmt: skip
BANDS = {
    "a": [
        "落实党的路线方针政策方面", "全面从严治党方面", "基层党组织建设方面", "巡视巡察整改方面",
    ],
    "b": [
        "（一）贯彻上级决策部署", "（二）群众身边不正之风", "（三）组织建设", "（四）历次整改落实",
    ],
    "c": ["聚焦决策部署落实", "聚焦群众身边腐败", "聚焦组织软弱涣散", "聚焦整改责任"],
}  # fmt: skip
ORDER = "序号 问题类别 反馈问题 具体问题 整改措施 责任领导 责任单位 整改时限 整改进展 整改状态 完成时间 佐证材料 涉及金额 已追缴金额 群众满意度 备注".split()


@dataclass
class Style:
    """What was drawn for one sheet."""

    half: str
    fields: list[str]
    headers: dict[str, str]
    factor: int
    date: int
    sums: int
    title: int
    offset: int
    two_rows: bool
    bands: bool
    shared: bool
    front: bool
    foot: int
    state: int
    is_joined: bool = False  # the state stands at the head of the progress


@dataclass
class Sheet:
    """One sheet to be, and where its rows came to stand."""

    name: str
    rows: list[Row]
    style: Style
    places: dict[int, int] = field(default_factory=dict)  # id(row) → Excel's row


@dataclass
class Told:
    """The lines around a table."""

    unit: str
    feedback: dt.date
    as_of: dt.date
    says_as_of: bool = True
    says_feedback: bool = True
    title_totals: str = ""
    foot_totals: str = ""


def draw(half: str, rows: list[Row], rng: random.Random, *, must: frozenset[str]) -> Style:
    """A layout that has at least the columns that its rows need."""
    fields = ["反馈问题", "整改措施", "整改进展", "整改状态", "整改时限", "完成时间"]
    fields += [
        one for one in ("佐证材料", "涉及金额", "已追缴金额", "群众满意度", "备注") if one in must
    ]
    fields += [one for one in ("序号", "序号", "序号") if rng.random() < 0.9][:1]
    fields += [one for one in ("问题类别", "责任领导", "责任单位", "备注") if rng.random() < 0.5]
    shared = len(rows) > 5 and rng.random() < 0.25
    if shared:
        fields.append("具体问题")
    fields = [one for one in ORDER if one in fields]
    if rng.random() < 0.3:
        head, rest = fields[:1], fields[1:]
        rng.shuffle(rest)
        fields = head + rest
    factor = rng.choice((1, 1, 10_000))
    unit = {1: rng.choice(("", "（元）")), 10_000: rng.choice(("（万元）", "\n（单位：万元）"))}[
        factor
    ]
    headers = {one: rng.choice(HEADERS[half][one]).replace("{单位}", unit) for one in fields}
    if factor != 1:
        for one in ("涉及金额", "已追缴金额"):
            if one in headers and "万" not in headers[one]:
                headers[one] += unit
    if shared:
        headers["反馈问题"] = "反馈问题"
    joined = len(half) > 1 and "备注" not in must and rng.random() < 0.15
    if joined:
        fields.remove("整改状态")
    return Style(
        half, fields, headers, factor, rng.randrange(8), rng.randrange(4), rng.randrange(4),
        int(rng.random() < 0.15), rng.random() < 0.3, rng.random() < 0.4, shared,
        rng.random() < 0.3, rng.randrange(4), rng.randrange(4), joined,
    )  # fmt: skip


def write(path: Path, sheets: list[Sheet], told: Told, rng: random.Random) -> None:
    """One workbook; fills ``places`` of every sheet."""
    book = xlsxwriter.Workbook(str(path))
    if sheets[0].style.front:
        front = book.add_worksheet(rng.choice(("封面", "填报说明")))
        front.write(2, 1, f"{told.unit}")
        front.write(4, 1, "巡察反馈问题整改台账")
        front.write(6, 1, f"（二〇{CN[told.as_of.year // 10 % 10]}{CN[told.as_of.year % 10]}年）")
    for one in sheets:
        _sheet(book, one, told, rng)
    if rng.random() < 0.2:
        spare = book.add_worksheet("Sheet9")
        spare.write(0, 0, "填表须知：请如实填写。")
    book.close()


def _sheet(book: Any, one: Sheet, told: Told, rng: random.Random) -> None:
    style = one.style
    sheet = book.add_worksheet(one.name)
    day = book.add_format({"num_format": rng.choice(("yyyy-mm-dd", "yyyy年m月d日", "m/d/yy"))})
    left, width = style.offset, len(style.fields)
    at = _top(sheet, style, told, left, width)
    at = _heads(sheet, style, at, left)
    groups = _groups(one.rows, style)
    for number, (band, rows) in enumerate(groups):
        if style.bands:
            label = band if style.half == "b" else f"{CN[number + 1]}、{band}"
            sheet.merge_range(at, left, at, left + width - 1, label)
            at += 1
        if style.shared and len(rows) > 1:
            heading = f"{band.split('）')[-1].removesuffix('方面')}方面存在不足"
            column = left + style.fields.index("反馈问题")
            sheet.merge_range(at, column, at + len(rows) - 1, column, heading)
        at = _body(sheet, one, rows, at, day, rng)
    _bottom(sheet, style, told, at, left, width)


def _groups(rows: list[Row], style: Style) -> list[tuple[str, list[Row]]]:
    if not (style.bands or style.shared):
        return [("", rows)]
    size = max(3, -(-len(rows) // 4))
    pieces: list[list[Row]] = []
    for row in rows:
        goes_on = pieces and row.block and row.block == pieces[-1][-1].block
        if not pieces or (len(pieces[-1]) >= size and not goes_on):
            pieces.append([])
        pieces[-1].append(row)
    return [(BANDS[style.half][at % 4], piece) for at, piece in enumerate(pieces)]


def _top(sheet: Any, style: Style, told: Told, left: int, width: int) -> int:
    end = left + width - 1
    title = f"{told.unit}巡察反馈问题整改台账{told.title_totals}"
    if style.title or told.title_totals:
        sheet.merge_range(0, left, 0, end, title)
    else:
        sheet.write(0, left, title)
    at = 1
    fed = f"反馈时间：{_chinese(told.feedback)}" if told.says_feedback else ""
    filled = f"填报日期：{_chinese(told.as_of)}" if told.says_as_of else ""
    if style.title == 2:
        sheet.merge_range(at, left, at, end, f"填报单位：{told.unit}    {fed}    {filled}")
        return at + 1
    sheet.write(at, left, f"填报单位（盖章）：{told.unit}")
    if fed:
        sheet.write(at, left + 2, fed)
    if filled:
        sheet.write(at, left + 4, filled if style.title != 3 else f"（截至{_chinese(told.as_of)}）")
    return at + (2 if style.title == 3 else 1)


def _chinese(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _heads(sheet: Any, style: Style, at: int, left: int) -> int:
    if not style.two_rows:
        for place, name in enumerate(style.fields):
            sheet.write(at, left + place, style.headers[name])
        return at + 1
    groups = {"反馈问题": "问题情况", "具体问题": "问题情况", "整改进展": "整改情况", "整改状态": "整改情况",
              "完成时间": "整改情况"}  # fmt: skip
    place = 0
    while place < len(style.fields):
        name = style.fields[place]
        group, end = groups.get(name), place
        while group and end + 1 < len(style.fields) and groups.get(style.fields[end + 1]) == group:
            end += 1
        if group and end > place:
            sheet.merge_range(at, left + place, at, left + end, group)
            for inner in range(place, end + 1):
                sheet.write(at + 1, left + inner, style.headers[style.fields[inner]])
        else:
            sheet.merge_range(at, left + place, at + 1, left + place, style.headers[name])
        place = end + 1
    return at + 2


def _body(sheet: Any, one: Sheet, rows: list[Row], at: int, day: Any, rng: random.Random) -> int:
    style, place = one.style, 0
    while place < len(rows):
        block = [row for row in rows[place:] if row.block and row.block == rows[place].block]
        block = block or [rows[place]]
        for offset, row in enumerate(block):
            one.places[id(row)] = at + offset + 1
            for column, name in enumerate(style.fields):
                x, y = style.offset + column, at + offset
                is_head = name in ("序号", "问题类别", "反馈问题", "具体问题") and len(block) > 1
                if name == "反馈问题" and style.shared and len(rows) > 1:
                    continue
                if is_head:
                    value = _value(name, row, len(one.places) - offset, style, rng)
                    if offset == 0:
                        sheet.merge_range(y, x, y + len(block) - 1, x, value)
                    continue
                _put(sheet, y, x, _value(name, row, len(one.places), style, rng), day)
        at += len(block)
        place += len(block)
    return at


def _put(sheet: Any, y: int, x: int, value: object, day: Any) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(y, x, dt.datetime.combine(value, dt.time()), day)
    elif isinstance(value, str) and value:
        sheet.write_string(y, x, value)
    elif value not in (None, ""):
        sheet.write(y, x, value)


def _value(name: str, row: Row, number: int, style: Style, rng: random.Random) -> object:
    if name == "序号":
        return number
    if name == "问题类别":
        return {"money": "财务管理", "record": "内部管理"}.get(row.matter.kind, "履职尽责")
    if name == "反馈问题":
        return row.retold
    if name == "具体问题":
        return row.retold if style.shared else ""
    if name == "整改状态":
        return _state(row, style, rng)
    if name in ("整改时限", "完成时间"):
        return _day(row.due if name == "整改时限" else row.done_on, style.date)
    if name in ("涉及金额", "已追缴金额"):
        return _sum(row.amount if name == "涉及金额" else row.recovered, style)
    told = f"{_state(row, style, rng)}。" if style.is_joined else ""
    known = {
        "整改措施": row.measure, "整改进展": told + row.progress, "佐证材料": row.evidence,
        "群众满意度": row.satisfaction, "备注": row.remark, "责任领导": row.lead,
        "责任单位": "办公室",
    }  # fmt: skip
    return known[name]


def _state(row: Row, style: Style, rng: random.Random) -> str:
    done, lasting, still = DONE_WORDS[style.half]
    if not style.is_joined and style.headers["整改状态"].startswith("是否"):
        return "是" if row.state == DONE else ("长期坚持" if row.state == LASTING else "否")
    if row.state == DONE:
        return done[style.state % 4]
    return lasting if row.state == LASTING else still[style.state % 3]


def _day(day: dt.date | str | None, style: int) -> object:
    if day is None or isinstance(day, str):
        return day
    return (
        day, day, f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日前"
        .removesuffix("前"), f"{day:%Y%m%d}",
    )[style]  # fmt: skip


def _sum(yuan: int | None, style: Style) -> object:
    if yuan is None:
        return None
    if style.factor == 10_000:
        return yuan / 10_000
    if style.sums == 1:
        return sum_words(yuan, 0)
    if style.sums == 2:
        return str(yuan).translate(WIDE)
    return yuan


def _bottom(sheet: Any, style: Style, told: Told, at: int, left: int, width: int) -> None:
    if told.foot_totals:
        sheet.merge_range(at, left, at, left + width - 1, told.foot_totals)
        at += 1
    if style.foot == 1:
        sheet.write(at, left, "合计")
        at += 1
    if style.foot == 2:
        sheet.write(at + 1, left, "填表人：许文秀")
        sheet.write(at + 1, left + 3, "审核人：魏国强")
    if style.foot == 3:
        sheet.merge_range(at, left, at, left + width - 1, "注：本表一式三份，由整改办留存。")

# ruff: noqa: E501
"""Ledgers to bring in: three units, three layouts as offices really make them, and what was fed back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from xuncha.demo.texts.ledger_rows import Report, Row, copy_between, report
from xuncha.demo.texts.names import LEDGER_UNITS
from xuncha.demo.texts.papers import paragraphs_docx
from xuncha.demo.world import DEMO_DATE, World, build

_STAMP = dt.datetime(2026, 3, 18, 9, 0)  # noqa: DTZ001  (a file's own date has no zone)
_CHINESE = "一二三四五六七八九十"
_WAN = Decimal(10_000)


def demo_ledger_workbooks(folder: Path, *, world: World | None = None) -> list[Path]:
    """Write the three ledgers (.xlsx) and the three lists of what was fed back (one .docx, two .txt)
    into a folder, which is made if need be; the files' paths in that order. The same world gives
    the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    water, forest, town = reports(world or build())
    made = []
    for told, layout in ((water, _banded), (forest, _plain), (town, _with_cover)):
        path = folder / f"{told.organisation.name}巡察整改台账.xlsx"
        with xlsxwriter.Workbook(path) as book:
            book.set_properties({"created": _STAMP, "author": told.organisation.name})
            layout(book, told)
        made.append(path)
    return [*made, *_feedback_files(folder, (water, forest, town))]


def reports(world: World) -> tuple[Report, Report, Report]:
    """What the three units hand in."""
    codes = {one.short_name: one.code for one in world.organisations if one.county == 0}
    made: list[Report] = []
    used: set[str] = set()
    for name in LEDGER_UNITS:
        dossier = world.dossier(codes[name])
        inspection, found = next(
            (one, found) for one, found in dossier.inspections if one.stage == "rectifying"
        )
        made.append(report(dossier.organisation, inspection, found, used))
    water, forest, town = made
    copy_between(water, forest)
    return water, forest, town


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _fed_back(told: Report) -> dt.date:
    assert told.inspection.feedback_on is not None
    return told.inspection.feedback_on


def _banded(book: Any, told: Report) -> None:
    """Two title rows, a two-row header, bands for the aspects, merged findings, sums in 万元."""
    sheet = book.add_worksheet("整改台账")
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "border": 1})
    sheet.merge_range(0, 0, 0, 12, f"{told.organisation.name}巡察反馈问题整改台账", bold)
    sheet.merge_range(1, 0, 1, 12, f"填报日期：{_day(DEMO_DATE)}    反馈日期：{_day(_fed_back(told))}"
                      "    金额单位：万元", cell)  # fmt: skip
    for at, name in enumerate(("序号", "反馈问题", "具体问题", "整改措施", "责任领导", "责任单位",
                               "整改时限")):  # fmt: skip
        sheet.merge_range(2, at, 3, at, name, bold)
    sheet.merge_range(2, 7, 2, 9, "整改落实情况", bold)
    sheet.merge_range(2, 10, 2, 11, "资金（万元）", bold)
    sheet.merge_range(2, 12, 3, 12, "佐证材料", bold)
    for at, name in enumerate(("整改进展", "整改状态", "完成时间", "涉及金额", "已追缴金额"), 7):
        sheet.write(3, at, name, bold)
    sheet.set_column(1, 3, 34)
    sheet.set_column(7, 7, 50)
    line, number = 4, 0
    for aspect_at, (aspect, rows) in enumerate(groupby(told.rows, key=lambda row: row.aspect)):
        sheet.merge_range(line, 0, line, 12, f"{_CHINESE[aspect_at]}、{aspect}", bold)
        line += 1
        for finding, items in groupby(rows, key=lambda row: row.finding):
            block, number = list(items), number + 1
            _merged(sheet, line, 0, len(block), number, cell)
            _merged(sheet, line, 1, len(block), finding, cell)
            for row in block:
                _banded_row(sheet, line, row, cell, date)
                line += 1
    sheet.merge_range(
        line, 0, line, 12, f"填表人：{_keeper(told)}　　审核人：{told.rows[0].lead}", cell
    )


def _keeper(told: Report) -> str:
    return told.rows[-1].lead


def _merged(sheet: Any, line: int, at: int, height: int, value: object, style: Any) -> None:
    if height > 1:
        sheet.merge_range(line, at, line + height - 1, at, value, style)
    else:
        sheet.write(line, at, value, style)


def _banded_row(sheet: Any, line: int, row: Row, cell: Any, date: Any) -> None:
    texts = {2: row.problem, 3: "\n".join(row.measures), 4: row.lead, 5: row.responsible_unit,
             7: row.progress, 8: row.status, 12: row.proofs}  # fmt: skip
    for at, text in texts.items():
        sheet.write_string(line, at, text, cell)
    for at, day in ((6, row.due), (9, row.done_on)):
        if isinstance(day, dt.date):
            sheet.write_datetime(line, at, dt.datetime(day.year, day.month, day.day), date)  # noqa: DTZ001
        else:
            sheet.write(line, at, day or "", cell)
    for at, sum_ in ((10, row.amount), (11, row.recovered if row.amount else None)):
        sheet.write(line, at, float(sum_ / _WAN) if sum_ else "", cell)


def _plain(book: Any, told: Report) -> None:
    """One header row with names of its own and line breaks, columns in another order, dates and sums
    as words in yuan, a line of totals below."""
    sheet = book.add_worksheet("Sheet1")
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write(0, 0, f"{told.organisation.name}落实巡察反馈意见整改情况一览表")
    heads = ("编号", "巡察反馈\n问题", "问题\n类别", "整改情况", "整改措施", "完成\n情况", "销号时间",
             "责任人", "完成时限", "涉及金额（元）", "已清退金额（元）", "佐证文件", "备注")  # fmt: skip
    for at, name in enumerate(heads):
        sheet.write(1, at, name, cell)
    for number, row in enumerate(told.rows, 1):
        due = row.due if isinstance(row.due, str) else _dotted(row.due)
        values = (
            str(number), row.problem, row.category, row.progress, "；".join(row.measures),
            row.status, _dotted(row.done_on), row.lead, due, _yuan(row.amount),
            _yuan(row.recovered if row.amount else None), row.proofs, row.remark,
        )  # fmt: skip
        for at, value in enumerate(values):
            sheet.write_string(number + 1, at, value, cell)
    last = len(told.rows) + 2
    done = sum(row.is_done for row in told.rows)
    sheet.write(last, 0, f"合计：{len(told.rows)}项，已完成{done}项")
    sheet.write(last + 1, 0, f"填报单位（盖章）：{told.organisation.name}　　截至{_day(DEMO_DATE)}")


def _dotted(day: dt.date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def _yuan(sum_: Decimal | None) -> str:
    return f"{sum_:,.2f}" if sum_ else ""


def _with_cover(book: Any, told: Report) -> None:
    """A front sheet with instructions, then the ledger: measures in rows of their own under a merged
    item, full-width figures, and three cells that nobody can read."""
    cover = book.add_worksheet("填表说明")
    for at, text in enumerate((f"{told.organisation.name}巡察整改台账", "1.本表由各责任部门填报，党政办汇总。",
                               "2.金额以元为单位，涉密内容不得填入。")):  # fmt: skip
        cover.write(at, 0, text)
    sheet = book.add_worksheet("台账")
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.merge_range(
        0, 0, 0, 10, f"{told.organisation.name}整改台账（填报日期：{_dotted(DEMO_DATE)}）", cell
    )
    heads = ("序号", "反馈问题", "具体问题", "整改措施", "责任领导", "整改时限", "整改进展情况", "是否完成",
             "问题金额", "追缴金额", "佐证材料名称")  # fmt: skip
    for at, name in enumerate(heads):
        sheet.write(1, at, name, cell)
    line = 2
    for number, row in enumerate(told.rows, 1):
        height = len(row.measures)
        values = (
            _wide(number), row.finding, row.problem, None, row.lead, _due_words(number, row.due),
            row.progress, row.status, _odd_sum(number, row.amount),
            _yuan(row.recovered if row.amount else None), row.proofs,
        )  # fmt: skip
        for at, value in enumerate(values):
            if value is not None:
                _merged(sheet, line, at, height, value, cell)
        for offset, text in enumerate(row.measures):
            sheet.write_string(line + offset, 3, f"（{_CHINESE[offset]}）{text}", cell)
        line += height


def _wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _due_words(number: int, due: dt.date | str) -> str:
    if number == 3:
        return "2026年2月30日前"
    if number == 7:
        return "春耕结束以后"
    return due if isinstance(due, str) else f"{due.year}年{due.month}月{due.day}日前"


def _odd_sum(number: int, sum_: Decimal | None) -> str:
    return "详见附表" if number == 5 else _yuan(sum_)


def _feedback_files(folder: Path, told: tuple[Report, Report, Report]) -> list[Path]:
    paths = []
    for at, one in enumerate(told):
        lines = _feedback_lines(one)
        path = folder / f"{one.organisation.name}巡察反馈问题清单.{'txt' if at else 'docx'}"
        if at:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        else:
            path.write_bytes(paragraphs_docx(lines))
        paths.append(path)
    return paths


def _feedback_lines(told: Report) -> list[str]:
    lines = [
        f"关于巡察{told.organisation.name}的反馈问题清单",
        f"反馈日期：{_day(_fed_back(told))}",
        "",
    ]
    number = 0
    for at, (aspect, group) in enumerate(groupby(told.fed_back, key=lambda one: one[0])):
        lines.append(f"{_CHINESE[at]}、{aspect}")
        for _, text in group:
            number += 1
            lines.append(f"{number}.{text}")
    return [*lines, "", "区委巡察组", _day(_fed_back(told))]

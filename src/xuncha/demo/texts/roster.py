"""A list of organisations to bring in: as an office keeps it, a little messy, with news in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter

from xuncha.demo.world import World, build

_STAMP = dt.datetime(2026, 3, 18, 9, 0)  # noqa: DTZ001  (a file's own date has no zone)
_NAME = "清源区党组织名录（组织部2026年3月）.xlsx"
_BANDS = (
    ("一、区直部门", "department", "区直部门"), ("二、区属企业", "enterprise", "国有企业"),
    ("三、学校", "school", "学校"), ("四、医院", "hospital", "医院"),
)  # fmt: skip
_RENAMES = {"区就业服务中心": "清源区就业和人才服务中心", "区商务局": "清源区商务和投资促进局"}
_NEW = (
    "清源区低空产业发展中心",
    "区直部门",
    "2026年1月",
    "周砚舟",
    "55509001",
    "方望舒",
    "55509002",
)
_ODD = ("清源区旧城改造指挥部", "临时机构", "2025.11.20", "", "", "何听泉", "55509003")


def demo_roster(folder: Path, *, world: World | None = None) -> Path:
    """Write the list (.xlsx) into a folder, which is made if need be, and give its path. Two sheets
    with headings over two rows, bands with counts, towns merged beside their villages, totals; two
    new names, a new unit, two units that can't be taken. The same world gives the same file."""
    folder.mkdir(parents=True, exist_ok=True)
    told = world or build()
    path = folder / _NAME
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": _STAMP, "author": "区委组织部"})
        looks = {
            "head": book.add_format({"bold": True, "align": "center", "valign": "vcenter",
                                     "border": 1}),
            "cell": book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True}),
        }  # fmt: skip
        _units(book.add_worksheet("区直单位和企事业"), told, looks)
        _villages(book.add_worksheet("镇街和村社区"), told, looks)
    return path


def _heads(sheet: Any, looks: dict[str, Any], title: str, plain: list[str], row: int = 1) -> None:
    width = len(plain) + 4
    sheet.merge_range(0, 0, 0, width, title, looks["head"])
    for at, name in enumerate(plain):
        sheet.merge_range(row, at, row + 1, at, name, looks["head"])
    at = len(plain)
    for name in ("书记", "联络员"):
        sheet.merge_range(row, at, row, at + 1, name, looks["head"])
        for step, own in enumerate(("姓名", "联系电话")):
            sheet.write(row + 1, at + step, own, looks["head"])
        at += 2
    sheet.merge_range(row, at, row + 1, at, "备注", looks["head"])
    sheet.set_column(1, 4, 18)


def _units(sheet: Any, told: World, looks: dict[str, Any]) -> None:
    plain = ["序号", "机构代码", "单位名称", "单位性质", "成立时间"]
    _heads(sheet, looks, "清源区党组织名录（区直单位和企事业）", plain)
    line, number = 3, 0
    for band, kind, label in _BANDS:
        mine = [one for one in told.organisations if one.county == 0 and one.kind == kind]
        sheet.merge_range(line, 0, line, 9, f"{band}（{len(mine)}个）", looks["head"])
        line += 1
        for one in mine:
            number += 1
            name = _RENAMES.get(one.short_name, one.name)
            cells: list[object] = [number, one.code, name, label, "", "", "", "", "", ""]
            if one.short_name in _RENAMES:
                cells[9] = "2026年2月更名"
            _write(sheet, line, cells, looks)
            line += 1
    for name, label, since, *people in (_NEW, _ODD):
        number += 1
        _write(sheet, line, [number, "", name, label, since, *people, "新报"], looks)
        line += 1
    sheet.merge_range(line, 0, line, 9, f"合计：{number}个", looks["head"])


def _villages(sheet: Any, told: World, looks: dict[str, Any]) -> None:
    plain = ["序号", "所属镇街", "村（社区）名称"]
    _heads(sheet, looks, "清源区镇街和村（社区）党组织名册", plain)
    line, number = 3, 0
    towns = [one for one in told.organisations if one.county == 0 and one.field == "town"]
    for town in towns[:3]:
        mine = [one for one in told.organisations if one.parent == town.code]
        first = line
        for one in mine:
            number += 1
            _write(sheet, line, [number, "", one.short_name, "", "", "", "", ""], looks)
            line += 1
        sheet.merge_range(first, 1, line - 1, 1, town.name, looks["cell"])
    number += 1
    lost = [number, "望川镇", "新坪村", "姜和澄", "55509004", "", "", "镇名待核"]
    _write(sheet, line, lost, looks)
    sheet.write(line + 1, 0, "填表说明：只报前三个镇街，其余没有变化。", looks["cell"])


def _write(sheet: Any, line: int, cells: list[object], looks: dict[str, Any]) -> None:
    for at, value in enumerate(cells):
        sheet.write(line, at, value, looks["cell"])

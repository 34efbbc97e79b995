# ruff: noqa: E501  (tables of cases)
"""Nineteen ways to lay the same items out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.engines.reading.laying import (
    BANDS,
    HEADERS,
    ITEMS,
    OTHER_NAMES,
    UNIT,
    Built,
    Item,
    blocks,
    body,
    new,
    put,
    title,
    values,
)

__all__ = ["BANDS", "HEADERS", "ITEMS", "LAYOUTS", "UNIT", "Built", "Item", "new", "put"]


def plain(path: Path) -> Built:
    book, sheet = new()
    put(sheet, 1, list(HEADERS))
    rows, heads, _ = body(sheet, 2, merged=False, repeat=True)
    book.save(path)
    return Built(path, rows, heads, unit="")


def titled_merged(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    put(sheet, 4, list(HEADERS))
    rows, heads, _ = body(sheet, 5)
    book.save(path)
    return Built(path, rows, heads)


def blank_below(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))
    rows, heads, _ = body(sheet, 4, merged=False)
    book.save(path)
    return Built(path, rows, heads)


def banded(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))
    rows, heads, _ = body(sheet, 4, bands=True)
    book.save(path)
    return Built(path, rows, heads)


def other_names(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(OTHER_NAMES))
    rows, heads, _ = body(sheet, 4, factor=10000)
    book.save(path)
    return Built(path, rows, heads)


def any_order(path: Path) -> Built:
    order = [9, 4, 2, 3, 0, 13, 12, 7, 8, 5, 6, 11, 10, 1]
    book, sheet = new()
    title(sheet)
    put(sheet, 3, [HEADERS[at] for at in order])
    rows, heads, _ = body(sheet, 4, order=order)
    book.save(path)
    return Built(path, rows, heads)


def two_row_header(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    top = ["序号", "问题清单", None, None, "整改清单", "责任", None, "整改时限", "整改落实", None, None, None,
           "金额（元）", None]  # fmt: skip
    low = [None, "类别", "反馈问题", "具体问题", "整改措施", "领导", "单位", None, "进展情况", "是否完成", "完成时间",
           "佐证材料", "涉及金额", "已追缴"]  # fmt: skip
    put(sheet, 3, top)
    put(sheet, 4, low)
    for area in ("A3:A4", "B3:D3", "F3:G3", "H3:H4", "I3:L3", "M3:N3"):
        sheet.merge_cells(area)
    rows, heads, _ = body(sheet, 5)
    book.save(path)
    return Built(path, rows, heads)


def two_rows_unmerged(path: Path) -> Built:
    book, sheet = new()
    top = [
        "序号",
        "问题",
        None,
        None,
        "整改措施",
        "责任",
        None,
        "整改时限",
        "整改情况",
        None,
        None,
        None,
        "金额（万元）",
        None,
    ]
    low = [None, "类别", "反馈问题", "具体问题", None, "领导", "单位", None, "进展情况", "是否完成", "完成时间",
           "佐证材料", "涉及金额", "已追缴"]  # fmt: skip
    put(sheet, 1, top)
    put(sheet, 2, low)
    rows, heads, _ = body(sheet, 3, factor=10000)
    book.save(path)
    return Built(path, rows, heads, unit="")


def front_sheet(path: Path) -> Built:
    book, sheet = new()
    front = book.create_sheet("封面", 0)
    front["B5"] = f"{UNIT}巡察整改台账"
    front["B8"] = "反馈时间：2024年3月5日"
    count = book.create_sheet("统计", 1)
    put(count, 1, ["单位", "问题总数", "已完成", "整改中", "完成率"])
    put(count, 2, [UNIT, 5, 3, 2, "60%"])
    title(sheet)
    put(sheet, 3, list(HEADERS))
    rows, heads, _ = body(sheet, 4)
    book.save(path)
    return Built(path, rows, heads)


def totals_and_signatures(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))
    sums = [48000, 44000]

    def subtotal(page: Worksheet, row: int, number: int) -> int:
        if number != 2:
            return row
        put(page, row, ["小计", *[None] * 11, *sums])
        return row + 1

    rows, heads, row = body(sheet, 4, before_block=subtotal)
    put(sheet, row, ["合  计", None, "3个问题", *[None] * 9, *sums])
    sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=14)
    sheet.cell(row + 1, 1, "备注：以上问题共3个，已完成2个。")
    for column, words in ((1, "填报人：孙小梅"), (5, "审核人：赵国强"), (9, "联系电话：5550123")):
        sheet.cell(row + 2, column, words)
    book.save(path)
    return Built(path, rows, heads)


def repeated_headers(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))

    def again(page: Worksheet, row: int, number: int) -> int:
        if number == 0:
            return row
        put(page, row, list(HEADERS))
        return row + 1

    rows, heads, _ = body(sheet, 4, before_block=again)
    book.save(path)
    return Built(path, rows, heads)


def blank_rows_and_columns(path: Path) -> Built:
    book, sheet = new()
    sheet["B1"] = f"{UNIT}整改台账"
    put(sheet, 6, list(HEADERS), 3)
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["A"].hidden = True

    def gap(_: Worksheet, row: int, number: int) -> int:
        return row + 2 if number else row

    rows, heads, _ = body(sheet, 7, left=3, before_block=gap)
    book.save(path)
    return Built(path, rows, heads)


def full_width(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    put(sheet, 3, [one.replace("元", "万元") for one in HEADERS])

    def turn(cells: list[Any]) -> list[Any]:
        return [
            value.translate(wide) if at in {0, 7, 10} and isinstance(value, str) else value
            for at, value in enumerate(cells)
        ]

    rows, heads, _ = body(sheet, 4, factor=10000, full_width=True, turn=turn)
    book.save(path)
    return Built(path, rows, heads)


def real_dates(path: Path) -> Built:
    import datetime as dt
    import re

    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))

    def turn(cells: list[Any]) -> list[Any]:
        turned = []
        for at, value in enumerate(cells):
            day = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", str(value)) if at in {7, 10} else None
            turned.append(dt.date(*map(int, day.groups())) if day else value)
        turned[0] = int(turned[0]) if turned[0] else None
        return turned

    rows, heads, _ = body(sheet, 4, turn=turn)
    book.save(path)
    return Built(path, rows, heads)


def counting_row(path: Path) -> Built:
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))
    put(sheet, 4, list(range(1, 15)))
    rows, heads, _ = body(sheet, 5)
    book.save(path)
    return Built(path, rows, heads)


def torn_rows(path: Path) -> Built:
    """A long progress text goes on in the next row, as after a printed page's end."""
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))
    rows: list[int] = []
    heads: list[int] = []
    row = 4
    for block in blocks():
        top = row
        for place, item in enumerate(block):
            cells = values(item)
            if place:
                cells = [None if at in {0, 1, 2, 5, 6} else value for at, value in enumerate(cells)]
            rows.append(row)
            heads.append(top)
            if item is ITEMS[2]:
                whole = str(cells[8])
                cells[8] = whole[:4]
                put(sheet, row, cells)
                sheet.cell(row + 1, 9, whole[4:])
                row += 2
            else:
                put(sheet, row, cells)
                row += 1
    book.save(path)
    return Built(path, rows, heads)


def numbers_in_advance(path: Path) -> Built:
    """A form with numbered rows that nobody filled in, and unknown columns between."""
    book, sheet = new()
    title(sheet)
    order = list(range(len(HEADERS)))
    put(sheet, 3, [*HEADERS, "督导组", "联系电话"])
    rows, heads, row = body(sheet, 4, order=order)
    for number in range(4, 12):
        sheet.cell(row, 1, number)
        row += 1
    book.save(path)
    return Built(path, rows, heads)


def wide_merged_title_below_numbers(path: Path) -> Built:
    """Bands as rows with a Chinese number of their own: 一 | 落实……方面."""
    book, sheet = new()
    title(sheet)
    put(sheet, 3, list(HEADERS))

    def band(page: Worksheet, row: int, number: int) -> int:
        if number not in {0, 2}:
            return row
        put(page, row, ["一" if number == 0 else "二", None, BANDS[0 if number == 0 else 1][2:]])
        return row + 1

    rows, heads, _ = body(sheet, 4, merged=False, before_block=band)
    book.save(path)
    return Built(path, rows, heads)


def as_csv(path: Path) -> Built:
    path = path.with_suffix(".csv")
    with path.open("w", encoding="gb18030", newline="") as target:
        writer = csv.writer(target)
        writer.writerow([f"{UNIT}整改台账"])
        writer.writerow(HEADERS)
        for item in ITEMS:
            writer.writerow(["" if value is None else value for value in values(item)])
    return Built(path, [3, 4, 5, 6, 7], [3, 3, 5, 6, 6])


LAYOUTS: tuple[Callable[[Path], Built], ...] = (
    plain, titled_merged, blank_below, banded, other_names, any_order, two_row_header,
    two_rows_unmerged, front_sheet, totals_and_signatures, repeated_headers, blank_rows_and_columns,
    full_width, real_dates, counting_row, torn_rows, numbers_in_advance,
    wide_merged_title_below_numbers, as_csv,
)  # fmt: skip

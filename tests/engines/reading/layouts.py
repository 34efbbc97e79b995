# ruff: noqa: E501  (tables of cases)
"""One set of rectification items, laid out the ways offices lay them out.

Every layout writes the same five items of three findings; readers must give the same back.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

UNIT = "清源区民政局党组"


@dataclass(frozen=True)
class Item:
    no: str
    category: str
    finding: str
    problem: str
    measure: str
    lead: str
    office: str
    due: str
    progress: str
    status: str
    done: str
    proof: str
    amount: str  # yuan
    recovered: str


FIRST = "落实民生保障政策不够到位"
SECOND = "公务接待管理不规范"
THIRD = "党建工作抓得不实"
BANDS = ("一、落实党的理论路线方针政策方面", "二、落实全面从严治党责任方面")
ITEMS = (
    Item("1", "民生保障", FIRST, "低保对象动态管理不及时，12名已故人员未停发",
         "1.逐户核查在册对象；\n2.追回多发的低保金。", "王立新", "社会救助科", "2024年6月30日",
         "已核查1832户，追回低保金3.6万元，于5月20日缴入国库。", "已完成", "2024年5月20日",
         "核查台账.xlsx；缴款凭证.pdf", "36000", "36000"),
    Item("1", "民生保障", FIRST, "临时救助审批超过规定时限", "压缩审批时限，实行三个工作日办结制",
         "王立新", "社会救助科", "2024年7月31日", "受理的46件均在三日内办结。", "基本完成", "2024年7月25日",
         "审批登记簿.pdf", "", ""),
    Item("2", "作风建设", SECOND, "2022年以来超标准接待5次", "修订公务接待办法，清退超标准支出",
         "赵国强", "办公室", "2024年5月31日", "正在清退，已收回0.8万元。", "整改中", "", "收据.jpg", "12000", "8000"),
    Item("3", "党的建设", THIRD, "三会一课记录不全", "补齐2023年以来的记录，每季度抽查一次",
         "李秀兰", "机关党委", "2024年6月30日", "抽查3个支部，记录齐全。", "已完成", "2024年6月28日",
         "抽查通报.docx", "", ""),
    Item("3", "党的建设", THIRD, "党员发展程序不规范", "对2名党员补办手续，开展业务培训",
         "李秀兰", "机关党委", "2024年9月30日", "培训1次，手续补办完毕。", "已完成", "2024年8月15日",
         "培训签到表.pdf", "", ""),
)  # fmt: skip

HEADERS = ["序号", "问题类别", "反馈问题", "具体问题", "整改措施", "责任领导", "责任单位", "整改时限",
           "整改进展", "整改状态", "完成时间", "佐证材料", "涉及金额（元）", "已追缴金额（元）"]  # fmt: skip
OTHER_NAMES = ["编号", "类 别", "巡察反馈\n问题", "问题具体表现", "整改举措", "牵头领导", "承办单位（科室）", "完成期限",
               "问题整改进展情况（截至6月底）", "销号情况", "销号日期", "印证资料", "违规金额(万元)", "已清退金额（万元）"]  # fmt: skip


@dataclass
class Built:
    """Where the items went: Excel's row of each, the first row of each item's block."""

    path: Path
    rows: list[int]
    blocks: list[int]
    unit: str = UNIT


def values(item: Item, *, factor: float = 1, full_width: bool = False) -> list[Any]:
    def money(told: str) -> Any:
        if not told:
            return None
        value = float(told) / factor
        text = f"{value:g}"
        wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
        return text.translate(wide) if full_width else value

    return [item.no, item.category, item.finding, item.problem, item.measure, item.lead, item.office,
            item.due, item.progress, item.status, item.done or None, item.proof, money(item.amount),
            money(item.recovered)]  # fmt: skip


def blocks() -> list[list[Item]]:
    found: list[list[Item]] = []
    for item in ITEMS:
        if found and found[-1][0].finding == item.finding:
            found[-1].append(item)
        else:
            found.append([item])
    return found


def put(sheet: Worksheet, row: int, cells: list[Any], left: int = 1) -> None:
    for index, value in enumerate(cells):
        if value is not None:
            sheet.cell(row, left + index, value)


def body(
    sheet: Worksheet, row: int, *, merged: bool = True, shared: tuple[int, ...] = (0, 1, 2, 5, 6),
    bands: bool = False, order: list[int] | None = None, left: int = 1, repeat: bool = False,
    turn: Callable[[list[Any]], list[Any]] = lambda cells: cells, factor: float = 1,
    full_width: bool = False, before_block: Callable[[Worksheet, int, int], int] | None = None,
) -> tuple[list[int], list[int], int]:  # fmt: skip
    """The items from ``row`` on; columns in ``shared`` are merged (or left blank) within a block."""
    order = order or list(range(len(HEADERS)))
    rows: list[int] = []
    heads: list[int] = []
    for number, block in enumerate(blocks()):
        if bands and number in {0, 2}:
            sheet.cell(row, left, BANDS[0 if number == 0 else 1])
            sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=left + 13)
            row += 1
        if before_block:
            row = before_block(sheet, row, number)
        top = row
        for place, item in enumerate(block):
            cells = values(item, factor=factor, full_width=full_width)
            if place and not repeat:
                cells = [None if at in shared else value for at, value in enumerate(cells)]
            cells = turn(cells)
            put(sheet, row, [cells[at] for at in order], left)
            rows.append(row)
            heads.append(top)
            row += 1
        if merged and len(block) > 1:
            for at in shared:
                column = left + order.index(at)
                sheet.merge_cells(
                    start_row=top, end_row=row - 1, start_column=column, end_column=column
                )
    return rows, heads, row


def new() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "整改台账"
    return book, sheet


def title(sheet: Worksheet, text: str = f"{UNIT}落实区委第二巡察组反馈意见整改台账") -> None:
    sheet["A1"] = text
    sheet.merge_cells("A1:N1")
    sheet["A2"] = f"填报单位：{UNIT}"
    sheet["H2"] = "反馈时间：2024年3月5日"
    sheet["L2"] = "填报日期：2024年9月2日"


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

    def subtotal(page: Worksheet, row: int, number: int) -> int:
        if number != 2:
            return row
        put(
            page,
            row,
            [
                "小计",
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                48000,
                44000,
            ],
        )
        return row + 1

    rows, heads, row = body(sheet, 4, before_block=subtotal)
    put(
        sheet,
        row,
        [
            "合  计",
            None,
            "3个问题",
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            48000,
            44000,
        ],
    )
    sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=14)
    sheet.cell(row + 1, 1, "备注：以上问题共3个，已完成2个。")
    put(
        sheet,
        row + 2,
        [
            "填报人：孙小梅",
            None,
            None,
            None,
            "审核人：赵国强",
            None,
            None,
            None,
            "联系电话：5550123",
        ],
    )
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

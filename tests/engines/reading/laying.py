# ruff: noqa: E501  (tables of cases)
"""One set of rectification items, laid out the ways offices lay them out.

Every layout writes the same five items of three findings; readers must give the same back.
"""

from __future__ import annotations

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

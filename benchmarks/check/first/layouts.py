# ruff: noqa: E501  (tables of texts)
"""The same rows as workbooks in several layouts, as offices lay them out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from benchmarks.check.first.build import AS_OF, Row
from xuncha.engines.reading.records import Field

HEADERS: tuple[dict[Field, str], ...] = (
    {
        Field.NUMBER: "序号",
        Field.FINDING: "反馈问题",
        Field.MEASURE: "整改措施",
        Field.DUE: "整改时限",
        Field.PROGRESS: "整改进展",
        Field.STATUS: "整改状态",
        Field.DONE_ON: "完成时间",
        Field.EVIDENCE: "佐证材料",
        Field.AMOUNT: "涉及金额",
        Field.RECOVERED: "已追缴金额",
        Field.REMARK: "备注",
    },
    {
        Field.NUMBER: "编号",
        Field.FINDING: "巡察反馈问题",
        Field.MEASURE: "具体整改措施",
        Field.DUE: "完成时限",
        Field.PROGRESS: "整改成效",
        Field.STATUS: "完成情况",
        Field.DONE_ON: "销号时间",
        Field.EVIDENCE: "佐证文件",
        Field.AMOUNT: "涉及金额\n（万元）",
        Field.RECOVERED: "已清退金额\n（万元）",
        Field.REMARK: "备 注",
    },
    {
        Field.NUMBER: "序 号",
        Field.FINDING: "反馈问题内容",
        Field.PROGRESS: "整改情况（截至目前）",
        Field.STATUS: "整改状态",
        Field.MEASURE: "整 改 措 施",
        Field.EVIDENCE: "佐证材料名称",
        Field.DUE: "整改\n时限",
        Field.DONE_ON: "完成时间",
        Field.AMOUNT: "涉及金额（元）",
        Field.RECOVERED: "已追缴金额（元）",
        Field.REMARK: "备注",
    },
)


def write(path: Path, unit: str, rows: Sequence[Row], layout: int) -> list[int]:
    """Write one workbook; gives Excel's row number of each row."""
    book = xlsxwriter.Workbook(str(path))
    if layout % 3 == 2:
        front = book.add_worksheet("封面")
        front.write(3, 2, f"{unit}巡察整改台账")
    sheet = book.add_worksheet("整改台账")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    headers = HEADERS[layout % 3]
    sheet.merge_range(0, 0, 0, len(headers) - 1, f"{unit}巡察反馈问题整改台账")
    sheet.write(1, 0, f"填报单位：{unit}")
    sheet.write(1, 4, f"填报日期：{AS_OF.year}年{AS_OF.month}月{AS_OF.day}日")
    at = 2
    for column, name in enumerate(headers.values()):
        if layout % 3 == 1:
            sheet.merge_range(at, column, at + 1, column, name)
        else:
            sheet.write(at, column, name)
    at += 2 if layout % 3 == 1 else 1
    numbers: list[int] = []
    for place, row in enumerate(rows):
        if layout % 3 == 1 and place % 6 == 0:
            band = f"{'一二三四五六'[place // 6]}、{('落实决策部署', '管党治党', '组织建设')[place // 6 % 3]}方面"
            sheet.merge_range(at, 0, at, len(headers) - 1, band)
            at += 1
        for column, name in enumerate(headers):
            _put(sheet, at, column, _value(name, row, place, layout), day)
        numbers.append(at + 1)
        at += 1
    sheet.write(at, 0, f"合计{len(rows)}项")
    book.close()
    return numbers


def _value(name: Field, row: Row, place: int, layout: int) -> object:
    if name is Field.NUMBER:
        return place + 1
    if name is Field.FINDING:
        return row.retold if layout % 2 else row.finding
    value = row.cells.get(name)
    if layout % 3 == 1 and name in (Field.AMOUNT, Field.RECOVERED) and isinstance(value, float):
        return float(Decimal(str(value)) / 10_000)
    return value


def _put(sheet: object, row: int, column: int, value: object, day: object) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)  # type: ignore[attr-defined]
    elif value not in (None, ""):
        sheet.write(row, column, value)  # type: ignore[attr-defined]

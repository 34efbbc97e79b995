"""Lists about people as offices lay them out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl


def book(*sheets: tuple[str, Sequence[Sequence[Any]], Sequence[str]]) -> io.BytesIO:
    """A workbook: (name, rows, merged ranges) for each sheet."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows, merges in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for merged in merges:
            sheet.merge_cells(merged)
    stream = io.BytesIO()
    made.save(stream)
    stream.seek(0)
    return stream


PEOPLE_HEAD = [
    "序号",
    "姓 名",
    "单位及职务",
    "联系电话",
    "籍贯",
    "入党时间",
    "业务专长",
    "人选类别",
]
PEOPLE: list[list[Any]] = [
    [1, "吴 五常", "水务局科长", 13900002222, "柳渡镇石桥村", "2009.06", "财务、审计", "组长"],
    [2, "郑六谷", "清源区民政局副局长", "0871-5551234", "外省", "2011年7月", "信访", "副组长"],
    [3, "王七星", "民政局科员", 13900003333.0, "", "", "", "成员"],
]


def people(rows: list[list[Any]] | None = None) -> io.BytesIO:
    """A title over the head, a band, a total, and a cover sheet in front."""
    body = PEOPLE if rows is None else rows
    return book(
        ("封面", [["清源区委巡察工作领导小组办公室"], ["2026年3月"]], []),
        (
            "名单",
            [
                ["清源区巡察人才库推荐人选名单"], ["填报单位：", "", "组织部", "", "填报人：王某"],
                PEOPLE_HEAD, ["一、区直单位"], *body, ["合计", f"{len(body)}人"],
            ],
            ["A1:H1", "A4:H4"],
        ),
    )  # fmt: skip

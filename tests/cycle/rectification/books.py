"""Ledgers and lists as units hand them in."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from tests.scenarios import PROBLEMS

HEADERS = [
    "序号", "反馈问题", "具体问题", "整改措施", "责任领导", "整改时限", "整改进展", "整改状态",
    "佐证材料", "涉及金额（万元）", "已追缴金额（万元）",
]  # fmt: skip

ROWS: list[list[Any]] = [
    [1, PROBLEMS[0][0], PROBLEMS[0][1], "盘活结余资金48万元，用于水毁修复", "张某", "2026年4月底",
     "已与财政局对接，调剂20万元用于水毁修复", "整改中", None, 48, 20],
    [2, PROBLEMS[1][0], PROBLEMS[1][1], "退回12600元，修订接待办法", "王某", "2026-02-28",
     "2月20日12600元已全部退回，《公务接待管理办法》2月26日印发", "已完成",
     "退款凭证.pdf；公务接待管理办法.docx", 1.26, 1.26],
    [3, PROBLEMS[2][0], PROBLEMS[2][1], "清理青石河段垃圾", "赵某", "2026.1.31",
     "1月18日清运垃圾26吨", "已完成", "清运记录.xlsx", None, None],
]  # fmt: skip


def ledger(rows: list[list[Any]] | None = None, title: str = "清源区水务局整改台账") -> io.BytesIO:
    """A workbook with a title row above its headers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(HEADERS)
    for row in ROWS if rows is None else rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def finding_list() -> io.BytesIO:
    """The list that was fed back, as plain text."""
    lines = ["关于巡察清源区水务局党组的反馈意见", "2025年12月10日", "一、存在的主要问题"]
    lines += [f"{n}.{text}。" for n, (text, _) in enumerate(PROBLEMS, start=1)]
    return io.BytesIO("\n".join(lines).encode())

"""Lists of organisations as offices hand them in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

HEADERS = ["代码", "名称", "类别", "上级", "设立日期", "书记", "书记电话", "联络员", "电话"]


def book(
    rows: Sequence[Sequence[Any]], headers: Sequence[str] = HEADERS, *, title: str = "",
    merges: Sequence[str] = (), sheet_name: str = "名录",
) -> io.BytesIO:  # fmt: skip
    """A workbook with one sheet: a title, if there is one, the headers, the rows."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = sheet_name
    for line in ([title] if title else []), headers, *rows:
        if line:
            sheet.append(list(line))
    for area in merges:
        sheet.merge_cells(area)
    return saved(made)


def saved(made: Any) -> io.BytesIO:
    """The workbook as a stream."""
    stream = io.BytesIO()
    made.save(stream)
    stream.seek(0)
    return stream


DISTRICT = [
    ["C", "清源区委", "区委", None, None, None, None, None, None],
    ["V5", "柳溪村", "行政村", "青溪镇", "2010年3月", "林秀", 13800000001.0, "方平", "0571-86001"],
    ["T5", "青溪镇", "镇", "C", "2010-01-01", "何苗", "0571-86002", None, None],
    ["B5", "清源区体育局", "区直部门", "清源区委", "2019.3.1", "石磊", None, "江淮", "86003"],
]  # fmt: skip
"""The village before its town; a month without a day; a phone as a number."""

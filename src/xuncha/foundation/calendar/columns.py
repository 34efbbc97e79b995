"""The columns of a year's table as an office writes it: day, kind, name."""

from __future__ import annotations

import datetime as dt

from xuncha.foundation.exchange import parsers
from xuncha.foundation.exchange.columns import Column
from xuncha.foundation.exchange.importing import DryRun, Table, dry_run

OFF, ON = "off", "on"

COLUMNS = (
    Column("day", "日期", ("时间", "日"), required=True, parse=parsers.date(),
           help="每天一行，写成 2027-01-01 这样"),
    Column("kind", "类型", ("休班", "休/班", "安排"), required=True,
           parse=parsers.choice({"休": OFF, "班": ON},
                                {"放假": "休", "休息": "休", "上班": "班", "调休上班": "班"}),
           help="休 或者 班"),
    Column("name", "名称", ("节日", "假日"), parse=parsers.text(20), help="例如 春节"),
)  # fmt: skip


def read_year(table: Table, year: int) -> DryRun:
    """Dry run of a table for one year; each day of another year, told twice, or that changes
    nothing (a Sunday off, a Monday worked) is refused with its row."""
    result = dry_run(table, COLUMNS)
    seen: dict[dt.date, int] = {}
    for row in list(result.accepted):
        day = row.values["day"]
        if day.year != year:
            result.refuse(row.row, "日期", f"{day} 不在 {year} 年。")
        elif day in seen:
            result.refuse(row.row, "日期", f"{day} 与第 {seen[day]} 行重复。")
        elif row.values["kind"] == ON and day.weekday() < 5:
            result.refuse(row.row, "类型", f"{day} 本来就是工作日，不用写“班”。")
        seen.setdefault(day, row.row)
    return result

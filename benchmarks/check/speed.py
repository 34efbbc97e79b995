"""Rows a second and peak memory on one large ledger."""

from __future__ import annotations

import random
import resource
import time
from pathlib import Path

from benchmarks.check.first import texts_dev
from benchmarks.check.first.build import Row, honest_row
from xuncha.engines.checking import check
from xuncha.engines.reading.records import Cell, Column, Field, Ledger, LedgerRow, LedgerSheet

FIELDS = (
    Field.NUMBER,
    Field.FINDING,
    Field.MEASURE,
    Field.PROGRESS,
    Field.STATUS,
    Field.DUE,
    Field.DONE_ON,
)
WORDS = (
    "水路房田林桥灯井站厂校院村镇街楼车船机电煤气油粮菜果茶药布纸铁铜木"
    "石沙土砖瓦门窗墙顶梁柱管线网栏杆牌箱柜桌椅床灶锅炉泵阀表卡证照章印册簿单票券"
)


def large(rows: int, seed: int = 7) -> Ledger:
    """A ledger of so many rows; every row has words of its own beside those of its matter."""
    rng = random.Random(seed)
    made = tuple(_row(at, *_one(rng), rng) for at in range(rows))
    columns = tuple(Column(name, at, name.value) for at, name in enumerate(FIELDS))
    return Ledger(
        Path("large.xlsx"),
        "large.xlsx",
        "清源区水利局",
        (LedgerSheet("台账", (1, 1), columns, made),),
    )


def _one(rng: random.Random) -> tuple[Row, str]:
    row, _ = honest_row(texts_dev, rng.choice(texts_dev.MATTERS), rng)
    return row, "".join(rng.choice(WORDS) for _ in range(30))


def _row(at: int, row: Row, own: str, rng: random.Random) -> LedgerRow:
    cells = {Field.NUMBER: Cell("", at + 1), Field.FINDING: _cell(f"{own[:8]}{row.finding}")}
    for name in FIELDS[2:]:
        value = row.cells.get(name)
        cells[name] = _cell(
            f"{value}，{own[8:]}" if name in (Field.MEASURE, Field.PROGRESS) else value
        )
    return LedgerRow("台账", at + 2, at + 2, "", cells)


def _cell(value: object) -> Cell:
    return Cell(value, value) if isinstance(value, str) else Cell("", value)


def run(rows: int) -> str:
    ledger = large(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    check([ledger])
    wall, used = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (
        f"{rows} 行：{wall:.1f} 秒（CPU {used:.1f} 秒），每秒 {rows / wall:.0f} 行，"
        f"内存峰值 {peak / 1024:.0f} MB（核查前 {before / 1024:.0f} MB）"
    )

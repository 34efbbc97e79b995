"""Compose labelled ledgers: every row knows which rules it was planted for.

One scenario is one run of the check: ledgers, a feedback, proof files, ledgers to compare with.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from xuncha.engines.reading.records import (
    FedBackFinding,
    Feedback,
    Field,
    Ledger,
    ProofFile,
    Proofs,
)

VILLAGES = ("青岭", "石门坎", "柳树湾", "白沙", "上元", "大河口", "松林", "云台", "双桥", "红岩")
PEOPLE = ("周文才", "刘国梁", "陈小兰", "张永福", "王丽君", "孙志强", "何玉梅", "赵明亮")
UNITS = (
    "清源区水利局党组",
    "清源区民政局党组",
    "云溪镇党委",
    "清源区教育局党委",
    "石桥街道党工委",
    "清源区住建局党组",
    "望江镇党委",
    "清源区卫健局党委",
)
FEEDBACK_ON = dt.date(2024, 1, 10)
AS_OF = dt.date(2024, 9, 30)


@dataclass
class Row:
    """One row to be laid out, and its labels."""

    finding: str
    retold: str
    kind: str
    cells: dict[Field, object]
    labels: set[str] = field(default_factory=set)
    hard: str = ""  # what makes it an honest look-alike


@dataclass
class Scenario:
    ledgers: list[Ledger]
    numbers: list[list[int]]  # Excel's row number of each row, by ledger
    feedback: Feedback | None
    left_out: list[set[str]]
    proofs: Proofs
    against: list[Ledger]
    texts: list[list[Row]]


class Slots:
    """Fills {n} and the like, the same for one row, from one seeded source."""

    def __init__(self, rng: random.Random) -> None:
        self.values = {
            "n": str(rng.randint(4, 46)),
            "k": str(rng.randint(2, 9)),
            "m": f"{rng.randint(1, 40)}.{rng.randint(1, 99):02d}",
            "v": rng.choice(VILLAGES),
            "p": rng.choice(PEOPLE),
            "d": _day(rng),
            "d2": _day(rng),
        }

    def fill(self, text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: self.values[found.group(1)], text)


def _day(rng: random.Random) -> str:
    day = dt.date(2024, rng.randint(2, 6), rng.randint(1, 28))
    return rng.choice((f"{day.year}年{day.month}月{day.day}日", f"{day.month}月{day.day}日"))


def _due(rng: random.Random, day: dt.date) -> object:
    return rng.choice(
        (
            day,
            day.isoformat(),
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}.{day.month:02d}.{day.day:02d}",
        )
    )


def honest_row(texts: ModuleType, matter: object, rng: random.Random) -> tuple[Row, Slots]:
    """A finished row with nothing wrong, sometimes an open one or a long-term one."""
    slots = Slots(rng)
    fill = slots.fill
    done = fill(matter.done)  # type: ignore[attr-defined]
    hard = ""
    if rng.random() < 0.3:
        done, hard = fill(rng.choice(texts.TALK_AND_ACT)) + done, "meeting beside an act"
    closing = fill(rng.choice(texts.CLOSINGS))
    if closing:
        done, hard = f"{done}，{closing}", hard or "closing phrase"
    measure = fill(matter.measure)  # type: ignore[attr-defined]
    if rng.random() < 0.4:
        measure, hard = f"{measure}。{rng.choice(texts.STOCK)}", hard or "stock phrase"
    if rng.random() < 0.15:
        done = f"{done}。{rng.choice(texts.STOCK)}"
    cells: dict[Field, object] = {
        Field.MEASURE: measure,
        Field.PROGRESS: done,
        Field.STATUS: rng.choice(("已完成", "完成整改", "已销号", "整改到位")),
        Field.DUE: _due(rng, dt.date(2024, rng.choice((6, 7)), 30)),
        Field.DONE_ON: dt.date(2024, 6, rng.randint(1, 28)),
        Field.REMARK: "",
    }
    row = Row(fill(matter.finding), fill(matter.retold), matter.kind, cells, hard=hard)  # type: ignore[attr-defined]
    roll = rng.random()
    if roll < 0.08:
        cells |= {Field.STATUS: "长期坚持", Field.DUE: "长期坚持"}
        row.hard = "long-term"
    elif roll < 0.16:
        cells |= {
            Field.STATUS: "正在整改",
            Field.PROGRESS: fill(matter.pending),  # type: ignore[attr-defined]
            Field.DUE: _due(rng, dt.date(2024, 12, 31)),
            Field.DONE_ON: None,
        }
        row.hard = "open and not yet due"
    elif roll < 0.2:
        cells |= {Field.REMARK: fill(rng.choice(texts.EXPLAINED)).replace("{d}", "")}
        row.hard = "moved with a cause"
    return row, slots


def money_cells(row: Row, slots: Slots, rng: random.Random) -> None:
    """Amount columns in several ways that agree with the text."""
    if row.kind != "money" or row.cells[Field.STATUS] in ("长期坚持", "正在整改"):
        return
    sum_ = Decimal(slots.values["m"])
    if f"{sum_}万元" not in row.finding or f"{sum_}万元" not in str(row.cells[Field.PROGRESS]):
        return
    yuan = sum_ * 10_000
    row.cells[Field.AMOUNT] = rng.choice((float(yuan), f"{sum_}万元", f"{yuan:.0f}元"))
    row.cells[Field.RECOVERED] = rng.choice((float(yuan), f"{sum_}万元", f"{yuan:,.2f}元"))
    if rng.random() < 0.4:
        first = (sum_ / 2).quantize(Decimal("0.01"))
        row.cells[Field.PROGRESS] = str(row.cells[Field.PROGRESS]).replace(
            f"{sum_}万元", f"分两批共{sum_}万元（第一批{first}万元、第二批{sum_ - first}万元）", 1
        )
        row.hard = "instalments that add up"


def plant(
    code: str, row: Row, slots: Slots, texts: ModuleType, matter: object, rng: random.Random
) -> None:
    """Turn an honest row into one that the rule should signal."""
    fill = slots.fill
    cells = row.cells
    cells[Field.STATUS] = "已完成"
    cells[Field.DUE] = dt.date(2024, 6, 30)
    cells[Field.REMARK] = ""
    if code == "R03":
        cells[Field.PROGRESS] = fill(rng.choice(texts.TALK_ONLY))
    elif code == "R05":
        cells[Field.MEASURE] = fill(matter.echo)  # type: ignore[attr-defined]
        row.retold = row.finding
    elif code == "R10":
        cells[Field.PROGRESS] = fill(matter.pending)  # type: ignore[attr-defined]
    elif code == "R16":
        cells[Field.PROGRESS] = rng.choice(texts.VAGUE)
    elif code == "R17":
        _plant_late(cells, slots, texts, matter, rng)
    elif code == "R09":
        _plant_short(row, slots, rng)
    row.labels.add(code)


def _plant_late(
    cells: dict[Field, object], slots: Slots, texts: ModuleType, matter: object, rng: random.Random
) -> None:
    if rng.random() < 0.5:
        cells |= {
            Field.STATUS: rng.choice(("正在整改", "未完成", "整改中")),
            Field.PROGRESS: slots.fill(matter.pending),
            Field.DONE_ON: None,  # type: ignore[attr-defined]
            Field.DUE: _due(rng, dt.date(2024, rng.randint(3, 8), 28)),
        }
        return
    words = rng.choice(texts.UNEXPLAINED).replace("{d}", "2024年12月31日")
    if rng.random() < 0.5:
        cells[Field.DUE] = f"2024年6月30日（{words}）"
    else:
        cells |= {Field.DUE: dt.date(2024, 6, 30), Field.REMARK: words}


def _plant_short(row: Row, slots: Slots, rng: random.Random) -> None:
    sum_ = Decimal(slots.values["m"])
    back = (sum_ * Decimal(rng.choice(("0.4", "0.6", "0.75", "0.9")))).quantize(Decimal("0.01"))
    progress = str(row.cells[Field.PROGRESS])
    way = rng.randrange(3)
    if way == 0:
        row.cells[Field.PROGRESS] = progress.replace(f"{sum_}万元", f"{back}万元")
    elif way == 1:
        row.cells |= {Field.AMOUNT: float(sum_ * 10_000), Field.RECOVERED: f"{back}万元"}
        row.cells[Field.PROGRESS] = progress.replace(f"{sum_}万元", f"{back}万元")
    else:
        row.cells |= {Field.AMOUNT: float(sum_ * 10_000 + 8600), Field.RECOVERED: f"{sum_}万元"}


def proof_file(name: str, content: str, **more: object) -> ProofFile:
    digest = hashlib.sha256(content.encode()).hexdigest()
    made = ProofFile(Path(name), name, len(content), digest, "docx", content, digest, "")
    return replace(made, **more)  # type: ignore[arg-type]


def feedback_of(unit: str, rows: Mapping[int, str]) -> Feedback:
    found = tuple(FedBackFinding(str(number), text) for number, text in rows.items())
    return Feedback(Path("反馈.docx"), "反馈.docx", unit, FEEDBACK_ON, found)

# ruff: noqa: E501  (tables of texts)
"""Totals that a ledger or a report tells, right or wrong."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.check.second.papers import chinese, word
from benchmarks.check.second.rows import DONE, LASTING, Row
from benchmarks.check.second.texts import Half

if TYPE_CHECKING:
    from benchmarks.check.second.scene import Ledger, Truth

DAY = dt.timedelta(days=1)


def totals(half: Half, ledger: Ledger, truth: Truth, rng: random.Random) -> None:
    """Totals in the title or at the foot, right or wrong; and the rush as a total."""
    if "R11" in ledger.must:
        ledger.must.discard("R11")
        _count_rush(ledger, truth)
    if rng.random() < 0.5:
        return
    wrong = rng.random() < 0.4
    line = _line(ledger, 2 if wrong else 0, rng)
    if rng.random() < 0.4:
        ledger.told.title_totals = f"（{line}）"
    else:
        ledger.told.foot_totals = f"合计：{line}"
    if wrong:
        truth.totals.add("R20")


def _count_rush(ledger: Ledger, truth: Truth) -> None:
    due = ledger.days.due
    closed = [row for row in ledger.rows if row.done_on]
    late = [row for row in closed if row.done_on and due - DAY * 2 <= row.done_on <= due]
    same = [row for row in ledger.rows if row.due == due]
    if len(late) >= 5 and len(late) >= 0.4 * len(closed) and len(same) * 2 >= len(ledger.rows):
        truth.totals.add("R11")


def _line(ledger: Ledger, off: int, rng: random.Random) -> str:
    seen: dict[str, list[Row]] = {}
    for row in ledger.rows:
        seen.setdefault(row.finding, []).append(row)
    states = [rows[0].state for rows in seen.values()]
    done, lasting = states.count(DONE), states.count(LASTING)
    still = len(states) - done - lasting
    told = f"共反馈问题{len(states) + (off if rng.random() < 0.5 else 0)}个"
    told += f"，已完成整改{done + off}个"
    if lasting:
        told += f"，长期坚持{lasting}个"
    return told + (f"，正在整改{still}个" if still else "")


def report(ledger: Ledger, truth: Truth, root: Path, rng: random.Random) -> Path:
    """The unit's own report."""
    wrong = rng.random() < 0.4
    line = _line(ledger, 3 if wrong else 0, rng)
    lines = [
        f"{ledger.unit}关于巡察整改情况的报告", "区委巡察办：",
        f"收到反馈意见后，我单位召开专题会议{rng.randrange(3, 9)}次研究整改。截至{chinese(ledger.days.as_of)}，{line}。",
        "一、整改落实情况", "各责任科室按照分工逐项推进，新建制度5项。", "二、下一步打算", "继续巩固整改成果。",
        ledger.unit, chinese(ledger.days.as_of),
    ]  # fmt: skip
    if wrong:
        truth.totals.add("R20")
    path = root / f"整改情况报告{rng.choice(('.docx', '.txt'))}"
    if path.suffix == ".txt":
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        word(path, lines)
    return path

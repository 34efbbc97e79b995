"""Cases planted in single rows: one function a rule, each says whether the row fits."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from benchmarks.check.second.rows import DONE, LASTING, OPEN, Days, Row, full_answer
from benchmarks.check.second.slots import sum_words
from benchmarks.check.second.texts import Half, fill

Planter = Callable[[Row, Half, Days, random.Random], bool]
DEEDS = ("money", "works", "service", "people")


def r02(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    parts = row.matter.all("Q")
    if not parts:
        return False
    kept = sorted(rng.sample(range(len(parts)), rng.randrange(1, len(parts))))
    row.progress = fill("；".join(parts[at] for at in kept) + "。", row.slots)
    if rng.random() < 0.3:
        row.progress = fill(rng.choice(half.pools["meeting"]), row.slots) + row.progress
    row.retold = row.finding  # the parts as they were fed back
    row.allowed |= {"R16", "R09"} if row.matter.kind == "money" else {"R16"}
    return True


def r03(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if row.matter.kind not in DEEDS or row.matter.all("Q") or row.state != DONE:
        return False
    row.progress = fill(rng.choice(half.pools["paper"]), row.slots)
    if rng.random() < 0.4:
        row.progress += fill(rng.choice(half.pools["vague"]), row.slots)
    row.amount = row.recovered = None
    row.allowed |= {"R16", "R13", "R09", "R04"}
    return True


def r05(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if not row.matter.all("E"):
        return False
    row.measure = fill(rng.choice(row.matter.all("E")), row.slots)
    row.retold = row.finding  # the very words that the measure repeats
    return True


def r09(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if not row.matter.has_sum or row.state != DONE:
        return False
    total = row.sums["全"]
    short = total * rng.randrange(3, 9) // 10 // 10 * 10
    way = rng.randrange(3)
    row.amount, row.recovered = None, None
    if way == 0:  # the columns say it
        row.amount, row.recovered = total, short
        row.progress = fill(row.matter.one("P"), _with(row, short, rng))
    elif way == 1:  # the text alone says it
        row.progress = fill(row.matter.one("P", rng.randrange(2)), _with(row, short, rng))
        row.says_sum = True
    else:  # text and columns disagree
        row.amount, row.recovered = total, short
        row.progress = fill(row.matter.one("P"), row.slots)
    if row.matter.is_systemic:
        row.progress += fill(row.matter.one("S"), row.slots)
    return True


def _with(row: Row, short: int, rng: random.Random) -> dict[str, str]:
    return {**row.slots, "收": sum_words(short, rng.randrange(3))}


def r10(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if not row.matter.all("U") or row.state != DONE:
        return False
    row.progress = fill(row.matter.one("U"), row.slots)
    row.amount = row.recovered = None
    row.allowed |= {"R09", "R13", "R16"}
    return True


def r12(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if not row.matter.is_systemic or row.state != DONE:
        return False
    row.done_on = days.feedback + dt.timedelta(days=rng.randrange(3, 10))
    row.retold = row.finding  # whose words make it systemic
    return True


def r13(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if not row.matter.is_systemic or row.state != DONE:
        return False
    at = rng.randrange(2)
    row.measure = fill(row.matter.one("M", at), row.slots)
    row.progress = fill(full_answer(row.matter, at, rng, lasting=False), row.slots)
    row.retold = row.finding
    return True


def r14(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if not row.matter.all("L"):
        return False
    row.progress = fill(rng.choice(row.matter.all("L")), row.slots)
    row.measure, row.retold = "对责任人员作出处理。", row.finding
    row.amount = row.recovered = None
    row.allowed |= {"R09", "R03", "R16", "R05", "R04"}
    return True


def r16(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if row.state != DONE or row.matter.all("Q") or row.matter.kind == "discipline":
        return False
    row.progress = fill(rng.choice(half.pools["vague"]), row.slots)
    row.amount = row.recovered = None
    row.allowed |= {"R09", "R13", "R03", "R04"}
    return True


def r17(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if row.matter.all("Q") or not row.matter.all("U"):
        return False
    row.state, row.done_on = OPEN, None
    row.progress = fill(row.matter.one("U"), row.slots)
    row.amount = row.recovered = None
    later = days.as_of + dt.timedelta(days=rng.randrange(20, 70))
    slots = {**row.slots, "延": f"{later.year}年{later.month}月{later.day}日"}
    if rng.random() < 0.6:
        row.due = days.as_of - dt.timedelta(days=rng.randrange(3, 40))
    else:
        row.due = later
        row.remark = fill(rng.choice(half.pools["moved"]), slots)
    return True


def moved_rightly(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    """No case: a deadline that was moved with cause and approval."""
    if row.matter.all("Q") or not row.matter.all("U") or row.labels:
        return False
    row.state, row.done_on = OPEN, None
    row.progress = fill(row.matter.one("U"), row.slots)
    row.amount = row.recovered = None
    later = days.as_of + dt.timedelta(days=rng.randrange(20, 70))
    row.due = later
    slots = {**row.slots, "延": f"{later.year}年{later.month}月{later.day}日"}
    row.remark = fill(rng.choice(half.pools["movedok"]), slots)
    return True


def r19(row: Row, half: Half, days: Days, rng: random.Random) -> bool:
    if row.state != DONE or row.matter.kind not in ("service", "works"):
        return False
    if rng.random() < 0.6:
        row.satisfaction = rng.choice((f"{rng.randrange(40, 79)}%", 0.62, "满意率71%", "76.5%"))
    else:
        row.progress += fill(rng.choice(half.pools["residents"]), row.slots)
        row.satisfaction = None
    return True


PLANTERS: dict[str, Planter] = {
    "R02": r02, "R03": r03, "R05": r05, "R09": r09, "R10": r10, "R12": r12, "R13": r13,
    "R14": r14, "R16": r16, "R17": r17, "R19": r19,
}  # fmt: skip


def may_close(row: Row) -> bool:
    """Whether the row may be among those closed all at once."""
    return row.state == DONE and row.state != LASTING

# ruff: noqa: SIM108  (tables of texts)
"""Honest rows of a ledger, before anything is planted."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from benchmarks.check.second.slots import make_slots
from benchmarks.check.second.texts import Half, Matter, fill

DONE, OPEN, LASTING = "done", "open", "lasting"


@dataclass
class Days:
    """The days of one scenario."""

    feedback: dt.date
    due: dt.date
    as_of: dt.date


@dataclass
class Row:
    """One row to be: what it says, what was planted (``labels``), what may be said of it beside
    that (``allowed``: neither asked for nor counted as wrong)."""

    matter: Matter
    slots: dict[str, str]
    sums: dict[str, int]
    state: str
    finding: str
    retold: str
    measure: str
    progress: str
    due: dt.date | str
    done_on: dt.date | None
    amount: int | None = None
    recovered: int | None = None
    satisfaction: float | str | None = None
    remark: str = ""
    evidence: str = ""
    stems: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    allowed: set[str] = field(default_factory=set)
    lead: str = ""
    block: int = 0
    says_sum: bool = False
    is_echo: bool = False

    @property
    def is_free(self) -> bool:
        return not self.labels and not self.is_echo


def honest(
    half: Half, matter: Matter, days: Days, rng: random.Random, *, variant: int | None = None
) -> Row:
    """A row that says truly what was done."""
    state = rng.choices((DONE, OPEN, LASTING), (84, 9, 7))[0]
    if matter.all("Q") or matter.kind == "discipline" or matter.has_sum:
        state = DONE
    quick = not matter.is_systemic and rng.random() < 0.15
    first = days.feedback + dt.timedelta(days=1 if quick else 12)
    last = days.feedback + dt.timedelta(days=9) if quick else days.due - dt.timedelta(days=8)
    done_on = last if quick else min(days.due, last + dt.timedelta(days=rng.randrange(-25, 5)))
    done_on = max(done_on, first + dt.timedelta(days=2))
    if matter.is_systemic:
        done_on = max(done_on, days.feedback + dt.timedelta(days=20))
    slots, sums = make_slots(half.name, matter, first, done_on, rng)
    at = rng.randrange(2) if variant is None else variant
    row = Row(
        matter, slots, sums, state,
        fill(matter.one("F"), slots), fill(matter.one("G"), slots),
        fill(matter.one("M", at), slots), "", days.due, done_on,
    )  # fmt: skip
    row.lead = f"{slots['人2']}"
    _answer(row, half, at, days, rng)
    _dress(row, half, rng)
    return row


def _answer(row: Row, half: Half, at: int, days: Days, rng: random.Random) -> None:
    matter, slots = row.matter, row.slots
    if row.state == OPEN:
        row.progress = fill(matter.one("U"), slots) or "正在推进。"
        row.done_on = None
        row.due = days.as_of + dt.timedelta(days=rng.randrange(10, 60))
        return
    row.progress = fill(full_answer(matter, at, rng), slots)
    if row.state == LASTING:
        row.done_on = None
        row.due = rng.choice(("长期坚持", "立行立改，长期坚持", row.due))
        if not isinstance(row.due, str):
            row.due = days.as_of + dt.timedelta(days=40)


def full_answer(matter: Matter, at: int, rng: random.Random, *, lasting: bool = True) -> str:
    """All that was done, with what was laid down for good where the finding is systemic."""
    if matter.all("Q"):
        whole = matter.one("P")
        parts = matter.all("Q")
        if not whole or rng.random() < 0.6:
            return "；".join(parts) + "。"
        return whole
    if matter.all("I") and rng.random() < 0.4:
        told = matter.one("I", at)
    else:
        told = matter.one("P", at)
    return told + (matter.one("S", rng.randrange(4)) if lasting and matter.is_systemic else "")


def _dress(row: Row, half: Half, rng: random.Random) -> None:
    """Phrases that honest rows share: meetings before the act, upkeep after it, slogans."""
    if row.state == DONE and row.matter.kind != "discipline":
        if rng.random() < 0.25:
            row.progress = fill(rng.choice(half.pools["meeting"]), row.slots) + row.progress
        if rng.random() < 0.25:
            row.progress += fill(rng.choice(half.pools["upkeep"]), row.slots)
    if rng.random() < 0.25:
        row.measure = fill("进一步加强{T}工作，", row.slots) + row.measure
    if row.matter.has_sum and rng.random() < 0.55:
        row.amount, row.recovered = row.sums["全"], row.sums["收"]


def stock(rows: list[Row], half: Half, rng: random.Random) -> None:
    """The same official sentences in many rows, as in life."""
    for row in rows:
        if rng.random() < 0.3:
            row.progress = rng.choice(half.pools["stock"]) + row.progress
        if rng.random() < 0.2:
            row.measure = rng.choice(half.pools["stock"]) + row.measure


def satisfy(row: Row, half: Half, rng: random.Random) -> None:
    """A satisfied neighbourhood."""
    if row.state == DONE and row.matter.kind in ("service", "works"):
        row.satisfaction = rng.choice(
            (f"{rng.randrange(88, 100)}%", f"{rng.randrange(86, 99)}.5%", 0.95, 0.9, "满意", "98")
        )
        if rng.random() < 0.2:
            row.progress += fill(rng.choice(half.pools["agree"]), row.slots)

"""One scenario: ledgers and the papers beside them as files, and what is true of every row."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.check.second import telling, whole
from benchmarks.check.second.lay import Sheet, Style, Told, draw, write
from benchmarks.check.second.papers import Folder, feedback
from benchmarks.check.second.plant import PLANTERS, moved_rightly
from benchmarks.check.second.rows import DONE, Days, Row, honest, satisfy, stock
from benchmarks.check.second.texts import Half, Matter, fill, load

STEP = dt.timedelta(days=1)


@dataclass
class Truth:
    """What is true of one ledger: labels by (sheet or None, Excel's row)."""

    file: Path
    unit: str
    rows: dict[tuple[str | None, int], Row] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    totals: set[str] = field(default_factory=set)
    styles: dict[str | None, Style] = field(default_factory=dict)


@dataclass
class Scene:
    """Arguments of the command and the truth of each ledger."""

    args: list[str]
    truths: list[Truth]


@dataclass
class Ledger:
    """One ledger being made."""

    unit: str
    rows: list[Row]
    days: Days
    told: Told
    missing: list[Row] = field(default_factory=list)
    truth: Truth | None = None
    must: set[str] = field(default_factory=set)


def make(letter: str, seed: int, root: Path) -> Scene:
    """The same scenario for the same half and seed, written below ``root``."""
    root.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"{letter}{seed}")
    half = load(letter)
    units = rng.sample(half.pools["units"], 3)
    fed = dt.date(rng.choice((2023, 2024)), rng.randrange(1, 8), rng.randrange(1, 28))
    due = fed + STEP * rng.randrange(70, 110)
    days = Days(fed, due, due + STEP * rng.randrange(5, 20))
    matters = rng.sample(half.matters, len(half.matters))
    first = rng.randrange(12, 17)
    ledgers = [_ledger(half, units[0], matters[:first], days, rng)]
    rest = matters[first:]
    if rng.random() < 0.6:
        second = rng.randrange(8, 13)
        ledgers.append(_ledger(half, units[1], rest[:second], days, rng))
        rest = rest[second:]
        whole.share_honestly(half, ledgers, rng)
    for ledger in ledgers:
        if rng.random() < 0.5:  # the ledger has the very words
            for row in ledger.rows:
                row.retold = row.finding
        _plant(half, ledger, rng)
        ledger.rows = _blocks(half, ledger, rng)
        for row in ledger.rows:
            if not row.labels and rng.random() < 0.3:
                satisfy(row, half, rng)
    if rng.random() < 0.25:
        whole.rush(ledgers[0], rng)
    folder = Folder() if rng.random() < 0.75 else None
    against = whole.earlier(half, ledgers, units, rest, rng)
    whole.copy_texts(half, ledgers, against, rng)
    for ledger in ledgers:
        whole.prove(half, ledger, folder, rng)
    if folder:
        whole.copy_rules(half, ledgers, folder, rng)
    return written(half, ledgers, against, folder, root, rng)


def _ledger(half: Half, unit: str, matters: list[Matter], days: Days, rng: random.Random) -> Ledger:
    rows = [honest(half, one, days, rng) for one in matters]
    stock(rows, half, rng)
    missing = [rows.pop() for _ in range(rng.randrange(0, 3))]
    told = Told(unit, days.feedback, days.as_of)
    return Ledger(unit, rows, days, told, missing)


def _plant(half: Half, ledger: Ledger, rng: random.Random) -> None:
    rows = rng.sample(ledger.rows, len(ledger.rows))
    codes = rng.sample(list(PLANTERS), 5)
    for code in codes:
        for row in rows:
            if row.is_free and PLANTERS[code](row, half, ledger.days, rng):
                row.labels.add(code)
                break
    for row in rows:
        if row.is_free and rng.random() < 0.15 and moved_rightly(row, half, ledger.days, rng):
            break
    if any(row.satisfaction is not None for row in rows):
        ledger.must.add("群众满意度")


def _blocks(half: Half, ledger: Ledger, rng: random.Random) -> list[Row]:
    """Some findings over several rows, each with its own measure and answer."""
    made: list[Row] = []
    for at, row in enumerate(ledger.rows):
        matter = row.matter
        parts = matter.all("Q")
        if parts and not (row.labels - {"R02"}) and rng.random() < 0.4:
            made += _split(row, at + 1, [one for one in parts if _told(one, row)])
        elif (
            len(matter.all("P")) > 1 and row.is_free and row.state == DONE
            and not matter.has_sum and rng.random() < 0.2
        ):  # fmt: skip
            made += _pair(row, at + 1, rng)
        else:
            made.append(row)
    return made


def _told(part: str, row: Row) -> bool:
    """Whether a part was dealt with: all of an honest row, those told of a planted one."""
    return "R02" not in row.labels or fill(part, row.slots) in row.progress


def _split(row: Row, block: int, parts: list[str]) -> list[Row]:
    made = []
    for at, part in enumerate(parts):
        one = _copy(row, block)
        one.progress = fill(part, row.slots) + "。"
        one.labels = set(row.labels) if at == 0 else set()
        if at:
            one.measure = f"对第{at + 1}处问题限期整改到位，由{row.slots['人1']}负责。"
        made.append(one)
    return made


def _pair(row: Row, block: int, rng: random.Random) -> list[Row]:
    matter, made = row.matter, []
    for at in range(2):
        one = _copy(row, block)
        one.measure = fill(matter.one("M", at), row.slots)
        one.progress = fill(matter.one("P", at), row.slots)
        if at == 1 and matter.is_systemic:
            one.progress += fill(matter.one("S", rng.randrange(2)), row.slots)
        made.append(one)
    return made


def _copy(row: Row, block: int) -> Row:
    one = Row(**{**row.__dict__, "labels": set(), "allowed": set(row.allowed), "stems": []})
    one.block = block
    return one


def written(
    half: Half, ledgers: list[Ledger], against: list[Ledger], folder: Folder | None, root: Path,
    rng: random.Random,
) -> Scene:  # fmt: skip
    """Everything as files, and what is true of them."""
    args: list[str] = []
    truths = []
    has_feedback = rng.random() < 0.8
    for at, ledger in enumerate(ledgers):
        ledger.told.says_feedback = not has_feedback or rng.random() < 0.5 or at > 0
        truth = Truth(root / f"{ledger.unit}整改台账.xlsx", ledger.unit)
        telling.totals(half, ledger, truth, rng)
        _write(half, ledger, truth, rng)
        truths.append(truth)
        args.append(str(truth.file))
    if has_feedback:
        args += ["--feedback", str(_feedback(half, ledgers[0], truths[0], root, rng))]
    if folder:
        folder.write(root / "佐证")
        args += ["--evidence", str(root / "佐证")]
    against = [one for one in against if one.rows]
    if against:
        args.append("--against")
        for at, ledger in enumerate(against):
            truth = Truth(root / f"往年{at}" / f"{ledger.unit}台账.xlsx", ledger.unit)
            truth.file.parent.mkdir(parents=True, exist_ok=True)
            _write(half, ledger, truth, rng)
            args.append(str(truth.file))
    if rng.random() < 0.3:
        args += ["--report", str(telling.report(ledgers[0], truths[0], root, rng))]
    if rng.random() < 0.5:
        args += ["--as-of", ledgers[0].days.as_of.isoformat()]
    return Scene(args, truths)


def _write(half: Half, ledger: Ledger, truth: Truth, rng: random.Random) -> None:
    must = set(ledger.must)
    names = {"佐证材料": "evidence", "涉及金额": "amount", "已追缴金额": "recovered",
             "群众满意度": "satisfaction", "备注": "remark"}  # fmt: skip
    must |= {
        name for name, key in names.items()
        if any(getattr(row, key) not in (None, "") for row in ledger.rows)
    }  # fmt: skip
    pieces = [ledger.rows]
    if len(ledger.rows) > 12 and rng.random() < 0.15:
        middle = next(
            at for at in range(6, len(ledger.rows))
            if not ledger.rows[at].block or ledger.rows[at].block != ledger.rows[at - 1].block
        )  # fmt: skip
        pieces = [ledger.rows[:middle], ledger.rows[middle:]]
    sheets = []
    for at, rows in enumerate(pieces):
        style = draw(half.name, rows, rng, must=frozenset(must))
        sheets.append(Sheet(f"台账{at + 1}" if len(pieces) > 1 else "整改台账", rows, style))
    write(truth.file, sheets, ledger.told, rng)
    truth.rows.clear()
    truth.styles = {one.name if len(sheets) > 1 else None: one.style for one in sheets}
    for sheet in sheets:
        for row in sheet.rows:
            key = (sheet.name if len(sheets) > 1 else None, sheet.places[id(row)])
            truth.rows[key] = row


def _feedback(half: Half, ledger: Ledger, truth: Truth, root: Path, rng: random.Random) -> Path:
    told = {row.finding: row for row in [*ledger.rows, *ledger.missing]}
    findings = list(told)
    rng.shuffle(findings)
    truth.missing = {row.finding for row in ledger.missing}
    path = root / f"反馈意见{rng.choice(('.docx', '.txt', '.xlsx'))}"
    feedback(path, ledger.unit, ledger.days.feedback, findings, half.name, rng)
    return path

"""Whole runs: two units' ledgers, an earlier round, the feedback and a folder of proofs."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path
from types import ModuleType

from benchmarks.check.first.build import (
    UNITS,
    Row,
    Scenario,
    Slots,
    feedback_of,
    honest_row,
    money_cells,
    plant,
    proof_file,
)
from benchmarks.check.first.layouts import write
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Feedback, Field, ProofFile, Proofs

ROW_CODES = ("R03", "R05", "R09", "R10", "R16", "R17")


def make(texts: ModuleType, seed: int) -> Scenario:
    """One scenario, the same for the same seed."""
    rng = random.Random(seed)
    units = rng.sample(UNITS, 2)
    # No matter stands in two ledgers: what is alike across them was planted.
    shuffled = rng.sample(texts.MATTERS, k=len(texts.MATTERS))
    third = len(shuffled) * 2 // 5
    tables = [_rows(texts, shuffled[:third], rng), _rows(texts, shuffled[third : 2 * third], rng)]
    earlier = _rows(texts, shuffled[2 * third :], rng)
    gone = [tables[0].pop()[0]]
    _plant_rows(texts, tables, rng)
    rows = [[row for row, _, _ in table] for table in tables]
    old = [row for row, _, _ in earlier]
    _plant_copies(rows, old, units, rng)
    proofs = _plant_proofs(texts, rows, rng)
    left_out, feedback = _feedback(units[0], rows[0], gone, rng)
    ledgers, numbers = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, unit, table in (
            ("a", units[0], rows[0]),
            ("b", units[1], rows[1]),
            ("earlier", units[0], old),
        ):
            path = Path(folder) / f"{name}.xlsx"
            numbers.append(write(path, unit, table, rng.randrange(6)))
            ledgers.append(read_ledger(path))
    return Scenario(ledgers[:2], numbers, feedback, [left_out, set()], proofs, ledgers[2:], rows)


def _rows(
    texts: ModuleType, matters: list[object], rng: random.Random
) -> list[tuple[Row, Slots, object]]:
    """One row a matter."""
    made = []
    for matter in matters:
        row, slots = honest_row(texts, matter, rng)
        money_cells(row, slots, rng)
        made.append((row, slots, matter))
    return made


def _plant_rows(
    texts: ModuleType, tables: list[list[tuple[Row, Slots, object]]], rng: random.Random
) -> None:
    for table in tables:
        spots = rng.sample(table, k=len(table))
        for code in rng.sample(ROW_CODES, k=3):
            fit = next((one for one in spots if not one[0].labels and _fits(code, one[0])), None)
            if fit is not None:
                plant(code, fit[0], fit[1], texts, fit[2], rng)


def _fits(code: str, row: Row) -> bool:
    if code == "R03":
        return row.kind != "paper"
    if code == "R09":
        return (
            row.kind == "money"
            and "一批" not in str(row.cells[Field.PROGRESS])
            and (row.cells[Field.STATUS] not in ("长期坚持", "正在整改"))
        )
    return True


def _plant_copies(
    rows: list[list[Row]], old: list[Row], units: list[str], rng: random.Random
) -> None:
    """Texts taken over from another unit, an earlier round or another row, a little changed."""
    for way in range(3):
        target = _free(rows[way % 2], rng)
        source = _free(rows[1 - way % 2] if way < 2 else old, rng)
        if target is None or source is None or source.finding == target.finding:
            continue
        name = rng.choice((Field.MEASURE, Field.PROGRESS))
        text = _own_text(source, name)
        if len(text) < 26:
            continue
        source.cells[name] = text
        target.cells[name] = _changed(text, rng)
        target.labels.add("R04")
        if way < 2:
            source.labels.add("R04")


def _own_text(row: Row, name: Field) -> str:
    return str(row.cells[name]).split("。")[0]


def _free(table: list[Row], rng: random.Random) -> Row | None:
    free = [row for row in table if not row.labels and row.cells[Field.STATUS] not in ("正在整改",)]
    return rng.choice(free) if free else None


def _changed(text: str, rng: random.Random) -> str:
    """Other figures and days, and a word here and there."""
    text = re.sub(r"\d", lambda found: str(rng.randint(1, 9)), text)
    for old, new in (("由", "交由"), ("全部", "均已"), ("及时", "按时"), ("并", "且")):
        if rng.random() < 0.5:
            text = text.replace(old, new, 1)
    return text


def _plant_proofs(texts: ModuleType, rows: list[list[Row]], rng: random.Random) -> Proofs:
    files: list[ProofFile] = []
    for at, table in enumerate(rows):
        files += _name_proofs(texts, at, table, rng)
    return Proofs(None, tuple(files))


def _name_proofs(
    texts: ModuleType, at: int, table: list[Row], rng: random.Random
) -> list[ProofFile]:
    files: list[ProofFile] = []
    ordered = rng.sample(table, k=len(table))
    for place, row in enumerate(ordered):
        stem = f"{row.finding[:9]}佐证{'甲乙'[at]}{place}"
        row.cells[Field.EVIDENCE] = rng.choice(
            (
                "{}.docx",
                "1.{}.docx",
                "《{}》",
                "（{}）.DOCX".replace("（{}）", "{}"),
                "附件3：{}.docx",
                " {} ",
            )
        ).format(stem)
        if place == 0 and row.cells[Field.STATUS] == "已完成" and not row.labels:
            files += _plant_unproved(texts, row, stem, rng.randrange(3), rng)
        else:
            files.append(
                proof_file(
                    f"佐证/{place:02d}-{stem}.docx",
                    f"{stem}的收款收据与现场核实表，共两页，经办人签字齐全。",
                )
            )
    free = [row for row in ordered[1:] if not row.labels]
    if len(free) > 3 and rng.random() < 0.4:
        first, second = free[0], free[1]
        name = f"收据扫描件{'甲乙'[at]}"
        files.append(proof_file(f"{name}.docx", f"同一份收款收据的扫描文字，编号零零一二三{at}。"))
        files.append(
            proof_file(f"另名{name}.docx", f"同一份收款收据的扫描文字，编号零零一二三{at}。")
        )
        first.cells[Field.EVIDENCE] = f"{first.cells[Field.EVIDENCE]}；{name}"
        second.cells[Field.EVIDENCE] = f"{second.cells[Field.EVIDENCE]}；另名{name}.docx"
        first.labels.add("R07")
        second.labels.add("R07")
    return files


def _plant_unproved(
    texts: ModuleType, row: Row, stem: str, way: int, rng: random.Random
) -> list[ProofFile]:
    row.labels.add("R06")
    if way == 0:
        row.cells[Field.EVIDENCE] = rng.choice(texts.NO_PROOFS)
        return []
    if way == 1:
        row.cells[Field.EVIDENCE] = f"{stem}.docx；{stem}二.jpg"
        return [proof_file(f"{stem}.docx", f"{stem}的核实表，共两页，经办人签字齐全。")]
    return [proof_file(f"{stem}.docx", "", size=0)]


def _feedback(
    unit: str, rows: list[Row], gone: list[Row], rng: random.Random
) -> tuple[set[str], Feedback]:
    """All findings of the ledger and those that it lacks."""
    told = [*rows, *gone]
    rng.shuffle(told)
    return {row.finding for row in gone}, feedback_of(
        unit, {at + 1: row.finding for at, row in enumerate(told)}
    )

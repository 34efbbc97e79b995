"""Ledgers built by hand: one row says what it needs, the rest is honest."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from xuncha.engines.checking import Settings, check
from xuncha.engines.checking.report import Report, Signal
from xuncha.engines.reading.records import (
    Cell,
    Column,
    FedBackFinding,
    Feedback,
    Field,
    Ledger,
    LedgerRow,
    LedgerSheet,
    ProofFile,
    Proofs,
)

AS_OF = dt.date(2024, 9, 30)
NAMES = {
    "number": Field.NUMBER, "finding": Field.FINDING, "problem": Field.PROBLEM,
    "measure": Field.MEASURE, "progress": Field.PROGRESS, "status": Field.STATUS,
    "due": Field.DUE, "done_on": Field.DONE_ON, "evidence": Field.EVIDENCE,
    "amount": Field.AMOUNT, "recovered": Field.RECOVERED, "remark": Field.REMARK,
    "satisfaction": Field.SATISFACTION,
}  # fmt: skip


def ledger(
    *rows: dict[str, object],
    file: str = "a.xlsx",
    unit: str = "清源区水利局党组",
    as_of: dt.date | None = AS_OF,
    factor: Decimal | None = None,
    blocks: Sequence[int] = (),
) -> Ledger:
    """Rows from Excel's row 5 on; ``blocks`` tells each row's block where several share one."""
    made = tuple(
        LedgerRow("整改台账", at + 5, blocks[at] if blocks else at + 5, "", _cells(row))
        for at, row in enumerate(rows)
    )
    names = dict.fromkeys(NAMES[name] for row in rows for name in row)
    columns = tuple(
        Column(name, at, name.value, factor if name in (Field.AMOUNT, Field.RECOVERED) else None)
        for at, name in enumerate(names)
    )
    sheet = LedgerSheet("整改台账", (4, 4), columns, made)
    return Ledger(Path(file), file, unit, (sheet,), dt.date(2024, 1, 10), as_of)


def _cells(row: dict[str, object]) -> dict[Field, Cell]:
    return {
        NAMES[name]: Cell(value, value) if isinstance(value, str) else Cell("", value)
        for name, value in row.items()
        if value is not None
    }


def feedback(*findings: str, unit: str = "", units: Sequence[str] = ()) -> Feedback:
    told = tuple(
        FedBackFinding(str(at + 1), text, units[at] if units else "")
        for at, text in enumerate(findings)
    )
    return Feedback(Path("反馈.docx"), "反馈.docx", unit, dt.date(2024, 1, 10), told)


def proof(relative: str, text: str, **more: object) -> ProofFile:
    digest = hashlib.sha256(text.encode()).hexdigest()
    told: dict[str, object] = {
        "path": Path(relative), "relative": relative, "size": len(text.encode()),
        "sha256": hashlib.sha256(f"{relative}{text}".encode()).hexdigest(), "kind": "docx",
        "text": text, "text_sha256": digest if text else "", "picture_sha256": "",
    } | more  # fmt: skip
    return ProofFile(**told)  # type: ignore[arg-type]


def proofs(*files: ProofFile) -> Proofs:
    return Proofs(None, files)


def codes(report: Report, at: int = 0) -> dict[int, set[str]]:
    """Codes by row number of one ledger."""
    return {item.row: {one.code for one in item.signals} for item in report.ledgers[at].items}


def signal(report: Report, row: int, code: str, at: int = 0) -> Signal | None:
    return next(
        (
            one
            for item in report.ledgers[at].items
            if item.row == row
            for one in item.signals
            if one.code == code
        ),
        None,
    )


def fires(code: str, **row: object) -> bool:
    """Whether the rule fires on one row alone."""
    told = {"status": "已完成"} | row
    others = [one for one in ("R01",) if one != code]
    settings = Settings.from_dict({"off": others})
    return signal(check([ledger(told)], settings=settings), 5, code) is not None

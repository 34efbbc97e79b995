"""``python -m benchmarks.check.pairs [CODE...] [--errors]``: recall and alarms, rule by rule."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from xuncha.engines.checking import check
from xuncha.engines.reading.records import (
    Cell,
    Column,
    Field,
    Ledger,
    LedgerRow,
    LedgerSheet,
    ProofFile,
    Proofs,
)

HERE = Path(__file__).parent
Row = dict[Field, str]
Judged = tuple[bool, bool, str]
"""Whether it should be asked about, whether it is, and the line."""
_RECORD = "回访记录"
CODES = ("R02", "R03", "R05", "R10", "R13", "R14", "R15", "R16", "R19")


def judged(code: str) -> Iterator[Judged]:
    """Every line of the rule's sentences."""
    return again() if code == "R15" else _rows(code)


def _rows(code: str) -> Iterator[Judged]:
    head, *lines = (HERE / f"{code.lower()}.txt").read_text("utf-8").splitlines()
    return told_rows(code, head.split("|"), lines)


def told_rows(
    code: str, columns: Sequence[str], lines: Sequence[str], *, as_of: dt.date | None = None
) -> Iterator[Judged]:
    """Each line is a row of one ledger, done unless it tells a state of its own."""
    files: list[ProofFile] = []
    rows: list[Row] = []
    for at, line in enumerate(lines):
        told = dict(zip(columns, line.split("|")[1:], strict=True))
        if record := told.pop(_RECORD, ""):
            files.append(proof_of(f"回访记录{at}.txt", record))
            told[Field.EVIDENCE.value] = files[-1].relative
        row = {Field.FINDING: f"第{at}项", Field.STATUS: "已完成"}
        rows.append(row | {Field(name): text for name, text in told.items()})
    asked = _asked(code, rows, files=files, as_of=as_of)
    yield from ((line[0] == "+", at in asked, line) for at, line in enumerate(lines))


def again() -> Iterator[Judged]:
    """R15: each paragraph is a unit with a ledger of this round and one of an earlier one."""
    return told_again(HERE / "r15.txt")


def told_again(path: Path) -> Iterator[Judged]:
    for part in path.read_text("utf-8").split("#")[1:]:
        lines = part.strip().splitlines()[1:]
        told = [line.split("|") for line in lines]
        now = [{Field.FINDING: one[1], Field.STATUS: "已完成"} for one in told]
        # The earlier round lists its findings in an order of its own.
        before = [{Field.FINDING: one[2], Field.STATUS: "已完成"} for one in sorted(told)]
        asked = _asked("R15", now, before)
        yield from ((line[0] == "+", at in asked, line) for at, line in enumerate(lines))


def _asked(
    code: str, rows: Sequence[Row], before: Sequence[Row] = (), files: Sequence[ProofFile] = (),
    *, as_of: dt.date | None = None,
) -> set[int]:  # fmt: skip
    """Places of the rows that the rule asks about."""
    against = [ledger_of(before, dt.date(2020, 1, 10))] if before else []
    (told,) = check(
        [ledger_of(rows, dt.date(2024, 1, 10))],
        against=against,
        proofs=Proofs(None, tuple(files)) if files else None,
        as_of=as_of,
    ).ledgers
    return {
        item.row - 2 for item in told.items if any(one.code == code for one in item.signals)
    }  # fmt: skip


def proof_of(name: str, text: str) -> ProofFile:
    """A proof of the folder with such a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ProofFile(
        path=Path(name), relative=name, size=len(text.encode()), sha256=digest, kind="txt",
        text=text, text_sha256=digest, picture_sha256="",
    )  # fmt: skip


def ledger_of(
    rows: Sequence[Row], feedback_on: dt.date, *, file: str = "", unit: str = "清源区民政局党组"
) -> Ledger:
    """A ledger of such rows, from row 2 on."""
    made = tuple(
        LedgerRow("台账", at, at, "", {name: Cell(text, text) for name, text in row.items()})
        for at, row in enumerate(rows, 2)
    )
    names = dict.fromkeys(name for row in rows for name in row)
    columns = tuple(Column(name, at, name.value, None) for at, name in enumerate(names))
    sheet = LedgerSheet("台账", (1, 1), columns, made)
    file = file or f"{feedback_on.year}.xlsx"
    return Ledger(Path(file), file, unit, (sheet,), feedback_on, None)


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check.pairs")
    parser.add_argument("codes", nargs="*", help="e.g. R02")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args(words)
    for code in args.codes or CODES:
        told = list(judged(code))
        counts = Counter((wanted, got) for wanted, got, _ in told)
        planted = counts[True, True] + counts[True, False]
        honest = counts[False, True] + counts[False, False]
        found, alarms = counts[True, True], counts[False, True]
        print(f"{code} 该问 {planted}，问到 {found}；不该问 {honest}，问了 {alarms}")
        for wanted, got, line in told if args.errors else ():
            if wanted != got:
                print("  漏" if wanted else "  误", line)


if __name__ == "__main__":
    main()

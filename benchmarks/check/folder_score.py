"""What the command says about the folders, held against what was planted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.check.asking import ask
from benchmarks.check.folders import Case, cases, write
from benchmarks.check.tally import Tally

Written = tuple[Case, list[str]]


def written(told: Iterable[Case], folder: Path) -> list[Written]:
    """The folders on disk, each with the command's arguments for it."""
    return [(case, write(case, folder / case.number)) for case in told]


def measure(name: str, part: str = "", rules: Path | None = None) -> Tally:
    """One part of a set, or all of it, written and asked about."""
    with tempfile.TemporaryDirectory() as folder:
        return measure_written(written(cases(name, part), Path(folder)), rules)


def measure_written(folders: Iterable[Written], rules: Path | None = None) -> Tally:
    """The folders through the command, by an office's own ``rules`` if any. A ledger's own signal
    that is wrong counts as one alarmed row."""
    tally = Tally()
    for case, args in folders:
        answer = ask(args, rules)
        if answer is None:
            tally.failed += 1
        else:
            _count(case, answer["ledgers"][0], tally)
    return tally


def _count(case: Case, told: dict[str, Any], tally: Tally) -> None:
    wanted, may = case.planted(), case.planted("may")
    got: dict[tuple[str, int | None], str] = {
        (signal["code"], item["row"]): signal["reason"]
        for item in told["items"] for signal in item["signals"]
    }  # fmt: skip
    got |= {(one["code"], None): one["reason"] for one in told["totals"]}
    tally.judged += case.told["rows"]
    tally.bad_counts += told["rows"] != case.told["rows"]
    for code, row in wanted:
        if code != "R01":
            tally.hit(code, _place(case, row), is_found=(code, row) in got)
    wrong = {key for key in got if key not in wanted and key not in may}
    for code, row in wrong:
        tally.alarm(code, f"{_place(case, row)} {got[code, row]}")
    lacking = _lacking(case, told["missing"], tally)
    tally.alarmed += len({row if row else code for code, row in wrong}) + len(lacking)


def _lacking(case: Case, missing: Iterable[dict[str, Any]], tally: Tally) -> list[str]:
    """Findings wrongly said to have no row; those planted are counted on the way."""
    left = [one["finding"] for one in missing]
    for words in case.lacking():
        fits = [one for one in left if words[:10] in one]
        tally.hit("R01", f"{_place(case, None)} {words}", is_found=bool(fits))
        left = [one for one in left if one not in fits]
    if ("R01", None) in case.planted("may"):
        return []
    for one in left:
        tally.alarm("R01", f"{_place(case, None)} {one}")
    return left


def _place(case: Case, row: int | None) -> str:
    return f"{case.number} 第{row}行" if row else f"{case.number} 全表"

"""What the command says about the folders, held against what was planted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.check.fourth.build import HERE, Case, cases, write
from benchmarks.check.second.score import Tally, ask

Written = tuple[Case, list[str]]


def written(part: str, folder: Path, told_in: Path = HERE) -> list[Written]:
    """The folders of a part on disk, each with the command's arguments for it."""
    return [(case, write(case, folder / case.number)) for case in cases(part, told_in)]


def measure_written(folders: Iterable[Written], *more: str) -> Tally:
    """The folders through the command, with ``more`` arguments (``--rules`` of an office's own). A
    ledger's own signal that is wrong counts as one alarmed row."""
    tally = Tally()
    for case, args in folders:
        answer = ask([*args, *more, "--json"])
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
    for key in wanted - {one for one in wanted if one[0] == "R01"}:
        _hit(case, key, key in got, tally)
    wrong = {key for key in got if key not in wanted and key not in may}
    for key in wrong:
        _alarm(case, key, got[key], tally)
    lacking = _lacking(case, told["missing"], tally)
    tally.alarmed += len({row if row else code for code, row in wrong}) + len(lacking)


def _lacking(case: Case, missing: Iterable[dict[str, Any]], tally: Tally) -> list[str]:
    """Findings wrongly said to have no row; those planted are counted on the way."""
    left = [one["finding"] for one in missing]
    for words in case.lacking():
        fits = [one for one in left if words[:10] in one]
        _hit(case, ("R01", None), bool(fits), tally)
        left = [one for one in left if one not in fits]
    if ("R01", None) in case.planted("may"):
        return []
    for one in left:
        _alarm(case, ("R01", None), one, tally)
    return left


def _hit(case: Case, key: tuple[str, int | None], is_found: bool, tally: Tally) -> None:
    code, row = key
    tally.planted[code] += 1
    tally.found[code] += is_found
    if not is_found:
        tally.told[f"miss {code}"].append(f"{case.number} 第{row}行")


def _alarm(case: Case, key: tuple[str, int | None], reason: str, tally: Tally) -> None:
    code, row = key
    tally.alarms[code] += 1
    tally.told[f"wrong {code}"].append(f"{case.number} 第{row}行 {reason}")

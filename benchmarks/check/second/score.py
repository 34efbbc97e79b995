"""Runs the command on written files and compares its JSON with the truth, as an outsider would."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl

from benchmarks.check.asking import ask
from benchmarks.check.second.rows import Row
from benchmarks.check.second.scene import Scene, Truth, make
from benchmarks.check.tally import Tally


def measure(
    letter: str,
    seeds: Iterable[int],
    make: Callable[[str, int, Path], Scene] = make,
    rules: Path | None = None,
) -> Tally:
    """Every scenario of one part of a set, through the command, against its truth."""
    tally = Tally()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            scene = make(letter, seed, Path(folder))
            answer = ask(scene.args, rules)
            if answer is None:
                tally.failed += 1
                tally.told["failed"].append(f"{seed}: {scene.args}")
                continue
            for truth, told in zip(scene.truths, answer["ledgers"], strict=True):
                _count(seed, scene, truth, told, tally)
    return tally


def _count(seed: int, scene: Scene, truth: Truth, told: dict[str, Any], tally: Tally) -> None:
    got: dict[tuple[str | None, int], dict[str, dict[str, Any]]] = {}
    for item in told["items"]:
        key = (item.get("sheet"), item["row"])
        if key not in truth.rows:
            tally.bad_rows += 1
            tally.told["rows"].append(f"{seed} {truth.file.name} {key} {item['finding'][:30]}")
            continue
        got[key] = {one["code"]: one for one in item["signals"]}
    if told["rows"] != len(truth.rows):
        tally.bad_counts += 1
        tally.told["rows"].append(f"{seed} {truth.file.name}: {told['rows']} != {len(truth.rows)}")
    _spans(truth, got, tally)
    for key, row in truth.rows.items():
        _count_row(f"{seed} {key}", row, got.get(key, {}), tally)
    missing = {one["finding"] for one in told["missing"]}
    tally.compare("R01", f"{seed}", truth.missing, missing)
    totals = {one["code"] for one in told["totals"]}
    for code in ("R11", "R20"):
        reasons = " ".join(one["reason"] for one in told["totals"] if one["code"] == code)
        tally.compare(code, f"{seed} {reasons}", truth.totals & {code}, totals & {code})


def _count_row(place: str, row: Row, got: dict[str, dict[str, Any]], tally: Tally) -> None:
    tally.judged += 1
    for code in row.labels:
        tally.hit(code, f"{place} {shown(row)}", is_found=code in got)
    wrong = set(got) - row.labels - row.allowed
    tally.alarmed += bool(wrong)
    for code in wrong:
        tally.alarm(code, f"{place} {got[code]['reason']} || {shown(row)}")


def _spans(
    truth: Truth, got: dict[tuple[str | None, int], dict[str, dict[str, Any]]], tally: Tally
) -> None:
    book = openpyxl.load_workbook(truth.file)
    for (sheet_name, at), signals in got.items():
        style = truth.styles[sheet_name]
        sheet = book[sheet_name or "整改台账"]
        for signal in signals.values():
            for span in signal["spans"]:
                tally.spans += 1
                fields = [*style.fields]
                text = None
                name = span["field"]
                if name == "具体问题" and name not in fields:
                    name = "反馈问题"  # 反馈的具体问题: either group may claim the column
                if name in fields:
                    column = style.offset + fields.index(name) + 1
                    text = _text(sheet, at, column)
                if not isinstance(text, str) or not 0 <= span["start"] < span["end"] <= len(text):
                    tally.bad_spans += 1
                    tally.told["spans"].append(f"{truth.file.name} {at} {signal['code']} {span}")


def _text(sheet: Any, row: int, column: int) -> object:
    for area in sheet.merged_cells.ranges:
        if (
            area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col
        ):  # fmt: skip
            return sheet.cell(area.min_row, area.min_col).value
    return sheet.cell(row, column).value


def shown(row: Row) -> str:
    told = {
        "题": row.retold, "措": row.measure, "进": row.progress, "证": row.evidence,
        "额": row.amount, "追": row.recovered, "限": row.due, "完": row.done_on,
        "满": row.satisfaction, "注": row.remark, "态": row.state,
    }  # fmt: skip
    return " | ".join(f"{name}={value}" for name, value in told.items() if value not in (None, ""))

"""Runs the command on written files and compares its JSON with the truth, as an outsider would."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from benchmarks.check.second.rows import Row
from benchmarks.check.second.scene import Scene, Truth, make
from xuncha.cli import main

CODES = [f"R{number:02d}" for number in range(1, 21)]


@dataclass
class Tally:
    """Counts over many scenarios; ``told`` holds the errors by code for whoever tunes."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    alarmed: int = 0
    spans: int = 0
    bad_spans: int = 0
    bad_rows: int = 0
    bad_counts: int = 0
    failed: int = 0
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def measure(
    letter: str, seeds: Iterable[int], make: Callable[[str, int, Path], Scene] = make
) -> Tally:
    """Every scenario of one part of a set, through the command, against its truth."""
    tally = Tally()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            scene = make(letter, seed, Path(folder))
            answer = ask(scene.args)
            if answer is None:
                tally.failed += 1
                tally.told["failed"].append(f"{seed}: {scene.args}")
                continue
            for truth, told in zip(scene.truths, answer["ledgers"], strict=True):
                _count(seed, scene, truth, told, tally)
    return tally


def ask(args: list[str]) -> dict[str, Any] | None:
    """The command's JSON; None where it failed."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["check", *args])
    answer: dict[str, Any] | None = json.loads(out.getvalue()) if status == 0 else None
    return answer


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
    _sets("R01", f"{seed}", truth.missing, missing, tally)
    totals = {one["code"] for one in told["totals"]}
    for code in ("R11", "R20"):
        reasons = " ".join(one["reason"] for one in told["totals"] if one["code"] == code)
        _sets(code, f"{seed} {reasons}", truth.totals & {code}, totals & {code}, tally)


def _sets(code: str, place: str, wanted: set[str], got: set[str], tally: Tally) -> None:
    tally.planted[code] += len(wanted)
    tally.found[code] += len(wanted & got)
    tally.alarms[code] += len(got - wanted)
    tally.told[f"miss {code}"] += [f"{place} {one}" for one in sorted(wanted - got)]
    tally.told[f"wrong {code}"] += [f"{place} {one}" for one in sorted(got - wanted)]


def _count_row(place: str, row: Row, got: dict[str, dict[str, Any]], tally: Tally) -> None:
    tally.judged += 1
    for code in row.labels:
        tally.planted[code] += 1
        tally.found[code] += code in got
        if code not in got:
            tally.told[f"miss {code}"].append(f"{place} {shown(row)}")
    wrong = set(got) - row.labels - row.allowed
    tally.alarmed += bool(wrong)
    for code in wrong:
        tally.alarms[code] += 1
        tally.told[f"wrong {code}"].append(f"{place} {got[code]['reason']} || {shown(row)}")


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


def table(tally: Tally) -> str:
    """For people: per rule, then false alarms per judged row, spans and rows."""
    lines = ["规则   埋设   查出   查全率   误报"]
    for code in CODES:
        planted, found = tally.planted[code], tally.found[code]
        recall = f"{found / planted:6.3f}" if planted else "     -"
        lines.append(f"{code}  {planted:6d} {found:6d}   {recall}   {tally.alarms[code]:4d}")
    planted, found = sum(tally.planted.values()), sum(tally.found.values())
    lines.append(
        f"合计 {planted:6d} {found:6d}   {found / max(1, planted):6.3f}   "
        f"误报行 {tally.alarmed} / {tally.judged} = {tally.alarmed / max(1, tally.judged):.3f}"
    )
    lines.append(
        f"位置 {tally.spans} 处，越界 {tally.bad_spans}；行号错 {tally.bad_rows}；"
        f"行数错 {tally.bad_counts}；读不了 {tally.failed}"
    )
    return "\n".join(lines)

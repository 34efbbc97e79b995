"""``xuncha check``: is this rectification real? Works on files alone, opens no database."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xuncha.cli.errors import UsageError
from xuncha.engines.checking import Settings, SettingsError, check
from xuncha.engines.checking.report import Item, LedgerReport, Report, Sampled
from xuncha.engines.reading.dates import read_date
from xuncha.engines.reading.feedback import read_feedback
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.proofs import read_proofs
from xuncha.engines.reading.records import Ledger, ReadError
from xuncha.engines.reading.report_paper import read_report

_SEVERITY = {"high": "高", "medium": "中", "low": "低"}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``check`` to the command line."""
    parser = commands.add_parser("check", help="核查整改台账是否真改实改（不需要站点）")
    parser.add_argument("ledgers", nargs="+", metavar="LEDGER", help="整改台账")
    parser.add_argument("--feedback", metavar="FILE", help="反馈问题（.xlsx .docx .txt）")
    parser.add_argument("--evidence", metavar="DIR", help="佐证材料文件夹")
    parser.add_argument(
        "--against", nargs="+", action="extend", default=[], metavar="LEDGER",
        help="其他单位或以前轮次的台账",
    )  # fmt: skip
    parser.add_argument("--report", metavar="FILE", help="整改情况报告")
    parser.add_argument("--as-of", metavar="DATE", help="判断逾期的日期，如 2024-06-30")
    parser.add_argument("--rules", metavar="FILE", help="规则设置（JSON）")
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, check, print. Exit status 0 whether or not anything is signalled."""
    told = _Progress(sys.stderr.isatty() and not args.json)
    settings = _settings(args.rules)
    as_of = _as_of(args.as_of)
    ledgers = [_ledger(name, told) for name in args.ledgers]
    against = [_ledger(name, told) for name in args.against]
    feedback = read_feedback(_file(args.feedback)) if args.feedback is not None else None
    paper = read_report(_file(args.report)) if args.report is not None else None
    proofs = None
    if args.evidence is not None:
        told.say(f"读取 {args.evidence}")
        proofs = read_proofs(_folder(args.evidence))
    with _without_collecting():
        report = check(
            ledgers, feedback=feedback, proofs=proofs, against=against, report=paper, as_of=as_of,
            settings=settings, progress=lambda name: told.say(f"核对 {name}"),
        )  # fmt: skip
    told.end()
    sys.stdout.write(_printable(_as_json(report) if args.json else _as_table(report)))
    return 0


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A check makes very many small objects and no rings of them: looking for rings again and again
    is a tenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Progress:
    """One line on a terminal that says what is being done; silent in a pipe."""

    def __init__(self, is_shown: bool) -> None:
        self._is_shown = is_shown

    def say(self, words: str) -> None:
        if self._is_shown:
            print(f"\r\x1b[K{words}…", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _ledger(name: str, told: _Progress) -> Ledger:
    told.say(f"读取 {name}")
    ledger = read_ledger(_file(name))
    if ledger.uncounted:
        told.end()
        print(
            f"请看一下：“{ledger.file}”里有公式还没有算出值（第一处在 {ledger.uncounted}），"
            "按空白读；请用 Excel 或 WPS 打开、保存一次再核对。",
            file=sys.stderr,
        )  # fmt: skip
    return ledger


def _file(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise ReadError(f"找不到文件“{name}”。")
    if not path.is_file():
        raise ReadError(f"“{name}”不是文件。")
    return path


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise ReadError(f"找不到佐证文件夹“{name}”。")
    return path


def _as_of(words: str | None) -> dt.date | None:
    if words is None:
        return None
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        read = read_date(words)
    if read is None or read.precision != "day":
        raise UsageError(f"--as-of 的日期“{words}”读不懂，应写成 2024-06-30。")
    return read.on


def _settings(name: str | None) -> Settings:
    if name is None:
        return Settings.default()
    path = _file(name)
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        where = f"第{problem.lineno}行" if isinstance(problem, json.JSONDecodeError) else ""
        raise UsageError(f"规则文件“{path.name}”{where}不是有效的 JSON。") from problem
    try:
        return Settings.from_dict(told)
    except SettingsError as problem:
        raise UsageError(f"{path.name}：{problem}") from problem


def _printable(text: str) -> str:
    """File names that are no valid text (half characters) are shown with a question mark."""
    return text.encode("utf-8", "replace").decode()


def _as_json(report: Report) -> str:
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _as_table(report: Report) -> str:
    return "\n".join(line for one in report.ledgers for line in _ledger_lines(one)) + "\n"


def _ledger_lines(one: LedgerReport) -> list[str]:
    unit = f"  {one.unit}" if one.unit else ""
    lines = [f"{one.file}{unit}  共{one.rows}项  可疑度 {one.score}/100"]
    for missing in one.missing:
        lines.append(f"  {missing.name}（{missing.code}）  {_short(missing.finding)}")
        lines.append(f"      {missing.reason}")
    for total in one.totals:
        lines.append(f"  {total.name}（{total.code}）  {total.reason}")
    for item in one.items:
        lines += _item_lines(item)
    if not one.items and not one.missing and not one.totals:
        lines.append("  没有提示。")
    lines += _sample_lines(one.sample)
    return [*lines, "提示只是请人核实的问题，不是结论。", ""]


def _item_lines(item: Item) -> list[str]:
    lines = [f"  {_place(item.row, item.sheet)}  {_short(item.finding)}"]
    for signal in item.signals:
        level = _SEVERITY[signal.severity.value]
        lines.append(f"      [{level}] {signal.name}（{signal.code}）：{signal.reason}")
    return lines


def _sample_lines(told: Sequence[Sampled]) -> list[str]:
    places = "、".join(_place(one.row, one.sheet) for one in told)
    return [f"  建议实地核查：{places}"] if told else []


def _place(row: int, sheet: str | None) -> str:
    return f"第{row}行" if sheet is None else f"工作表“{sheet}”第{row}行"


def _short(text: str, most: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most]}…"

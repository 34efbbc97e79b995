"""``xuncha lint``: hints on drafted findings. Works on files alone, opens no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from xuncha.cli.errors import UsageError
from xuncha.engines.checking.settings import SettingsError
from xuncha.engines.drafting import Settings, Source, lint, read_source
from xuncha.engines.drafting.report import FileReport
from xuncha.engines.reading.records import ReadError


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``lint`` to the command line."""
    parser = commands.add_parser("lint", help="看问题写得实不实、准不准（不需要站点）")
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="问题清单或者报告（.docx .txt .md .xlsx）"
    )
    parser.add_argument(
        "--papers", nargs="+", action="extend", default=[], metavar="FILE", help="工作底稿"
    )
    parser.add_argument("--report", metavar="FILE", help="巡察报告或者反馈意见")
    parser.add_argument("--rules", metavar="FILE", help="规则设置（JSON）")
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, look, print. Exit status 0 whether or not there are hints; 2 where a file can't be
    read, and then nothing is printed but the sentence."""
    told = sys.stderr.isatty() and not args.json
    settings = _settings(args.rules)
    papers = [_source(name) for name in args.papers]
    report = _source(args.report) if args.report is not None else None
    answers = []
    for name in args.files:
        if told:
            print(f"\r\x1b[K查看 {name}…", end="", file=sys.stderr, flush=True)
        answers.append(lint(_source(name), papers=papers, report=report, settings=settings))
    if told:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if args.json:
        whole: dict[str, Any] = {"files": [one.to_dict() for one in answers]}
        shown = json.dumps(whole, ensure_ascii=False, indent=1)
    else:
        shown = "\n".join(line for one in answers for line in _lines(one))
    sys.stdout.write(shown.encode("utf-8", "replace").decode() + "\n")
    return 0


def _source(name: str) -> Source:
    path = Path(name)
    if not path.exists():
        raise ReadError(f"找不到文件“{name}”。")
    if not path.is_file():
        raise ReadError(f"“{name}”不是文件。")
    source = read_source(path)
    if not source.drafts:
        raise ReadError(f"“{path.name}”里没有读出问题，请看是不是问题清单、底稿或者报告。")
    return source


def _settings(name: str | None) -> Settings:
    if name is None:
        return Settings()
    path = Path(name)
    if not path.is_file():
        raise ReadError(f"找不到文件“{name}”。")
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        where = f"第{problem.lineno}行" if isinstance(problem, json.JSONDecodeError) else ""
        raise UsageError(f"规则文件“{path.name}”{where}不是有效的 JSON。") from problem
    try:
        return Settings.from_dict(told)
    except SettingsError as problem:
        raise UsageError(f"{path.name}：{problem}") from problem


def _lines(one: FileReport) -> list[str]:
    lines = [f"{one.file}  共{one.findings}条问题，{len(one.items)}条有提示"]
    for total in one.totals:
        lines.append(f"  {total.name}（{total.code}）  {total.reason}")
    for item in one.items:
        lines.append(f"  第{item.no}条  {_short(item.finding)}")
        lines += [f"      {hint.name}（{hint.code}）：{hint.reason}" for hint in item.hints]
    if not one.items and not one.totals:
        lines.append("  没有提示。")
    return [*lines, "提示只是请起草人再看一眼，不影响任何环节。", ""]


def _short(text: str, most: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most]}…"

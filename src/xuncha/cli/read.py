"""``xuncha read``: official documents to facts. Works on files alone, opens no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from xuncha.engines.reading.official import Paper, read_paper
from xuncha.engines.reading.records import ReadError

_KINDS = {
    "notice_rectification": "整改进展通报", "feedback": "反馈", "entry_notice": "进驻公告",
    "summary": "工作总结", "ledger": "整改台账", "other": "其他",
}  # fmt: skip
_OWN_TEXT = frozenset({".txt", ".md"})
"""Kinds whose text the caller has himself, so that ``--json`` need not give it."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``read`` to the command line."""
    parser = commands.add_parser("read", help="把公文读成事实和问题（不需要站点）")
    parser.add_argument("files", nargs="+", metavar="FILE", help="公文")
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read each file; one that can't be read says why and the others are read all the same."""
    told = sys.stderr.isatty() and not args.json
    answers: list[dict[str, Any]] = []
    failed = False
    for name in args.files:
        if told:
            print(f"\r\x1b[K读取 {name}…", end="", file=sys.stderr, flush=True)
        try:
            answers.append(_answer(name, read_paper(Path(name))))
        except ReadError as problem:
            failed = True
            answers.append({"file": name, "error": str(problem)})
    if told:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    shown = json.dumps(answers, ensure_ascii=False, indent=1) if args.json else _lines(answers)
    sys.stdout.write(shown.encode("utf-8", "replace").decode() + "\n")
    return 2 if failed else 0


def _answer(name: str, paper: Paper) -> dict[str, Any]:
    answer = {"file": name} | paper.to_dict()
    if Path(name).suffix.lower() not in _OWN_TEXT:
        answer["text"] = paper.text
    return answer


def _lines(answers: list[dict[str, Any]]) -> str:
    lines: list[str] = []
    for one in answers:
        if "error" in one:
            lines += [one["file"], f"  {one['error']}", ""]
            continue
        lines.append(f"{one['file']}  {_KINDS[one['kind']]}（把握 {one['confidence']:.0%}）")
        lines += [f"  {key}：{value}" for key, value in _flat(one["facts"])]
        lines += [
            f"  {number}. {found['finding']}（{found['status']}，措施 {len(found['measures'])} 条）"
            for number, found in enumerate(one["findings"], start=1)
        ]
        lines.append("")
    return "\n".join(lines)


def _flat(facts: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    for key, value in facts.items():
        if isinstance(value, dict):
            made += _flat(value, f"{before}{key}.")
        else:
            words = "、".join(value) if isinstance(value, list) else str(value)
            made.append((f"{before}{key}", words))
    return made

"""`xuncha fill`: figures into a masked speech or report."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from xuncha.cli.errors import UsageError
from xuncha.cli.figures import add_scope, asked


def add_parser(commands: Any) -> None:
    """Add ``fill`` to the command line."""
    parser = commands.add_parser("fill", help="把统计数填进讲话、报告里留空的数字")
    parser.add_argument("template", type=Path, metavar="TEMPLATE", help="留空的 .docx 或者 .txt")
    add_scope(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="填好的文件写到哪里")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Say what each mask is; with ``--out`` write the document with its numbers."""
    source, out = args.template, args.out
    if not source.is_file():
        raise UsageError(f"找不到文件“{source}”。")
    if out is not None:
        if out.suffix.lower() != source.suffix.lower():
            raise UsageError(f"--out 应当和原文件一样是 {source.suffix} 文件。")
        if out.exists() and out.samefile(source):
            raise UsageError("--out 不能就是原文件，请换一个名字。")
    question = asked(args)
    from xuncha.insight.figures.filling import fill, read_template, write

    template = read_template(source)
    found = fill(template, question)
    if out is not None:
        write(template, found, question, out)
    if args.json:
        print(json.dumps([one.as_json() for one in found], ensure_ascii=False))
        return 0
    for one in found:
        context = one.proposal.context.replace("\n", " ").strip()
        told = f"{one.words}　[{one.figure}]" if one.words else f"没有填：{one.why}"
        maybe = f"（可能是 {'、'.join(one.proposal.candidates)}）" if not one.words else ""
        print(f"…{context}…　{told}{maybe if one.proposal.candidates else ''}")
    filled = sum(1 for one in found if one.words)
    print(f"共 {len(found)} 处，填了 {filled} 处，保留 {len(found) - filled} 处。")
    return 0

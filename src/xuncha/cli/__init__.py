"""The command line: each command is thin over an engine or a service.

Exit status 0 done; 1 done and it found something; 2 bad input or bad use, with one sentence.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from xuncha import __version__
from xuncha.cli.errors import UsageError
from xuncha.engines.checking import SettingsError
from xuncha.engines.reading.records import ReadError
from xuncha.engines.scheduling.errors import ProblemError
from xuncha.kernel.errors import XunchaError

FILE_COMMANDS = ("check", "lint", "plan", "read", "similar")
"""Commands on files alone: they open no database and load no framework."""

SITE_COMMANDS = (
    "site",
    "audit",
    "password",
    "backup",
    "exchange",
    "search",
    "figures",
    "fill",
    "manage",
)
"""Modules with commands that need a site."""


class ChineseParser(argparse.ArgumentParser):
    """Says bad use in one Chinese sentence and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"命令用法不对（{message}），请用 {self.prog} --help 查看用法。")


def build_parser() -> ChineseParser:
    """The whole command line; every module adds its own commands."""
    parser = ChineseParser(prog="xuncha", description="巡察工作平台")
    parser.add_argument("--version", action="version", version=f"xuncha {__version__}")
    parser.add_argument("--home", metavar="DIR", help="站点所在文件夹（默认 ./var）")
    commands = parser.add_subparsers(
        dest="command", metavar="命令", required=True, parser_class=ChineseParser
    )
    for name in (*FILE_COMMANDS, *SITE_COMMANDS):
        importlib.import_module(f"xuncha.cli.{name}").add_parser(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status; never a traceback."""
    try:
        args = build_parser().parse_args(arguments)
        if args.home:
            os.environ["XUNCHA_HOME"] = args.home
        status: int = args.run(args)
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except Exception as problem:
        print(_sentence(problem), file=sys.stderr)
        return 2
    return status


def _sentence(problem: Exception) -> str:
    """One sentence for whatever went wrong; the trace only for whoever asks for it."""
    if os.environ.get("XUNCHA_TRACE"):
        traceback.print_exception(problem)
    if isinstance(problem, UsageError | XunchaError | ReadError | SettingsError | ProblemError):
        return str(problem)
    if isinstance(problem, OSError) and problem.filename:
        return f"打不开 {problem.filename}：{problem.strerror}。"
    return f"程序内部出错（{type(problem).__name__}），没有完成；设置 XUNCHA_TRACE=1 可以看到经过。"

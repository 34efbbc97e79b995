"""The command line: each command is thin over an engine or a service.

Exit status 0 done; 1 done and it found something; 2 bad input or bad use, with one sentence.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from xuncha import __version__
from xuncha.cli.errors import UsageError
from xuncha.engines.errors import BadInput
from xuncha.kernel.errors import XunchaError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
COMMANDS = {
    "check": ("check",), "lint": ("lint",), "plan": ("plan",), "read": ("read",),
    "similar": ("similar",), "site": ("init", "demo", "serve", "worker"), "audit": ("audit",),
    "password": ("password",), "backup": ("backup", "restore"), "exchange": ("import", "export"),
    "search": ("search",), "figures": ("figures",), "fill": ("fill",), "kit": ("kit",),
    "manage": ("manage", "docs"),
}  # fmt: skip
"""Each module with the commands that it adds. Only the module of the command that is asked for is
loaded: all engines together take most of a second. The first five work on files alone: they open
no database and load no framework."""


class ChineseParser(argparse.ArgumentParser):
    """Says bad use in one Chinese sentence and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"命令用法不对（{message}），请用 {self.prog} --help 查看用法。")


def build_parser(asked: str = "") -> ChineseParser:
    """The command line with the command that is asked for, or with all of them."""
    parser = ChineseParser(prog="xuncha", description="巡察工作平台")
    parser.add_argument("--version", action="version", version=f"xuncha {__version__}")
    parser.add_argument("--home", metavar="DIR", help="站点所在文件夹（默认 ./var）")
    commands = parser.add_subparsers(
        dest="command", metavar="命令", required=True, parser_class=ChineseParser
    )
    for name in [one for one in COMMANDS if asked in COMMANDS[one]] or COMMANDS:
        importlib.import_module(f"xuncha.cli.{name}").add_parser(commands)
    return parser


def _asked(words: Sequence[str]) -> str:
    """The first word that is neither an option nor the folder after ``--home``."""
    before = ("", *words)
    plain = (word for word, last in zip(words, before, strict=False)
             if last != "--home" and not word.startswith("-"))  # fmt: skip
    return next(plain, "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status; never a traceback."""
    try:
        words = sys.argv[1:] if arguments is None else arguments
        args = build_parser(_asked(words)).parse_args(words)
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
    if isinstance(problem, UsageError | XunchaError | BadInput):
        return str(problem)
    if isinstance(problem, OSError) and problem.errno in _FULL:
        return "磁盘空间不足，没有写完；请腾出空间后再试。"
    if isinstance(problem, OSError) and problem.filename:
        return f"打不开 {problem.filename}：{problem.strerror}。"
    return f"程序内部出错（{type(problem).__name__}），没有完成；设置 XUNCHA_TRACE=1 可以看到经过。"

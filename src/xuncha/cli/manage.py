"""Django's own commands under our settings, for developers: `xuncha manage makemigrations`."""

from __future__ import annotations

import argparse
from typing import Any


def add_parser(commands: Any) -> None:
    """Add ``manage`` and ``docs``."""
    manage = commands.add_parser("manage", help="开发用：Django 的管理命令", add_help=False)
    manage.add_argument("words", nargs=argparse.REMAINDER)
    manage.set_defaults(run=_manage)
    docs = commands.add_parser("docs", help="开发用：由程序打印的文档（权限、状态）")
    docs.add_argument("--check", action="store_true", help="只比较，不写；不一致时退出码为 1")
    docs.set_defaults(run=_docs)


def _manage(args: argparse.Namespace) -> int:
    from xuncha.site.setup import start_framework

    start_framework()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["xuncha manage", *args.words])
    return 0


def _docs(args: argparse.Namespace) -> int:
    from xuncha.site.setup import start_framework

    start_framework()
    from xuncha.site.printed_docs import stale, write

    if not args.check:
        write()
        return 0
    different = stale()
    for name in different:
        print(f"{name} 与程序不一致，请运行 make docs。")
    return 1 if different else 0

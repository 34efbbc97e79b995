"""`xuncha import` and `xuncha export`: what pages bring in and take out, by command."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xuncha.cli.errors import UsageError
from xuncha.kernel.actor import SYSTEM, Actor

if TYPE_CHECKING:
    from xuncha.foundation.exchange.kinds import Outcome

_SHOWN = 50


def add_parser(commands: Any) -> None:
    """Add ``import`` and ``export``."""
    bring = commands.add_parser("import", help="导入文件：ledger 整改台账、findings 反馈问题清单……")
    bring.add_argument("kind", metavar="KIND")
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--into", type=int, metavar="编号", help="导入到哪里，如巡察任务的编号")
    bring.add_argument("--dry-run", action="store_true", help="只试读，什么也不写")
    bring.add_argument("--leave-refused", action="store_true", help="留下不能导入的行，其余导入")
    bring.add_argument("--user", metavar="用户名", help="以谁的名义和权限（默认系统）")
    bring.set_defaults(run=_import)
    take = commands.add_parser("export", help="导出 Excel：items 整改台账、findings 问题库……")
    take.add_argument("kind", metavar="KIND")
    take.add_argument("file", metavar="FILE")
    take.add_argument("--user", metavar="用户名", help="以谁的名义和权限（默认系统）")
    take.set_defaults(run=_export)


def _import(args: argparse.Namespace) -> int:
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.foundation.exchange import kinds

    kind = kinds.incoming(args.kind)
    path = Path(args.file)
    if not path.is_file():
        raise UsageError(f"找不到文件“{args.file}”。")
    if kind.into and args.into is None:
        raise UsageError(f"请用 --into 写明{kind.into}。")
    actor = _actor(args.user)
    told = kind.read(actor, path=path, into=args.into)
    if args.dry_run or (told.refused and not args.leave_refused):
        _say(told)
        if told.refused and not args.dry_run:
            raise UsageError(
                f"有 {len(told.refused)} 行不能导入，什么也没有写；"
                "请改好再来，或者加 --leave-refused 只导入其余各行。"
            )
        print("这是试读，什么也没有写。")
        return 1 if told.refused else 0
    done = kind.take(actor, path=path, into=args.into, leave_refused=args.leave_refused)
    _say(done)
    return 0


def _say(told: Outcome) -> None:
    for words, lines in (("不能导入", told.refused), ("请看一下", told.doubts)):
        for line in lines[:_SHOWN]:
            print(f"{words}：{line}")
        if len(lines) > _SHOWN:
            print(f"{words}：……共 {len(lines)} 处")
    print("，".join(f"{words} {number:,}" for words, number in told.counts.items()) + "。")


def _export(args: argparse.Namespace) -> int:
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.foundation.exchange import kinds
    from xuncha.foundation.exchange.exports import write_export

    kind = kinds.outgoing(args.kind)
    target = Path(args.file).absolute()
    if target.suffix.lower() != ".xlsx":
        raise UsageError("导出的文件名请以 .xlsx 结尾。")
    if target.exists():
        raise UsageError(f"“{target.name}”已经存在，请换一个文件名。")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            count = write_export(_actor(args.user), kind=kind, stream=out)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    print(f"已导出{kind.label} {count:,} 行：{args.file}")
    return 0


def _actor(username: str | None) -> Actor:
    """Somebody as he may act now, else the system: whoever stands at the machine."""
    if username is None:
        return SYSTEM
    from xuncha.foundation.accounts.actors import build_actor
    from xuncha.foundation.accounts.selectors import active_user

    user = active_user(username)
    if user is None:
        raise UsageError(f"没有用户名为“{username}”的在用账号。")
    return build_actor(user)

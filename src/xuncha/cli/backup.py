"""`xuncha backup` and `xuncha restore`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from xuncha.cli.asking import ask_passphrase
from xuncha.cli.errors import UsageError
from xuncha.cli.progress import progress_bar


def add_parser(commands: Any) -> None:
    """Add ``backup`` and ``restore``."""
    backup = commands.add_parser("backup", help="把站点备份成一个文件（服务可以照常运行）")
    backup.add_argument("file", metavar="FILE", help="备份文件，不能已经存在")
    backup.add_argument("--keys", metavar="FILE", help="另把密钥写进这个文件（要口令）")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="从备份恢复站点")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--keys", metavar="FILE", help="密钥文件；不写就用站点自己的密钥")
    restore.add_argument("--rehearse", action="store_true", help="只试，不改动站点")
    restore.add_argument("--replace", action="store_true", help="换掉已有的站点（原来的改名保留）")
    restore.set_defaults(run=_restore)


def _backup(args: argparse.Namespace) -> int:
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.foundation.backups.keyfile import write_keys
    from xuncha.foundation.backups.making import make_backup
    from xuncha.foundation.seals import keys
    from xuncha.kernel.actor import SYSTEM

    if args.keys:
        count = write_keys(
            keys.folder(), Path(args.keys), ask_passphrase("密钥文件的口令", twice=True)
        )
        print(f"密钥文件：{args.keys}（{count} 把，请与备份分开保管，口令另存）")
    made = make_backup(SYSTEM, target=Path(args.file).absolute(), progress=progress_bar())
    print(
        f"备份完成：{args.file}，{made.size / 1024 / 1024:,.1f} MB，"
        f"{made.tables} 张表 {made.rows:,} 行，{made.files:,} 份文件。\n"
        f"审计链头 {made.head[0]}:{made.head[1]}\nSHA-256 {made.sha256}"
    )
    if made.missing:
        words = f"注意：有 {len(made.missing)} 份文件的存储内容不在了，备份里也没有。"
        print(words, file=sys.stderr)
        return 1
    return 0


def _restore(args: argparse.Namespace) -> int:
    from xuncha.foundation.backups.keyfile import read_keys
    from xuncha.site.restoring import restore

    def bring(folder: Path) -> int:
        source = Path(args.keys)
        if not source.is_file():
            raise UsageError(f"找不到密钥文件“{source}”。")
        return read_keys(source, ask_passphrase("密钥文件的口令"), folder)

    told = restore(
        Path(args.file), bring_keys=bring if args.keys else None, rehearse=args.rehearse,
        replace=args.replace, progress=progress_bar(),
    )  # fmt: skip
    print(f"备份做于 {told.about['made_at']}，{told.rows:,} 行，{told.files:,} 份文件。")
    for fault in told.faults[:20]:
        print(f"有问题：{fault}")
    if told.faults:
        print(f"共 {len(told.faults)} 处问题" + ("。" if args.rehearse else "，没有恢复。"))
        return 1
    print(f"审计链完整，链头 {told.head[0]}:{told.head[1]}。")
    print("演练通过，站点没有改动。" if args.rehearse else "已恢复。用 xuncha serve 启动。")
    for place in told.kept:
        print(f"原来的留在 {place}，确认无误后可以删除。")
    return 0

"""`xuncha password`: the way back in for an administrator whom nobody else may let in alone."""

from __future__ import annotations

import argparse
from typing import Any

from xuncha.cli.errors import UsageError


def add_parser(commands: Any) -> None:
    """Add ``password``."""
    parser = commands.add_parser("password", help="在服务器上重置密码（三员忘记密码时用）")
    parser.add_argument("username", metavar="用户名")
    parser.add_argument("--reason", required=True, metavar="理由", help="写明谁批准、为什么")
    parser.add_argument("--drop-totp", action="store_true", help="手机丢失：同时撤销动态口令")
    parser.set_defaults(run=_reset)


def _reset(args: argparse.Namespace) -> int:
    if not args.reason.strip():
        raise UsageError("请用 --reason 写明理由。")
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.foundation.accounts.services import recover_user
    from xuncha.kernel.actor import SYSTEM

    password = recover_user(
        SYSTEM, username=args.username, drop_totp=args.drop_totp, reason=args.reason
    )
    print(f"{args.username} 的新密码：{password}（首次登录须修改，登录锁定已解除）")
    return 0

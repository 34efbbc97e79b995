"""A passphrase from the environment, else typed; never on the command line, where others see it."""

from __future__ import annotations

import getpass
import os
import sys

from xuncha.cli.errors import UsageError

_VARIABLE = "XUNCHA_PASSPHRASE"


def ask_passphrase(what: str, *, twice: bool = False) -> str:
    """The passphrase; ``UsageError`` where there is nobody to ask."""
    told = os.environ.get(_VARIABLE)
    if told is not None:
        return told
    if not sys.stdin.isatty():
        raise UsageError(f"请在终端上输入口令，或者设置环境变量 {_VARIABLE}。")
    first = getpass.getpass(f"{what}：")
    if twice and getpass.getpass("再输一遍：") != first:
        raise UsageError("两次输入的口令不一样。")
    return first

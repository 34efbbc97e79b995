"""What is kept outside the database: the chain's key and its last head."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from xuncha.kernel.errors import Unavailable


def key() -> bytes:
    """The chain's key. ``Unavailable`` if the file is not there: nothing may go unrecorded."""
    path = Path(settings.XUNCHA_HOME) / "keys" / "audit.key"
    try:
        return path.read_bytes()
    except OSError:
        raise Unavailable(f"缺少审计密钥文件 {path.name}，请先运行 xuncha init。") from None


def head_file() -> Path:
    """Where the last head is written after each commit."""
    return Path(settings.XUNCHA_HOME) / "keys" / "audit.head"


def known_head() -> tuple[int, str] | None:
    """The head kept outside, or None where none was written yet."""
    try:
        number, digest = head_file().read_text("ascii").split()
        return int(number), digest
    except (OSError, ValueError):
        return None


def keep_head(number: int, digest: str) -> None:
    """Note a newer head; an older one, from a slower process, changes nothing.

    Written to a name of its own and renamed, so that a kill leaves the old or the new head.
    """
    known = known_head()
    if known is not None and known[0] >= number:
        return
    target = head_file()
    draft = target.with_name(f"audit.head.{os.getpid()}")
    draft.write_text(f"{number} {digest}\n", "ascii")
    draft.replace(target)

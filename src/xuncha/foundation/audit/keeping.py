"""What is kept outside the database: the chain's key and its last head."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from xuncha.kernel.errors import Unavailable

try:
    import fcntl
except ImportError:  # a machine without it runs one process
    fcntl = None  # type: ignore[assignment]


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
    """Note a newer head; an older one, from a slower thread or process, changes nothing.

    Looking and writing are one step behind a lock file. Written to a name of its own and renamed,
    so that a kill leaves the old or the new head.
    """
    with _alone():
        known = known_head()
        if known is not None and known[0] >= number:
            return
        target = head_file()
        draft = target.with_name(f"audit.head.{os.getpid()}")
        try:
            draft.write_text(f"{number} {digest}\n", "ascii")
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


_within_process = threading.Lock()


@contextmanager
def _alone() -> Iterator[None]:
    """One writer at a time: threads by a lock in memory, processes by a lock on a file."""
    with _within_process, head_file().with_name("audit.lock").open("a") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield

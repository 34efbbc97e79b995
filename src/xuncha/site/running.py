"""Whether a site is being served: a lock on a file that the serving process holds."""

from __future__ import annotations

from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # a machine without it: whoever restores stops the service himself
    fcntl = None  # type: ignore[assignment]

_NAME = "serving.lock"


def hold(home: Path) -> IO[str]:
    """Say that this process serves the site, for as long as the file stays open."""
    file = (home / "tmp" / _NAME).open("a")
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return file


def is_running(home: Path) -> bool:
    """Whether some process of this machine serves the site."""
    path = home / "tmp" / _NAME
    if fcntl is None or not path.exists():
        return False
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False

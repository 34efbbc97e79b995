"""How long work shows itself on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable


def progress_bar() -> Callable[[int, int, str], None]:
    """A line that is rewritten on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda _done, _total, _words: None

    def show(done: int, total: int, words: str) -> None:
        width = 28
        bar = "█" * (width * done // max(total, 1))
        end = "\n" if done >= total else ""
        print(f"\r{bar:<{width}} {100 * done // max(total, 1):3d}% {words:<24}", end=end,
              file=sys.stderr, flush=True)  # fmt: skip

    return show

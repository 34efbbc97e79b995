"""A process of its own that takes the text out of one file: a doctored file can take nothing else
down with it.

``read_text_in_child`` is what others call; run as a script it writes the text.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from xuncha.engines.reading.records import ReadError

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60
_MODULE = "xuncha.engines.reading.text_child"
_SOURCES = str(Path(__file__).parents[3])


def read_text_in_child(path: Path, kind: str, most: int) -> str:
    """The first ``most`` characters of a file's text; "" where it holds none.

    ``ReadError`` where it can't be read, takes more than a minute, or brings the reader down.
    """
    command = [sys.executable, "-m", _MODULE, str(path.resolve()), kind, str(most)]
    sources = os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=MOST_SECONDS, check=False,
            env=os.environ | {"PYTHONPATH": sources},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ReadError("这份文件读了一分钟还没有读完。") from None
    if done.returncode != 0:
        raise ReadError("这份文件已损坏或者过大，读不出来。")
    return done.stdout.decode("utf-8", "replace")


def main(path: str, kind: str, most: str) -> int:
    """Write the text to standard output; exit status 1 for what can't be read."""
    from xuncha.engines.reading.documents import text_of

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        text = text_of(Path(path), kind)
    except ReadError:
        return 1
    sys.stdout.buffer.write(text[: int(most)].encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))

"""A process of its own that takes the texts out of files: a doctored file can take nothing else
down with it.

``read_texts_in_child`` is what others call; run as a script it writes a line for each file.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from xuncha.engines.reading.records import ReadError

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60.0
_MODULE = "xuncha.engines.reading.text_child"
_SOURCES = str(Path(__file__).parents[3])


def read_texts_in_child(files: Sequence[tuple[Path, str]], most: int) -> list[str | None]:
    """The first ``most`` characters of the text of each file, told with its kind: "" where it holds
    none, None where it can't be read.

    One process reads them in turn. The file at which it breaks down, or is at after a minute, is
    given up, and a new process goes on with the next.
    """
    found: list[str | None] = []
    while len(found) < len(files):
        told = _run(files[len(found) :], most)
        found += told
        if len(found) < len(files):
            found.append(None)
    return found


def _run(files: Sequence[tuple[Path, str]], most: int) -> list[str | None]:
    """What one process could tell before it ended."""
    told = [[str(path.resolve()), kind] for path, kind in files]
    sources = os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", _MODULE, str(most)], input=json.dumps(told).encode(),
            capture_output=True, timeout=MOST_SECONDS, check=False,
            env=os.environ | {"PYTHONPATH": sources},
        )  # fmt: skip
        lines = done.stdout
    except subprocess.TimeoutExpired as late:
        lines = late.stdout or b""
    whole = lines[: lines.rfind(b"\n") + 1].splitlines()
    return [json.loads(line) for line in whole[: len(files)]]


def main(most: int) -> int:
    """Write a line for each file that standard input names: its text, or null."""
    from xuncha.engines.reading.documents import text_of

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(MOST_SECONDS), int(MOST_SECONDS)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for path, kind in json.load(sys.stdin):
        text: str | None
        try:
            text = text_of(Path(path), kind)[:most].encode("utf-8", "replace").decode()
        except ReadError:
            text = None
        sys.stdout.write(json.dumps(text) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

"""A process of its own that reads one paper: a doctored file can take nothing else down with it.

``read_in_child`` is what others call; run as a script it writes the answer as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from xuncha.engines.reading.records import ReadError

MOST_MEMORY = 2 * 1024 * 1024 * 1024
MOST_SECONDS = 60
_MODULE = "xuncha.engines.reading.official.child"
_SAID = 3
_SOURCES = str(Path(__file__).parents[4])


def read_in_child(path: Path, name: str = "") -> dict[str, Any]:
    """What ``xuncha read`` tells of a paper, with its ``text``.

    ``name`` is what the sentences call the file. Raises ``ReadError`` with one sentence: what the
    reader says, or that the file took too long or brought the reader down.
    """
    name = name or path.name
    command = [sys.executable, "-m", _MODULE, str(path.resolve())]
    sources = os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=MOST_SECONDS, check=False,
            env=os.environ | {"PYTHONPATH": sources},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ReadError(f"“{name}”读了一分钟还没有读完，请拆成几份再试。") from None
    if done.returncode == _SAID:
        raise ReadError(done.stdout.decode("utf-8", "replace").replace(path.name, name))
    if done.returncode != 0:
        raise ReadError(f"“{name}”已损坏或者过大，读不出来，请重新保存后再试。")
    told: dict[str, Any] = json.loads(done.stdout.decode("utf-8", "surrogatepass"))
    return told


def main(path: str) -> int:
    """Write what was read to standard output; exit status 3 with a sentence for what can't be."""
    from xuncha.engines.reading.official import read_paper

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        paper = read_paper(Path(path))
    except ReadError as problem:
        sys.stdout.buffer.write(str(problem).encode("utf-8", "replace"))
        return _SAID
    told = json.dumps(paper.to_dict() | {"text": paper.text}, ensure_ascii=False)
    sys.stdout.buffer.write(told.encode("utf-8", "surrogatepass"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

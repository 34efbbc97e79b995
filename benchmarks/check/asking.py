"""The command as an outsider calls it: arguments in, its JSON out."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

from xuncha.cli import main


def ask(args: list[str], rules: Path | None = None) -> dict[str, Any] | None:
    """What ``xuncha check`` answers, by an office's own ``rules`` if any; None where it failed."""
    more = ["--rules", str(rules)] if rules else []
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["check", *args, *more, "--json"])
    answer: dict[str, Any] | None = json.loads(out.getvalue()) if status == 0 else None
    return answer

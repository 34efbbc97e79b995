"""``python -m benchmarks [PART [ARGUMENT...]]``: all of them, or one (an unknown one lists them).

Each runs in a process of its own: what one leaves in memory or in the settings touches no other.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
Command = tuple[str, ...]

_READ = sorted(one.name for one in (HERE / "read" / "cases").iterdir() if one.is_dir())
_FILL = sorted({one.parent.name for one in HERE.glob("fill/*/*.txt")})

PARTS: dict[str, tuple[Command, ...]] = {
    "start": (("start",),),
    "check": (("check",),),
    "drafting": (("drafting",),),
    "read": tuple(("read.scoring", str(HERE / "read" / "cases" / name)) for name in _READ),
    "fill": tuple(("fill", "--quiet", "--folder", str(HERE / "fill" / name)) for name in _FILL),
    "plan": (("plan",),),
    "similar": (("similar",),),
    "search": (("search",),),
    "board": (("board",),),
    "pages": (("pages",),),
}


def main(words: list[str]) -> int:
    """Run what is asked, one after the other; the number of those that failed."""
    name, *more = words or [""]
    if name and name not in PARTS:
        raise SystemExit(f"没有“{name}”这一部分，可选：{'、'.join(PARTS)}。")
    commands = [one for part in ([name] if name else PARTS) for one in PARTS[part]]
    if more:
        commands = [(commands[0][0], *more)]
    return sum(_run(one) for one in commands)


def _run(command: Command) -> bool:
    module, *more = command
    print(f"\n== {module} {' '.join(Path(word).name for word in more)}".rstrip(), flush=True)
    done = subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *more], check=False)
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

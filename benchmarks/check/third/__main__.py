"""``python -m benchmarks.check.third [--part dev|opened|sealed] [--seeds 42] [--errors N]``."""

from __future__ import annotations

import argparse

from benchmarks.check.second.score import measure, table
from benchmarks.check.third.scene import make

NAMES = {
    "dev": "调过的七个单位",
    "opened": "后来看过错处的四个单位",
    "sealed": "没有看过错处的三个单位",
}


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check.third")
    parser.add_argument("--part", choices=tuple(NAMES), default="")
    parser.add_argument("--seeds", type=int, default=42)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", default="")
    args = parser.parse_args(words)
    for part in [args.part] if args.part else list(NAMES):
        tally = measure(part, range(args.seeds), make)
        print(f"== {NAMES[part]}（{args.seeds} 组）\n{table(tally)}", flush=True)
        for kind, lines in sorted(tally.told.items()) if args.errors else ():
            if args.only in kind:
                for line in lines[: args.errors]:
                    print(f"[{kind}] {line}")


if __name__ == "__main__":
    main()

"""``python -m benchmarks.check.second [--half a|b|c] [--seeds 60] [--errors N [--only TEXT]]``."""

from __future__ import annotations

import argparse

from benchmarks.check.second.score import measure, table

NAMES = {"a": "调过的第一部分", "b": "调过的第二部分", "c": "调过的第三部分"}


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check.second")
    parser.add_argument("--half", choices=tuple(NAMES), default="")
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--from", type=int, default=0, dest="start")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", default="")
    args = parser.parse_args(words)
    for letter in args.half or "abc":
        tally = measure(letter, range(args.start, args.start + args.seeds))
        print(f"== {NAMES[letter]}（{args.seeds} 组）\n{table(tally)}", flush=True)
        for kind, lines in sorted(tally.told.items()) if args.errors else ():
            if args.only in kind:
                for line in lines[: args.errors]:
                    print(f"[{kind}] {line}")


if __name__ == "__main__":
    main()

"""``python -m benchmarks.check [--seeds 12] [--errors] [--speed ROWS]``."""

from __future__ import annotations

import argparse

from benchmarks.check import texts_dev, texts_held
from benchmarks.check.fifth.__main__ import main as fifth
from benchmarks.check.fourth.__main__ import main as fourth
from benchmarks.check.measure import measure, table
from benchmarks.check.pairs.__main__ import main as pairs
from benchmarks.check.sixth.__main__ import main as sixth
from benchmarks.check.speed import run


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check")
    parser.add_argument("--seeds", type=int, default=24)
    parser.add_argument("--errors", type=int, default=0, help="so many errors of each rule")
    parser.add_argument("--rule", default="", help="errors of this rule only")
    parser.add_argument("--rows", type=int, default=20_000, help="rows of a large ledger")
    args = parser.parse_args()
    for name, texts in (("development", texts_dev), ("held-out", texts_held)):
        tally = measure(texts, range(args.seeds))
        print(f"== {name}\n{table(tally)}")
        if args.errors:
            for title, told in (("MISSED", tally.missed), ("WRONG", tally.wrong)):
                for code, lines in sorted(told.items()):
                    for line in lines[: args.errors] if args.rule in ("", code) else ():
                        print(title, code, line)
    for one in (fourth, fifth, sixth, pairs):
        one(["--errors"] if args.errors else [])
    if args.rows:
        print(run(args.rows))


if __name__ == "__main__":
    main()

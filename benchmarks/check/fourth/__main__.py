"""``python -m benchmarks.check.fourth [--part open|sealed] [--errors]``.

Errors are told of the ``open`` part only: what is sealed stays so.
"""

from __future__ import annotations

import argparse

from benchmarks.check.fourth.build import PARTS
from benchmarks.check.fourth.score import measure
from benchmarks.check.second.score import table

NAMES = {"open": "别人出题，看过错处的六份", "sealed": "别人出题，没有看过错处的六份"}


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check.fourth")
    parser.add_argument("--part", choices=PARTS, default="")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args(words)
    for part in [args.part] if args.part else PARTS:
        tally = measure(part)
        print(f"== {NAMES[part]}\n{table(tally)}", flush=True)
        if args.errors and part == "open":
            for kind, lines in sorted(tally.told.items()):
                print(*(f"[{kind}] {line}" for line in lines), sep="\n")


if __name__ == "__main__":
    main()

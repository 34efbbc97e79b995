"""``python -m benchmarks.check.fourth [--part open|sealed] [--errors] [--rules FILE]``.

With ``--rules`` an office sees what its own thresholds and words do to the labelled set. Errors are
told of the ``open`` part only: what is sealed stays so.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.check.fourth.build import HERE, PARTS
from benchmarks.check.fourth.score import measure_written, written
from benchmarks.check.second.score import table

NAMES = {"open": "别人出题，看过错处的六份", "sealed": "别人出题，没有看过错处的六份"}


def main(
    words: list[str] | None = None,
    *,
    name: str = "fourth",
    told_in: Path = HERE,
    names: Mapping[str, str] = NAMES,
) -> None:
    """Measure and print a set of folders: this one, or another one's ``cases``."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.check.{name}")
    parser.add_argument("--part", choices=PARTS, default="")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--rules", default="")
    args = parser.parse_args(words)
    more = ["--rules", args.rules] if args.rules else []
    for part in [args.part] if args.part else PARTS:
        with tempfile.TemporaryDirectory() as folder:
            tally = measure_written(written(part, Path(folder), told_in), *more)
        print(f"== {names[part]}\n{table(tally)}", flush=True)
        if args.errors and part == "open":
            for kind, lines in sorted(tally.told.items()):
                print(*(f"[{kind}] {line}" for line in lines), sep="\n")


if __name__ == "__main__":
    main()

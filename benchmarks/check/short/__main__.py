"""``python -m benchmarks.check.short [HALF...] [--errors]``: recall and alarms, rule by rule."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.check.pairs.__main__ import Judged, told_again, told_rows
from benchmarks.check.short.papers import papers

HERE = Path(__file__).parent
AS_OF = dt.date(2024, 9, 30)
HALVES = ("open", "kept")
NAMES = {"open": "先打开的一半", "kept": "留到最后的一半"}


def judged(half: str) -> Iterator[tuple[str, Judged]]:
    """Every case of one half with its rule."""
    for part in (HERE / f"{half}.txt").read_text("utf-8").split("## ")[1:]:
        head, *lines = part.strip().splitlines()
        code, columns = head.split(" ", 1)
        for told in told_rows(code, columns.split("|"), lines, as_of=AS_OF):
            yield code, told
    for told in told_again(HERE / f"again_{half}.txt"):
        yield "R15", told
    for told in papers(half):
        yield "R18", told


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check.short")
    parser.add_argument("halves", nargs="*", choices=[*HALVES, []], default=[])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args(words)
    for half in args.halves or HALVES:
        counts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
        wrong = []
        for code, (wanted, got, line) in judged(half):
            counts[code][wanted, got] += 1
            if wanted != got:
                wrong.append(f"  {code} {'漏' if wanted else '误'} {line}")
        print(f"短句第二批，{NAMES[half]}")
        for code, told in sorted(counts.items()):
            asked, honest = told[True, True], told[False, True]
            planted, fine = asked + told[True, False], honest + told[False, False]
            print(f"{code} 该问 {planted}，问到 {asked}；不该问 {fine}，问了 {honest}")
        print("\n".join(sorted(wrong) if args.errors else ()))


if __name__ == "__main__":
    main()

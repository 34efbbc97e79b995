"""``python -m benchmarks.drafting [--errors]``: precision and recall of each hint."""

from __future__ import annotations

import argparse

from benchmarks.drafting.score import score, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drafting")
    parser.add_argument("--errors", action="store_true", help="errors of the development part")
    args = parser.parse_args()
    for part in ("dev", "second", "held"):
        tallies = score(part)
        print(f"== {part}\n{table(tallies)}")
        if args.errors and part == "dev":
            for code, one in tallies.items():
                print("\n".join(f"{code} {words}" for words in one.errors))


if __name__ == "__main__":
    main()

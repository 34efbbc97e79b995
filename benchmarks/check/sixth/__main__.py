"""``python -m benchmarks.check.sixth [--part open|sealed] [--errors] [--rules FILE]``."""

from __future__ import annotations

from pathlib import Path

from benchmarks.check.fourth.__main__ import main as measure

CASES = Path(__file__).parent / "cases"
NAMES = {"open": "第四个人出题，先打开的五份", "sealed": "第四个人出题，后打开的五份"}


def main(words: list[str] | None = None) -> None:
    measure(words, name="sixth", told_in=CASES, names=NAMES)


if __name__ == "__main__":
    main()

"""Precision and recall of ``xuncha fill``: ``python -m benchmarks.fill``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fill.cases import FOLDER, Case, cases
from xuncha.site.setup import start_framework

TERM = 12
TERMS = {"seventh": 10, "eighth": 10}
"""The sets whose author writes in another term."""
ALIASES: dict[str, tuple[str, dict[str, str]]] = {
    "organisations_revisited": ("organisations_inspected", {"way": "回头看"}),
    "items_red": ("items_overdue", {}),
}
"""Figures that are others by their definitions."""


@dataclass(slots=True)
class Score:
    """``right`` of those ``filled``; ``wanted`` should be filled."""

    right: int = 0
    filled: int = 0
    wanted: int = 0
    listed: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.filled if self.filled else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def answer(case: Case, term: int = TERM) -> dict[int, str]:
    """What is proposed for each mask of a case, by offset; "" for one that is left. ``term`` is the
    one that its author writes in."""
    from xuncha.engines.filling.lexicon import lexicon
    from xuncha.engines.filling.mapping import propose
    from xuncha.engines.filling.paragraphs import plain_lines
    from xuncha.insight.figures.asking import named
    from xuncha.insight.figures.registry import known

    figures = known()
    words = lexicon(figures, names=("区民政局党组", "区民政局"), year=2026, term=term)
    found = propose(plain_lines(case.text), figures, words)
    return {
        one.start: "" if one.figure is None
        else "ratio" if one.of else named(one.figure, dict(one.params))
        for one in found
    }  # fmt: skip


def _same(one: str, other: str) -> bool:
    """The same figure, in whatever order its parameters are told, by either name of those that are
    one by their definitions."""
    return _plain(one) == _plain(other)


def _plain(label: str) -> tuple[str, dict[str, str]]:
    from xuncha.insight.figures.asking import split

    name, params = split(label)
    name, more = ALIASES.get(name, (name, {}))
    return name, {**params, **more}


def score(each: Sequence[Case], show: bool, term: int = TERM) -> Score:
    """All cases together; what went otherwise is printed."""
    total = Score()
    for case in each:
        said = answer(case, term)
        for at in sorted({*said, *case.gold}):
            gold, told = case.gold.get(at, "名"), said.get(at)
            total.listed += told is not None
            total.wanted += bool(gold) and gold != "名"
            total.filled += bool(told)
            total.right += _same(told or "-", gold)
            if show and not _same(told or "", gold if gold != "名" else ""):
                around = case.text[max(0, at - 22) : at + 14].replace("\n", "⏎")
                print(f"{case.name}  应 {gold or '留'}  得 {told or '留'}  …{around}…")
    return total


def main() -> None:
    """Print what was wrong, and the two numbers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--term", type=int)
    args = parser.parse_args()
    start_framework()
    term = args.term or TERMS.get(args.folder.name, TERM)
    total = score(list(cases(args.folder)), not args.quiet, term)
    print(
        f"应填 {total.wanted}，填了 {total.filled}，填对 {total.right}："
        f"准确 {total.precision:.3f}，召回 {total.recall:.3f}"
    )


if __name__ == "__main__":
    main()

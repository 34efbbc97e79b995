"""Scoring the hints against labelled sentences."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from xuncha.engines.drafting import Draft, Settings, hints_of
from xuncha.engines.drafting.rules import d04_figures, d07_twice

CASES = Path(__file__).parent / "cases"
ALONE = ("D01", "D02", "D03", "D05")


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed hints of one code."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    def take(self, wanted: bool, told: bool, words: str) -> None:
        self.right += wanted and told
        self.wrong += told and not wanted
        self.missed += wanted and not told
        if wanted != told:
            self.errors.append(f"{'MISSED' if wanted else 'WRONG '} {words}")

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(part: str) -> dict[str, Tally]:
    """The tally of each code over one part, "dev" or "held"."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for codes, text in rows(f"alone_{part}"):
        told = {one.code for one in hints_of(Draft("1", text))}
        for code in ALONE:
            tallies[code].take(code in codes.split(), code in told, text)
    for wanted, one, two in rows(f"pairs_{part}"):
        hint = d04_figures.against(Draft("1", one), Draft("1", two), "f", "底稿", Settings())
        tallies["D04"].take(wanted == "yes", hint is not None, f"{one} | {two}")
    for wanted, one, two in rows(f"twice_{part}"):
        found = list(d07_twice.run([Draft("1", one), Draft("2", two)], "f", Settings()))
        tallies["D07"].take(wanted == "yes", bool(found), f"{one} | {two}")
    return dict(sorted(tallies.items()))


def rows(name: str) -> list[tuple[str, ...]]:
    """The lines of a file of cases without its remarks."""
    lines = (CASES / f"{name}.txt").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def table(tallies: dict[str, Tally]) -> str:
    """Precision and recall, one line a code."""
    lines = ["代码  对   误   漏   查准   查全"]
    lines += [
        f"{code}  {one.right:3d}  {one.wrong:3d}  {one.missed:3d}"
        f"  {one.precision:.3f}  {one.recall:.3f}"
        for code, one in tallies.items()
    ]
    return "\n".join(lines)

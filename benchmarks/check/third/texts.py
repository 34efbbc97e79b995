"""The rows of one part, as written in its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

LETTERS = {"F": "finding", "G": "retold", "M": "measure", "P": "progress", "X": "extras"}


@dataclass
class Case:
    """One row as written: what is planted, what may be said beside that, and its texts."""

    labels: set[str]
    allowed: set[str]
    texts: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def told(self) -> dict[str, str]:
        """``amount``, ``got``, ``sat``, ``state``, ``due``, ``done``, ``note``."""
        return dict(one.partition("=")[::2] for one in self.extras.split())


@dataclass
class Unit:
    name: str
    cases: list[Case] = field(default_factory=list)


PARTS = {"dev": ("dev", 0, 7), "opened": ("held", 0, 4), "sealed": ("held", 4, 7)}


def load(part: str) -> tuple[str, tuple[Unit, ...]]:
    """A part's table of words and its units."""
    table, start, end = PARTS[part]
    return table, _all(table)[start:end]


@lru_cache(maxsize=2)
def _all(table: str) -> tuple[Unit, ...]:
    """``dev.txt`` or ``held.txt``: units with their rows."""
    units: list[Unit] = []
    source = Path(__file__).with_name(f"{table}.txt")
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            units.append(Unit(line[1:].split("|")[0].strip()))
        elif line[:1] in "R-" and line.strip():
            words = line.split()
            labels = {one for one in words if one.startswith("R")}
            allowed = {one[1:] for one in words if one.startswith("~")}
            units[-1].cases.append(Case(labels, allowed))
        elif line.strip():
            units[-1].cases[-1].texts[LETTERS[line[0]]] = line[2:].strip()
    return tuple(units)

"""The labelled texts: ``{***=findings_found?kind=镇}`` is a mask and its figure, ``-`` for none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
_LABEL = re.compile(r"\{([^={}]+)=([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """One text as an office wrote it, and the figure of each mask by its offset ("" for none)."""

    name: str
    text: str
    gold: dict[int, str]


def parse(name: str, labelled: str) -> Case:
    """A labelled text, its labels taken out."""
    text, gold, last = "", {}, 0
    for match in _LABEL.finditer(labelled):
        text += labelled[last : match.start()]
        gold[len(text)] = "" if match[2] == "-" else match[2]
        text += match[1]
        last = match.end()
    return Case(name, text + labelled[last:], gold)


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """All of them, in the order of their names."""
    for path in sorted(folder.glob("*.txt")):
        yield parse(path.stem, path.read_text("utf-8"))

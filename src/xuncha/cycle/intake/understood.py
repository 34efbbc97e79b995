"""What was understood of a paper, as kept and as corrected."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.intake.models import PaperIntake
from xuncha.foundation.files.selectors import read_bytes

MOST_FINDINGS = 400
"""Of one paper; a form holds no more fields."""


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: its name as ``xuncha read`` gives it, its value, where its words stand."""

    name: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: as read, with what a person made of it."""

    at: int
    number: str
    path: tuple[str, ...]
    status: str
    start: int
    end: int
    read: str
    text: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """The whole of it. All offsets count in ``text``."""

    text: str
    confidence: float
    facts: tuple[Told, ...]
    lines: tuple[Line, ...]
    left_out: int
    """Findings beyond the most that a page can hold."""


def understood(row: PaperIntake) -> Understood:
    """Open what was kept, with the corrections laid over it."""
    told = json.loads(read_bytes(row.reading))
    changed = row.corrections.get("findings", {})
    lines = tuple(
        _line(at, one, changed.get(str(at), {}))
        for at, one in enumerate(told["findings"][:MOST_FINDINGS])
    )
    return Understood(
        told["text"], told["confidence"], tuple(_facts(told)), lines,
        max(0, len(told["findings"]) - MOST_FINDINGS),
    )  # fmt: skip


def _line(at: int, one: dict[str, Any], change: dict[str, Any]) -> Line:
    start, end = one["span"]
    return Line(
        at, one["number"], tuple(one["path"]), one["status"], start, end, one["finding"],
        change.get("text", one["finding"]), change.get("kept", True),
    )  # fmt: skip


def _facts(told: dict[str, Any]) -> list[Told]:
    """Facts in the order in which they stand in the text, a list's values one by one."""
    made = []
    for name, places in told["evidence"].items():
        value: Any = told["facts"]
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        for at, place in enumerate(places):
            one = value[at] if isinstance(value, list) and at < len(value) else value
            made.append(Told(name, one, place["start"], place["end"]))
    return sorted(made, key=lambda one: (one.start, one.end))

"""What a look at drafts says: hints on findings, and on a paper as a whole.

A hint is a question to the writer and blocks nothing. ``to_dict`` gives the shape that the command
prints.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of the finding's text."""

    start: int
    end: int

    def to_dict(self) -> dict[str, object]:
        return {"start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Other:
    """The other place that a hint speaks of: a finding by number, in which file."""

    file: str
    no: str
    start: int
    end: int

    def to_dict(self) -> dict[str, object]:
        return {"file": self.file, "no": self.no, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint. ``confidence`` and ``proposal`` (a leaf's code) only where a leaf is proposed."""

    code: str
    name: str
    reason: str
    spans: tuple[Span, ...] = ()
    other: Other | None = None
    proposal: str = ""
    confidence: float | None = None

    def to_dict(self) -> dict[str, object]:
        told: dict[str, object] = {
            "code": self.code,
            "name": self.name,
            "reason": self.reason,
            "spans": [span.to_dict() for span in self.spans],
        }
        if self.other is not None:
            told["other"] = self.other.to_dict()
        if self.confidence is not None:
            told |= {"proposal": self.proposal, "confidence": round(self.confidence, 2)}
        return told


@dataclass(frozen=True, slots=True)
class Item:
    """A finding that has at least one hint."""

    no: str
    finding: str
    hints: tuple[Hint, ...]

    def to_dict(self) -> dict[str, object]:
        return {
            "no": self.no,
            "finding": self.finding,
            "hints": [hint.to_dict() for hint in self.hints],
        }


@dataclass(frozen=True, slots=True)
class Total:
    """Something about the paper as a whole."""

    code: str
    name: str
    reason: str

    def to_dict(self) -> dict[str, object]:
        return {"code": self.code, "name": self.name, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class FileReport:
    """The answer for one paper; ``findings`` is how many were read in it."""

    file: str
    findings: int
    items: tuple[Item, ...]
    totals: tuple[Total, ...]

    def to_dict(self) -> dict[str, object]:
        return {
            "file": self.file,
            "findings": self.findings,
            "items": [one.to_dict() for one in self.items],
            "totals": [one.to_dict() for one in self.totals],
        }

"""What a check says: signals on rows, findings without a row, proposals for a sample.

A signal is a question to a person, never a verdict. ``to_dict`` gives the shape of the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of the stored text of the cell under ``field``."""

    field: str
    start: int
    end: int

    def to_dict(self) -> dict[str, object]:
        return {"field": self.field, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Other:
    """The other place that a signal speaks of; ``sheet`` only where the file has several."""

    file: str
    row: int
    start: int
    end: int
    sheet: str | None = None

    def to_dict(self) -> dict[str, object]:
        told: dict[str, object] = {"file": self.file, "row": self.row}
        if self.sheet is not None:
            told["sheet"] = self.sheet
        return told | {"start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Signal:
    """One rule's question about one row, with the words it rests on."""

    code: str
    name: str
    severity: Severity
    reason: str
    spans: tuple[Span, ...] = ()
    other: Other | None = None

    def to_dict(self) -> dict[str, object]:
        told: dict[str, object] = {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "reason": self.reason,
            "spans": [span.to_dict() for span in self.spans],
        }
        if self.other is not None:
            told["other"] = self.other.to_dict()
        return told


@dataclass(frozen=True, slots=True)
class Item:
    """A row that has at least one signal; ``row`` is Excel's own row number."""

    row: int
    sheet: str | None
    finding: str
    signals: tuple[Signal, ...]

    def to_dict(self) -> dict[str, object]:
        told: dict[str, object] = {"row": self.row}
        if self.sheet is not None:
            told["sheet"] = self.sheet
        return told | {
            "finding": self.finding,
            "signals": [signal.to_dict() for signal in self.signals],
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """A finding that was fed back and has no row."""

    code: str
    name: str
    severity: Severity
    no: str
    finding: str
    reason: str

    def to_dict(self) -> dict[str, object]:
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "no": self.no,
            "finding": self.finding,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Total:
    """Something about the ledger as a whole."""

    code: str
    name: str
    severity: Severity
    reason: str

    def to_dict(self) -> dict[str, object]:
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Sampled:
    """A row proposed for a check on the spot, and why."""

    row: int
    sheet: str | None
    why: str

    def to_dict(self) -> dict[str, object]:
        told: dict[str, object] = {"row": self.row}
        if self.sheet is not None:
            told["sheet"] = self.sheet
        return told | {"why": self.why}


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """The answer for one ledger."""

    file: str
    unit: str
    rows: int
    score: int
    items: tuple[Item, ...]
    missing: tuple[Missing, ...]
    totals: tuple[Total, ...]
    sample: tuple[Sampled, ...]

    def to_dict(self) -> dict[str, object]:
        return {
            "file": self.file,
            "unit": self.unit,
            "rows": self.rows,
            "score": self.score,
            "items": [one.to_dict() for one in self.items],
            "missing": [one.to_dict() for one in self.missing],
            "totals": [one.to_dict() for one in self.totals],
            "sample": [one.to_dict() for one in self.sample],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer, one entry a ledger, in the order given."""

    ledgers: tuple[LedgerReport, ...]

    def to_dict(self) -> dict[str, object]:
        return {"ledgers": [one.to_dict() for one in self.ledgers]}

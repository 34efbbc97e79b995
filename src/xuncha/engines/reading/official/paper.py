"""What was read of one paper: plain data, each fact with the place of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A value with the place of the words that tell it."""

    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PaperFinding:
    """One problem: its headings from the outermost, its number, words, state and measures."""

    path: tuple[str, ...]
    number: str
    finding: str
    status: str
    measures: tuple[str, ...]
    span: Span

    def to_dict(self) -> dict[str, Any]:
        return {
            "path": list(self.path), "number": self.number, "finding": self.finding,
            "status": self.status, "measures": list(self.measures), "span": list(self.span),
        }  # fmt: skip


@dataclass(slots=True)
class Facts:
    """Facts by name (``counts.findings`` for those in groups); the first word on a name stands."""

    told: dict[str, list[Told]] = field(default_factory=dict)
    approx: list[str] = field(default_factory=list)

    def tell(self, name: str, value: Any, start: int, end: int, *, is_rough: bool = False) -> None:
        """Take a fact in unless one of that name stands already."""
        if value is None or name in self.told:
            return
        self.told[name] = [Told(value, start, end)]
        if is_rough:
            self.approx.append(name)

    def add(self, name: str, value: Any, start: int, end: int) -> None:
        """Add a value to a list."""
        known = self.told.setdefault(name, [])
        if all(one.value != value for one in known):
            known.append(Told(value, start, end))

    def value(self, name: str) -> Any:
        """A scalar fact, None where none was told."""
        known = self.told.get(name)
        return known[0].value if known else None

    def values(self, name: str) -> list[Any]:
        return [one.value for one in self.told.get(name, [])]


LISTS = frozenset({"kinds", "organisations", "villages", "teams"})


@dataclass(slots=True)
class Paper:
    """One paper as read. ``text`` is what every offset counts in."""

    kind: str
    confidence: float
    facts: Facts
    findings: list[PaperFinding]
    text: str

    def facts_dict(self) -> dict[str, Any]:
        """Facts as the command prints them: dotted names as groups, lists as lists."""
        made: dict[str, Any] = {}
        for name, told in self.facts.told.items():
            *groups, last = name.split(".")
            place = made
            for group in groups:
                place = place.setdefault(group, {})
            place[last] = [one.value for one in told] if name in LISTS else told[0].value
        return made

    def evidence_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Where each fact stands, with the words."""
        return {
            name: [
                {"start": one.start, "end": one.end, "quote": self.text[one.start : one.end]}
                for one in told
            ]
            for name, told in self.facts.told.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """As ``xuncha read --json`` prints it, without ``file``."""
        answer: dict[str, Any] = {
            "kind": self.kind, "confidence": round(self.confidence, 2), "facts": self.facts_dict(),
        }  # fmt: skip
        if any(name in self.facts.told for name in ("counts.findings", "counts.sub_items")):
            answer["counts_base"] = (
                "findings" if "counts.findings" in self.facts.told else "sub_items"
            )
        answer["approx"] = self.facts.approx
        answer["findings"] = [one.to_dict() for one in self.findings]
        answer["evidence"] = self.evidence_dict()
        return answer

"""The dry run of a list: each row with its fate. What the page shows and what is written later come
from the same plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from xuncha.foundation.exchange.sheets import Sheet


class Fate(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row. ``shown`` are its values by heading, ``notes`` the doubts or why it is refused,
    ``record`` what would be written (a model that is not saved), ``changes`` the fields that an
    existing record would take."""

    sheet: str
    row: int
    fate: Fate
    shown: Mapping[str, str]
    notes: tuple[str, ...] = ()
    record: Any = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """The whole dry run. ``missing`` names required columns that no sheet has."""

    sheets: Sequence[Sheet]
    rows: list[PlannedRow]
    headings: Sequence[str]
    missing: Sequence[str] = ()

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.fate.value for row in self.rows)
        return {fate.value: found[fate.value] for fate in Fate}

    def of(self, fate: Fate) -> list[PlannedRow]:
        return [row for row in self.rows if row.fate == fate]

    def passed(self) -> list[tuple[str, int, str]]:
        """Rows that hold no record: sheet, row, words."""
        return [(one.table.sheet, row, words) for one in self.sheets for row, words in one.passed]

    def unknown(self) -> list[tuple[str, str]]:
        """Headings that are not used: sheet, heading."""
        found = []
        for one in self.sheets:
            used = set(one.layout.mapping.values())
            found += [(one.table.sheet, head) for head in one.table.headers if head not in used]
        return [(sheet, head) for sheet, head in found if head.strip()]

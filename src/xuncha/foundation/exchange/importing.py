"""From a table to a dry run: what would be taken, what not and why. Pure: nothing is written.

The reader hands over headers and rows with the row numbers that Excel shows; the import hands over
its columns. What comes back is all that the page with the dry run shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.foundation.exchange.columns import Column, Problem, bare

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as read: headers from left to right, and rows as (Excel row number, values)."""

    headers: Sequence[str]
    rows: Iterable[tuple[int, Sequence[object]]]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row that can be taken: parsed values by column key, None where the cell is empty."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that can be taken, but that a person should look at, with the sentence why."""

    row: int
    column: str
    sentence: str


@dataclass(slots=True)
class DryRun:
    """What an import would do. ``errors`` go by (row, label of the column), "" for the whole row."""

    accepted: list[AcceptedRow] = field(default_factory=list)
    errors: dict[Key, list[str]] = field(default_factory=dict)
    unknown_headers: list[str] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    sheet: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether everything can be taken as it stands."""
        return not self.errors and not self.missing_columns

    def refuse(self, row: int, column: str, sentence: str) -> None:
        """Add what the import itself finds (unknown unit, double row); the row is taken no more."""
        self.errors.setdefault((row, column), []).append(sentence)
        self.accepted = [one for one in self.accepted if one.row != row]

    def refused_rows(self) -> dict[Key, list[str]]:
        """Sentences by (row, sheet) turned round for ``workbooks.error_workbook``: (sheet, row)."""
        return {}

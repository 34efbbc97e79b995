"""Words that many papers have in common."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.oversight.letters.wording import office_in, office_of
from xuncha.insight.papers.filling import BLANK_DAY, words

__all__ = ["OF_FIELD", "day_or", "numbered", "office_in", "office_of", "round_of", "when"]

OF_FIELD = ("inspection__organisation", "inspection__round__term")
"""What is read along with a record of the field."""


def round_of(inspection: Any) -> str:
    """Term and round in one."""
    return f"{inspection.round.term}{inspection.round}"


def day_or(day: Any, otherwise: str) -> str:
    """A day in full, or what stands there until it is known."""
    return words(day) if day else otherwise


def when(day: Any) -> str:
    """A day to be filled in by hand where it is not known."""
    return day_or(day, BLANK_DAY)


def numbered(lines: list[str]) -> str:
    """Lines as numbered paragraphs."""
    return "\n".join(f"{at}．{one}" for at, one in enumerate(lines, start=1))

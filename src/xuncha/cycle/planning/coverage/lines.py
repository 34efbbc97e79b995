"""Mergers and splits of the directory, as steps of a line."""

from __future__ import annotations

from xuncha.cycle.planning.coverage.standing import Edge


def load_edges() -> list[Edge]:
    """All steps, read at once."""
    return []

"""检索: rows of this area."""

from __future__ import annotations

from tests.people import Cast
from tests.scenarios import Story

ROWS = {"search_results": "302 200 200 200 200 200 200 200 403 403 403"}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """The page takes none."""
    return {}

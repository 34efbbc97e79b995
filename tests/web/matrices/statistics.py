"""统计数: rows of this area."""

from __future__ import annotations

from tests.people import Cast
from tests.scenarios import Story

ROWS = {
    "statistics_list": "302 200 200 200 403 403 403 403 403 403 403",
    "statistics_rows": "302 200 200 200 200 200 200 200 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, str]:
    """A figure by its name."""
    return {"figure": "findings_fed_back"}

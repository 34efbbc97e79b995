"""驾驶舱、大屏、五年回顾: rows of these areas. The last three columns are people of a team."""

from __future__ import annotations

from typing import Any

from tests.people import Cast
from tests.scenarios import Story

_READ = "302 200 200 200 403 403 403 403 403 403 403"

ROWS = {
    "dashboard_board": "302 200 200 200 200 403 403 403 403 403 403",
    "dashboard_wall": _READ,
    "review_term": _READ,
    "review_export": _READ,
}


def arguments(story: Story, people: Cast) -> dict[str, Any]:
    """Addresses without arguments."""
    return {}

"""统计数: rows of this area."""

from __future__ import annotations

from typing import Any

from tests.people import Cast
from tests.scenarios import Story
from tests.sealed import sealed

_READ = "302 200 200 200 403 403 403 403 403 403 403"

ROWS = {
    "statistics_list": _READ,
    "statistics_rows": "302 200 200 200 200 200 200 200 403 403 403",
    "statistics_frozen": _READ,
    "statistics_snapshot": _READ,
    "statistics_export_snapshot": _READ,
    "statistics_seal": "302 200 200 403 403 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, Any]:
    """A figure by its name, and a sealed round."""
    return {"figure": "findings_fed_back", "snapshot_id": sealed(story, people).pk}

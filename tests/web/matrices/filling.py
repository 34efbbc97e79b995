"""填讲话稿: rows of this area."""

from __future__ import annotations

from tests.people import Cast
from tests.scenarios import Story

ROWS = {
    "filling_bring": "302 200 200 200 403 403 403 403 403 403 403",
    "filling_download": "302 400 400 400 403 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """The pages take none."""
    return {}

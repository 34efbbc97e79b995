"""读入文件: rows and records of this area."""

from __future__ import annotations

from tests.fielded import in_the_field
from tests.intake import brought
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD

MORE = FIELD

ROWS = {
    "reading_papers": "302 200 200 403 403 403 403 403 403 403 403 200 200 200",
    "reading_paper": "302 200 200 403 403 403 403 403 403 403 403 200 200 404",
    "reading_drop": "302 400 400 403 403 403 403 403 403 403 403 400 400 400",
    "reading_file": "302 200 200 403 403 403 403 403 403 403 403 200 200 404",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A paper that a member of the first team read in."""
    field = in_the_field(story, people)
    return {"intake_id": brought(field.actor(field.member)).pk}

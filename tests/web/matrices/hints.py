"""起草提示: rows and records of this area."""

from __future__ import annotations

from tests.fielded import in_the_field
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD

MORE = FIELD

ROWS = {"findings_hints": "302 200 200 403 403 403 403 403 403 403 403 200 200 404"}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """The inspection that the first team works on."""
    return {"inspection_id": in_the_field(story, people).inspection.pk}

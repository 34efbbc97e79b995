"""起草提示: rows and records of this area."""

from __future__ import annotations

from tests.fielded import in_the_field
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.cycle.planning.models import Inspection

MORE = FIELD

ROWS = {"findings_hints": "302 200 200 403 403 403 403 403 403 403 403 200 200 404"}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """The inspection that the first team works on; another area may have put it there already."""
    there = Inspection.objects.filter(round__name="第十轮", organisation=story.water).first()
    inspection = there or in_the_field(story, people).inspection
    return {"inspection_id": inspection.pk}

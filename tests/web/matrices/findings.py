"""问题的底稿、去向、归并、追溯、以前有没有: rows of this area."""

from __future__ import annotations

from tests.fielded import in_the_field
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.cycle.findings import services

MORE = FIELD

_READ = "302 200 200 200 403 403 403 403 403 403 403 200 200 404"
_POST = "302 400 400 403 403 403 403 403 403 403 403 400 400 400"

ROWS = {
    "findings_create": "302 200 200 403 403 403 403 403 403 403 403 200 200 404",
    "findings_change": "302 200 200 403 403 403 403 403 403 403 403 200 200 404",
    "findings_move": _POST,
    "findings_dispose": _POST,
    "findings_merge": "302 200 200 403 403 403 403 403 403 403 403 200 200 404",
    "findings_unmerge": _POST,
    "findings_recurrence": _READ,
    "findings_trace": _READ,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A draft of the inspection in the field."""
    made = in_the_field(story, people)
    found = services.create_finding(
        people.actor("liwen"), inspection_id=made.inspection.pk, number="", text="管护不到位"
    )
    return {"inspection_id": made.inspection.pk, "finding_id": found.pk}

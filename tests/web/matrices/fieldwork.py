"""巡中工作: rows and records of this area."""

from __future__ import annotations

from tests.fielded import in_the_field
from tests.fieldworked import published
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD

MORE = FIELD
HANGS_ON = {"entry_notice_id"}

_READ = "302 200 200 200 403 403 403 403 403 403 403 200 200 404"
_POST = "302 400 400 403 403 403 403 403 403 403 403 400 400 404"
_ANY = "302 400 400 403 403 403 403 403 403 403 403 400 400 400"
_LATE = "302 409 409 403 403 403 403 403 403 403 403 409 409 404"
_PRINT = "302 200 200 403 403 403 403 403 403 403 403 200 200 404"

ROWS = {
    "fieldwork_rules": "302 200 200 200 403 403 403 403 403 403 403 200 200 200",
    "fieldwork_set_rules": "302 200 403 403 403 403 403 403 403 403 403 403 403 403",
    "fieldwork_notices": _READ,
    "fieldwork_draft_notice": _LATE,
    "fieldwork_notice": "302 200 200 200 403 200 404 200 403 403 403 200 200 404",
    "fieldwork_change_notice": _LATE,
    "fieldwork_move_notice": _ANY,
    "fieldwork_correct_notice": _POST,
    "fieldwork_print_notice": _PRINT,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A published notice of the inspection in the field."""
    field = in_the_field(story, people)
    notice = published(field, people)
    return {"inspection_id": field.inspection.pk, "entry_notice_id": notice.pk}

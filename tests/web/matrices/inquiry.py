"""谈话、走访、问卷: rows and records of this area."""

from __future__ import annotations

from typing import Any

from tests.fielded import in_the_field
from tests.inquired import half_signed
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD

MORE = FIELD
HANGS_ON = {"talk_id"}

_READ = "302 200 200 200 403 403 403 403 403 403 403 200 200 404"
_LIST = "302 200 200 200 403 403 403 403 403 403 403 200 200 200"
_TEAM = "302 403 403 403 403 403 403 403 403 403 403 200 200 404"
_DONE = "302 403 403 403 403 403 403 403 403 403 403 302 302 404"
_MOVE = "302 400 400 403 403 403 403 403 403 403 403 400 400 400"

ROWS = {
    "inquiry_talks": _READ,
    "inquiry_new_talk": _TEAM,
    "inquiry_targets": _DONE,
    "inquiry_talk_rows": _LIST,
    "inquiry_export_talks": _LIST,
    "inquiry_outlines": _LIST,
    "inquiry_set_outline": "302 200 200 403 403 403 403 403 403 403 403 403 403 403",
    "inquiry_talk": _READ,
    "inquiry_change_talk": _TEAM,
    "inquiry_move_talk": _MOVE,
    "inquiry_print_talk": _TEAM,
}


def arguments(story: Story, people: Cast) -> dict[str, Any]:
    """A talk of the inspection in the field, signed by one."""
    field = in_the_field(story, people)
    return {
        "inspection_id": field.inspection.pk, "talk_id": half_signed(field).pk,
        "post_kind": "staff",
    }  # fmt: skip

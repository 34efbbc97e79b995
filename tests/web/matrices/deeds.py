"""民生实事: rows and records of this area."""

from __future__ import annotations

from tests.deeded import doing
from tests.people import Cast
from tests.scenarios import Story

HANGS_ON = {"deed_id", "deed_photo_id"}

_ALL = "302 200 200 200 403 200 200 200 403 403 403"
_ONE = "302 200 200 200 403 200 404 200 403 403 403"
_READ = "302 200 200 200 403 403 403 403 403 403 403"
_OFFICE = "302 200 200 403 403 403 403 403 403 403 403"
_BUSY = "302 409 409 403 403 403 403 403 403 403 403"
_DOING = "302 200 200 403 403 200 404 200 403 403 403"

ROWS = {
    "deeds_list": _ALL,
    "deeds_villages": _ALL,
    "deeds_export": _OFFICE,
    "deeds_summary": _READ,
    "deeds_rules": _READ,
    "deeds_set_rules": "302 200 403 403 403 403 403 403 403 403 403",
    "deeds_start": _OFFICE,
    "deeds_new": _OFFICE,
    "deeds_deed": _ONE,
    "deeds_verify": "302 409 403 403 403 403 403 403 403 403 403",
    "deeds_claim": "302 409 409 403 403 409 404 409 403 403 403",
    "deeds_finish": _DOING,
    "deeds_photos": _DOING,
    "deeds_draw": _BUSY,
    "deeds_call": _BUSY,
    "deeds_move": "302 400 400 403 403 400 400 400 403 403 403",
    "deeds_photo": _ONE,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A deed that the water bureau has begun, with photos."""
    row = doing(story, people)
    return {"deed_id": row.pk, "deed_photo_id": row.photos.order_by("pk")[0].pk}

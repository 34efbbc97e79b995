"""外出数据包: rows and records of this area."""

from __future__ import annotations

from tests.fielded import in_the_field
from tests.outing import brought_back
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD

MORE = FIELD
HANGS_ON = {"machine_id", "clash_id"}

_READ = "302 200 200 200 403 403 403 403 403 403 403 200 200 404"

ROWS = {
    "outings_list": "302 200 200 200 403 403 403 403 403 403 403 200 200 200",
    "outings_export": "302 200 200 200 403 403 403 403 403 403 403 403 403 403",
    "outings_machine": _READ,
    "outings_hand_over": "302 200 200 403 403 403 403 403 403 403 403 403 403 403",
    "outings_wipe": "302 200 200 403 403 403 403 403 403 403 403 403 403 403",
    "outings_clash": _READ,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A machine of the first team with a clash that waits."""
    clash = brought_back(in_the_field(story, people))
    return {"machine_id": clash.exchange.machine_id, "clash_id": clash.pk}

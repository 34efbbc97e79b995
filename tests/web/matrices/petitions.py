"""来信来电来访: rows and records of this area."""

from __future__ import annotations

from tests.people import Cast
from tests.petitioned import petitioned
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.cycle.petitions.services import sourcing

MORE = FIELD
HANGS_ON = {"petition_id", "request_id"}

_LIST = "302 200 200 403 403 403 403 403 403 403 403 200 200 200"
_READ = "302 200 200 403 403 403 403 403 403 403 403 200 200 404"
_POST = "302 400 400 403 403 403 403 403 403 403 403 400 400 404"

ROWS = {
    "petitions_list": _LIST,
    "petitions_export": "302 200 200 403 403 403 403 403 403 403 403 403 403 403",
    "petitions_counts": "302 200 200 200 403 403 403 403 403 403 403 403 403 403",
    "petitions_rules": "302 200 200 200 403 403 403 403 403 403 403 403 403 403",
    "petitions_new_rules": "302 200 403 403 403 403 403 403 403 403 403 403 403 403",
    "petitions_inspection": _READ,
    "petitions_new": _READ,
    "petitions_appoint": _POST,
    "petitions_petition": _READ,
    "petitions_act": _POST,
    "petitions_assign": _POST,
    "petitions_ask": _POST,
    "petitions_open": _POST,
    "petitions_destroy": "302 409 409 403 403 403 403 403 403 403 403 409 403 404",
    "petitions_decide": _POST,
    "petitions_hand_on": "302 302 302 403 403 403 403 403 403 403 403 302 302 404",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A letter with a name, and a request to see it."""
    desk = petitioned(story, people)
    made = sourcing.ask(desk.actor("guer"), petition_id=desk.petition.pk, reason="核实")
    return {
        "inspection_id": desk.fielded.inspection.pk, "petition_id": desk.petition.pk,
        "request_id": made.pk,
    }  # fmt: skip

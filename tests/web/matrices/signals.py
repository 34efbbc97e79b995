"""疑点: who comes to the desk; units never."""

from __future__ import annotations

import io

from tests.people import Cast
from tests.questioned import at_the_desk
from tests.scenarios import Story
from xuncha.cycle.rectification.models import Proof
from xuncha.foundation.files.services import keep_file

HANGS_ON = {"signal_id"}

_ALL = "302 200 200 200 200 403 403 403 403 403 403"
_OFFICE = "302 400 400 403 403 403 403 403 403 403 403"

ROWS = {
    "signals_desk": _ALL,
    "signals_one": _ALL,
    "signals_picture": _ALL,
    "signals_proof": _ALL,
    "signals_record": "302 200 200 200 403 403 403 403 403 403 403",
    "signals_rules": "302 200 403 403 403 403 403 403 403 403 403",
    "signals_visits": _ALL,
    "signals_visits_export": "302 200 200 403 403 403 403 403 403 403 403",
    "signals_act": _OFFICE,
    "signals_drop": _OFFICE,
    "signals_withdraw": _OFFICE,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A signal that was escalated and about which the unit was asked, with a proof."""
    desk = at_the_desk(story, people, own="97")
    desk.escalate()
    made = desk.ask()
    stored = keep_file(people.actor("zhoulan"), stream=io.BytesIO(b"words"), name="a.txt")
    proof = Proof.objects.create(item=desk.item, title="a.txt", file=stored, added_at=made.asked_at)
    return {
        "signal_id": desk.signal.pk, "question_id": made.pk, "proof_id": proof.pk,
        "inspection_id": story.inspection.pk,
    }  # fmt: skip

"""线索专柜: for whom no address exists, and what the others get. Whoever must not know gets 404."""

from __future__ import annotations

from tests.clued import sealed
from tests.people import Cast
from tests.scenarios import TODAY, Story
from tests.web.matrix import FIELD
from xuncha.cycle.clues.enums import Mode
from xuncha.cycle.clues.models import ClueGrant
from xuncha.cycle.clues.services import handing

MORE = FIELD
HANGS_ON = {"clue_id", "copy_id", "clue_grant_id"}

_ALL = "302 200 200 200 200 404 404 404 404 404 404 200 200 200"
_READ = "302 200 404 404 404 404 404 404 404 404 404 200 404 404"
_KEY = "302 302 404 404 404 404 404 404 404 404 404 302 404 404"

ROWS = {
    "clues_list": _ALL,
    "clues_counts": "302 200 200 200 404 404 404 404 404 404 404 404 404 404",
    "clues_inspection": "302 200 200 200 404 404 404 404 404 404 404 200 200 404",
    "clues_new": "302 302 403 403 404 404 404 404 404 404 404 302 302 404",
    "clues_rules": "302 200 200 200 404 404 404 404 404 404 404 404 404 404",
    "clues_new_rules": "302 200 403 403 403 404 404 404 404 404 404 403 403 403",
    "clues_clue": _READ,
    "clues_open": _KEY,
    "clues_hand_over": _KEY,
    "clues_withdraw": _KEY,
    "clues_rekey": _KEY,
    "clues_grant": _KEY,
    "clues_end_grant": _KEY,
    "clues_hand_key": _KEY,
    "clues_follow": _KEY,
    "clues_slip": _KEY,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A clue of the first team that was handed over."""
    store = sealed(story, people)
    clue = store.fresh()
    handing.hand_over(
        store.actor("luyi"), store.key("luyi"), clue_id=clue.pk, version=clue.version,
        mode=Mode.SINGLE, on=TODAY,
    )  # fmt: skip
    return {
        "inspection_id": store.fielded.inspection.pk, "clue_id": clue.pk,
        "copy_id": clue.copies.get().pk,
        "clue_grant_id": ClueGrant.objects.get(clue=clue, user__username="luyi").pk,
    }  # fmt: skip

"""封存口令 and 托管: who may have a key of his own, and who meets the escrow."""

from __future__ import annotations

from tests.clued import sealed
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.foundation.holders.services import escrowing

MORE = FIELD

_ALL = "302 200 200 200 200 404 404 404 404 404 404 200 200 200"
_POST = "302 302 302 302 302 404 404 404 404 404 404 302 302 302"

ROWS = {
    "holders_own": _ALL,
    "holders_passphrase": "302 400 400 400 400 404 404 404 404 404 404 400 400 400",
    "holders_unlock": _ALL,
    "holders_lock": _POST,
    "holders_escrow": "302 200 200 404 404 404 404 404 404 404 404 404 404 404",
    "holders_convene": "302 400 403 403 403 404 404 404 404 404 404 403 403 403",
    "holders_move": _POST,
    "holders_recover": "302 404 200 404 404 404 404 404 404 404 404 404 404 404",
    "holders_drop": "302 400 403 404 404 404 404 404 404 404 404 404 404 404",
    "holders_share": "302 404 302 404 404 404 404 404 404 404 404 404 404 404",
    "holders_confirm": "302 404 302 404 404 404 404 404 404 404 404 404 404 404",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A ceremony that waits, beside the escrow in use."""
    sealed(story, people)
    waiting = escrowing.convene(
        people.actor("song"), officer_ids=[people["liwen"].pk, people["zhaoqing"].pk]
    )
    return {
        "escrow_id": waiting.pk,
        "share_id": waiting.shares.get(officer__username="liwen").pk,
    }  # fmt: skip

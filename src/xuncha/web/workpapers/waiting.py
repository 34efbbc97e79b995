"""Papers that wait for one person."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.workpapers import selectors
from xuncha.cycle.workpapers.chain import by_lead, turn_of, why_not_sign
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.models import Paper
from xuncha.kernel.actor import Actor

MOST = 40
"""So many papers in the chain are looked at; of more the oldest."""


def papers_waiting_for(actor: Actor) -> list[Paper]:
    """His own drafts, and papers whose next signature is his, oldest first. Whoever sits in no team
    signs only where the author holds the seat that should."""
    found = selectors.list_papers(actor).filter(
        Q(state__in=[PaperState.REVIEWING, PaperState.APPROVING])
        | Q(state=PaperState.DRAFT, author_id=actor.user_id or 0)
    )
    if not actor.grants:
        found = found.filter(by_lead())
    return [
        one
        for one in found.order_by("pk")[:MOST]
        if one.state == PaperState.DRAFT or not why_not_sign(actor, one, turn_of(one))
    ]

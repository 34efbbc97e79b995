"""A petition's history."""

from __future__ import annotations

from xuncha.cycle.petitions.models import Petition, PetitionStep
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def note_step(actor: Actor, row: Petition, label: str, reason: str = "") -> None:
    """A row of its history."""
    PetitionStep.objects.create(
        petition=row, label=label, after=row.state, reason=reason, by_id=actor.user_id,
        by_name=actor.name, at=clock.now(),
    )  # fmt: skip

"""Petitions that may be the same: about the same unit, in nearly the same words. Proposals only."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.cycle.petitions.models import Petition
from xuncha.cycle.petitions.rules import rules_on
from xuncha.engines.checking.prose import bare, grams
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_GRAM = 3
_NEWEST = 400
_MOST = 5


@dataclass(frozen=True, slots=True)
class Near:
    """An earlier petition with the share of trigrams that both have, in percent."""

    petition: Petition
    percent: int


def near_percent(one: str, other: str) -> int:
    """How alike two texts are: shared trigrams of the shorter one's and the longer one's mean,
    blanks, punctuation and width left out."""
    left, right = grams(bare(one), _GRAM), grams(bare(other), _GRAM)
    whole = len(left) + len(right)
    return 200 * len(left & right) // whole if whole else 0


def near_to(actor: Actor, petition: Petition) -> list[Near]:
    """Earlier petitions about the same unit, as far as the actor sees them, the nearest first."""
    least = rules_on(clock.today()).settings.near_percent
    rows = access.visible(actor, Petition).filter(
        organisation=petition.organisation_id, pk__lt=petition.pk
    )
    rows = rows.exclude(state__in=["withdrawn", "merged"]).order_by("-pk")[:_NEWEST]
    found = [Near(one, near_percent(petition.text, one.text)) for one in rows]
    near = sorted((one for one in found if one.percent >= least), key=lambda one: -one.percent)
    return near[:_MOST]

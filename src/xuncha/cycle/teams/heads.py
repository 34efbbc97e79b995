"""Who leads the team that inspects: told by the live seat, not by the role."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xuncha.cycle.teams.enums import DEPUTIES, SeatRole
from xuncha.cycle.teams.models import Seat
from xuncha.kernel.actor import Actor

LEADERS = frozenset({SeatRole.LEADER})
HEADS = frozenset({SeatRole.LEADER, *DEPUTIES})


def leads(actor: Actor, inspection_id: int, roles: frozenset[SeatRole] = HEADS) -> bool:
    """Whether the actor sits at the head of the team of an inspection that is open to him now."""
    if inspection_id not in actor.grants or inspection_id in actor.recusals:
        return False
    return _seats(actor, roles).filter(team__assignments__inspection=inspection_id).exists()


def headed(actor: Actor) -> Q:
    """Condition on rows with ``inspection``: those whose team the actor leads as head or deputy."""
    seats = _seats(actor, HEADS).filter(team__assignments__inspection__in=actor.grants)
    return Q(inspection_id__in=seats.values("team__assignments__inspection"))


def head_ids(inspection_id: int, roles: frozenset[SeatRole] = HEADS) -> list[int]:
    """Users who sit at the head of an inspection's team."""
    rows = Seat.objects.filter(
        team__assignments__inspection=inspection_id, role__in=roles, ended_at__isnull=True,
        inspector__user__isnull=False,
    )  # fmt: skip
    return [pk for pk in rows.values_list("inspector__user_id", flat=True) if pk is not None]


def _seats(actor: Actor, roles: frozenset[SeatRole]) -> QuerySet[Seat]:
    return Seat.objects.filter(
        inspector__user_id=actor.user_id or 0, role__in=roles, ended_at__isnull=True
    )

"""Who sits in the team of an inspection today, as far as this room must know: by account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.cycle.teams.enums import DEPUTIES, AuthorisationState, SeatRole
from xuncha.cycle.teams.models import Seat
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Sitting:
    """One live seat. Whoever has no account can't sign here."""

    user_id: int | None
    name: str
    role: SeatRole

    @property
    def label(self) -> str:
        return str(self.role.label)


def sittings(inspection_id: int) -> list[Sitting]:
    """Live seats of the inspection's authorised team, leader first. One query. Empty once the
    authorisation is over: then nobody signs for the team any more."""
    today = clock.today()
    rows = Seat.objects.filter(
        team__assignments__inspection_id=inspection_id,
        team__authorisation__state=AuthorisationState.ANNOUNCED,
        team__authorisation__opens_on__lte=today, team__authorisation__shuts_on__gte=today,
        ended_at__isnull=True, from_on__lte=today,
    )  # fmt: skip
    order = list(SeatRole)
    found = [
        Sitting(user, name, SeatRole(role))
        for user, name, role in rows.order_by("pk").values_list(
            "inspector__user_id", "inspector__name", "role"
        )
    ]
    return sorted(found, key=lambda one: order.index(one.role))


def seat_of(actor: Actor, rows: Iterable[Sitting]) -> Sitting | None:
    """The actor's own seat."""
    if actor.user_id is None:
        return None
    return next((one for one in rows if one.user_id == actor.user_id), None)


def is_lead(sitting: Sitting | None) -> bool:
    """Leader or a deputy."""
    return sitting is not None and (sitting.role == SeatRole.LEADER or sitting.role in DEPUTIES)


def speaks_for_team(actor: Actor, inspection_id: int) -> bool:
    """Leader, a deputy or the liaison of the team, while authorised."""
    if inspection_id not in actor.grants:
        return False
    own = seat_of(actor, sittings(inspection_id))
    return is_lead(own) or (own is not None and own.role == SeatRole.LIAISON)


def may_settle(actor: Actor, inspection_id: int) -> bool:
    """Leader or a deputy of the team, while authorised."""
    return inspection_id in actor.grants and is_lead(seat_of(actor, sittings(inspection_id)))

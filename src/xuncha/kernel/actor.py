"""Who acts: a frozen picture of the signed-in person, taken once for each request."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Services and selectors take an actor first and never see a request.

    ``roles`` are role keys in force now; ``grants`` the inspections that an authorisation opens
    now; ``recusals`` those that a recusal shuts (it wins over every grant), ``shut_units`` the
    organisations that it is about. The system itself is an actor too, so that nothing is ever done
    by nobody.
    """

    user_id: int | None
    name: str
    roles: frozenset[str] = frozenset()
    unit_id: int | None = None
    unit_name: str = ""
    grants: frozenset[int] = frozenset()
    recusals: frozenset[int] = frozenset()
    shut_units: frozenset[int] = frozenset()
    request_id: str = ""
    address: str = ""
    is_system: bool = field(default=False)

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is held. The system holds none: ask ``is_system``."""
        return not self.roles.isdisjoint(roles)

    def is_of(self, unit_id: int | None) -> bool:
        """Whether he sits in this unit; whoever sits in none is of none."""
        return self.unit_id is not None and self.unit_id == unit_id


SYSTEM = Actor(user_id=None, name="系统", is_system=True)

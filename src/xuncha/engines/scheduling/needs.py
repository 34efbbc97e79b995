"""What a team of a round asks of its people, and whether a set of people answers it."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.engines.scheduling.frame import Group
from xuncha.engines.scheduling.staff import Staff, bits


@dataclass(frozen=True, slots=True)
class Need:
    """One team's demands: skills as masks of their holders; who may not sit in it or lead it."""

    round: int
    skills: tuple[str, ...]
    holders: tuple[int, ...]
    free: int
    may_lead: int

    @property
    def key(self) -> tuple[tuple[int, ...], int, int]:
        """Equal for teams that ask the same."""
        return self.holders, self.free, self.may_lead


@dataclass(frozen=True, slots=True)
class Crew:
    leader: int | None
    deputies: tuple[int, ...]
    members: tuple[int, ...]

    @property
    def mask(self) -> int:
        """Everybody in it."""
        made = 0
        for one in (*self.deputies, *self.members):
            made |= 1 << one
        return made if self.leader is None else made | 1 << self.leader


def need_of(staff: Staff, groups: list[Group], r: int) -> Need:
    """What a team that inspects ``groups`` in a round asks."""
    barred, led = 0, 0
    skills: set[str] = set()
    for one in groups:
        barred |= staff.barred(one, r)
        led |= staff.led(one)
        skills |= one.skills
    free = staff.free[r] & ~barred
    asked = tuple(sorted(skills))
    holders = tuple(staff.skills[one] & free for one in asked)
    return Need(r, asked, holders, free, free & staff.leaders & ~led)


def answers(staff: Staff, need: Need, mask: int) -> bool:
    """Whether these people make up the team: size, roles, skills, homes, nobody barred."""
    if mask & ~need.free or not staff.smallest <= mask.bit_count() <= staff.largest:
        return False
    if not all(mask & one for one in need.holders):
        return False
    if any((mask & one).bit_count() > 1 for one in staff.homes):
        return False
    return has_roles(staff, need, mask)


def has_roles(staff: Staff, need: Need, mask: int) -> bool:
    """Whether a leader and the least number of deputies can be named among them (Hall)."""
    deputies = mask & staff.deputies
    if deputies.bit_count() < staff.least_deputies:
        return False
    if not staff.needs_leader:
        return True
    leaders = mask & need.may_lead
    return leaders != 0 and (leaders | deputies).bit_count() > staff.least_deputies


def crew_of(staff: Staff, need: Need, mask: int) -> Crew:
    """Name the roles. The people must answer the need."""
    leader = None
    if staff.needs_leader:
        leaders = mask & need.may_lead
        pure = leaders & ~staff.deputies
        leader = next(bits(pure or leaders))
    rest = mask & ~(1 << leader) if leader is not None else mask
    deputies = tuple(bits(rest & staff.deputies))[: staff.least_deputies]
    members = tuple(one for one in bits(rest) if one not in deputies)
    return Crew(leader, deputies, members)

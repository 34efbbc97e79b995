"""How many teams people can make up: limits that hold in every plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha.engines.scheduling.frame import Frame
from xuncha.engines.scheduling.staff import Staff, bits


def team_limit(frame: Frame, staff: Staff | None, r: int) -> int:
    """The most teams that a round can have by the problem and by the people free in it."""
    told = frame.teams_of(r)
    return told if staff is None else min(told, most_teams(staff, staff.free[r], told))


def most_teams(staff: Staff, free: int, told: int) -> int:
    """The most teams, up to ``told``, that these people could make up, looking at numbers only."""
    for count in range(told, 0, -1):
        if all(
            _usable(staff, free & among, count) >= times * count
            for among, times in role_demands(staff)
        ):
            return count
    return 0


def role_demands(staff: Staff) -> Iterator[tuple[int, int]]:
    """(who counts, how many of them every team takes)."""
    everybody = (1 << staff.people) - 1
    if staff.needs_leader:
        yield staff.leaders, 1
        yield staff.leaders | staff.deputies, 1 + staff.least_deputies
    if staff.least_deputies:
        yield staff.deputies, staff.least_deputies
    if staff.smallest:
        yield everybody, staff.smallest


def _usable(staff: Staff, mask: int, teams: int) -> int:
    """How many of them ``teams`` teams can seat: of a shared home one for each team."""
    total, rest = 0, mask
    for home in staff.homes:
        total += min((home & mask).bit_count(), teams)
        rest &= ~home
    return total + rest.bit_count()


def seats_over(staff: Staff, among: int, rounds: Iterable[int]) -> int:
    """How often these people can serve in some rounds altogether."""
    rounds = tuple(rounds)
    return sum(
        min(staff.left[p], sum(1 for r in rounds if staff.free[r] >> p & 1)) for p in bits(among)
    )

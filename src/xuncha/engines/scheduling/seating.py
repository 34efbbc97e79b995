"""Seating by rule of thumb: quick, for a first plan and for very large ones. The scarcest demand is
met first, by whoever meets most other demands too, then by whoever is cheapest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xuncha.engines.scheduling.needs import Need, answers
from xuncha.engines.scheduling.staff import Staff, bits

Prices = Sequence[float]


def seat_team(staff: Staff, need: Need, free: int, prices: Prices) -> int:
    """People for one team out of ``free``; 0 where none were found (which proves nothing)."""
    chosen, free = 0, free & need.free
    demands = _demands(staff, need)
    while True:
        open_ = [
            (mask, short)
            for mask, times in demands
            if (short := times - (mask & chosen).bit_count()) > 0
        ]
        if not open_:
            break
        scarce = min((mask & free for mask, _ in open_), key=int.bit_count)
        best = _best(scarce, open_, prices)
        if best < 0 or chosen.bit_count() >= staff.largest:
            return 0
        chosen |= 1 << best
        free = _without(staff, free, best)
    while chosen.bit_count() < staff.smallest:
        best = min(bits(free), key=prices.__getitem__, default=-1)
        if best < 0:
            return 0
        chosen |= 1 << best
        free = _without(staff, free, best)
    return chosen if answers(staff, need, chosen) else 0


def _demands(staff: Staff, need: Need) -> list[tuple[int, int]]:
    made = [(holders, 1) for holders in need.holders]
    if staff.needs_leader:
        made.append((need.may_lead, 1))
        both = need.may_lead | (need.free & staff.deputies)
        made.append((both, 1 + staff.least_deputies))
    if staff.least_deputies:
        made.append((need.free & staff.deputies, staff.least_deputies))
    return made


def _best(scarce: int, open_: list[tuple[int, int]], prices: Prices) -> int:
    best, value = -1, (0, 0.0)
    for p in bits(scarce):
        mine = (-sum(mask >> p & 1 for mask, _ in open_), prices[p])
        if best < 0 or mine < value:
            best, value = p, mine
    return best


def _without(staff: Staff, free: int, person: int) -> int:
    free &= ~(1 << person)
    for home in staff.homes:
        if home >> person & 1:
            free &= ~home
    return free


def seat_round(staff: Staff, needs: Sequence[Need], free: int, prices: Prices) -> list[int] | None:
    """People for each team of a round, the tightest team first; None where one found nobody."""
    made = [0] * len(needs)
    order = sorted(range(len(needs)), key=lambda t: _room(needs[t], free))
    dear = _with_scarcity(staff, needs, free, prices)
    for t in order:
        made[t] = seat_team(staff, needs[t], free, dear)
        if not made[t]:
            return None
        free &= ~made[t]
    return made


def _room(need: Need, free: int) -> tuple[int, int]:
    tightest = min((one & free).bit_count() for one in (need.may_lead, *need.holders))
    return tightest, -len(need.holders)


def _with_scarcity(staff: Staff, needs: Sequence[Need], free: int, prices: Prices) -> list[float]:
    """Prices that keep leaders, deputies and holders of rare skills for where they are needed."""
    dear = list(prices)
    teams = len(needs)
    wanted = Counter(skill for need in needs for skill in need.skills)
    masks = [(staff.leaders, teams), (staff.deputies, teams * staff.least_deputies)]
    masks += [(staff.skills[skill], times) for skill, times in wanted.items()]
    for mask, times in masks:
        have = (mask & free).bit_count()
        if have and times:
            for p in bits(mask & free):
                dear[p] += 4.0 * min(1.0, times / have)
    return dear

"""The judgement: a person and an organisation on a day, or over some days.

The rules it follows, and how days are counted:

- A fact counts while it lasts and for the look-back years after its last day.
- What is said of an organisation counts for those that it came from or went into, from the day of
  that step on; for parent and child (one step) where the rules say so, while they stand so.
- A native place is a place's name in somebody's papers; a village also answers to the names of the
  places above it.
- Who led an inspection somewhere does not lead there again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha.engines.recusal import wording
from xuncha.engines.recusal.facts import Near, Person, Spell, Tie, Unit
from xuncha.engines.recusal.kinds import Degree, Ground, Role
from xuncha.engines.recusal.rules import Rules
from xuncha.engines.recusal.windows import Window, add_years


@dataclass(frozen=True, slots=True)
class Barred:
    """One reason: its ground, the sentence, and from when until the first free day (None: ever /
    no end). ``fact`` is the id of the tie or settled recusal, where there is one; ``organisation``
    the one that the fact names, which may be another than the inspected one."""

    ground: Ground
    words: str
    since: dt.date | None = None
    free_on: dt.date | None = None
    fact: int | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for a person and an organisation; without reasons he is free."""

    person: int
    unit: int
    reasons: tuple[Barred, ...]
    rules_version: int

    @property
    def is_barred(self) -> bool:
        return bool(self.reasons)

    @property
    def free_on(self) -> dt.date | None:
        """The first day on which none of these reasons holds any more; None while there is no end
        in sight, or for somebody who is free."""
        ends = [one.free_on for one in self.reasons]
        known = [one for one in ends if one is not None]
        return max(known) if known and len(known) == len(ends) else None

    @property
    def words(self) -> str:
        """All reasons in one line."""
        return "；".join(one.words for one in self.reasons)


def judge(
    person: Person,
    unit: Unit,
    on: dt.date,
    rules: Rules,
    *,
    role: Role = Role.MEMBER,
    until: dt.date | None = None,
) -> Verdict:
    """Whether the person must keep away from the organisation on the day, or on any day from ``on``
    to ``until``, in that place of a team. Every reason that holds is given, the gravest ground
    first, each once. Pure; raises ``ValueError`` if ``until`` lies before ``on``."""
    last = until or on
    if last < on:
        raise ValueError("the last day lies before the first")
    found = [one for one in _all(person, unit, rules, role) if _holds(one, on, last)]
    kept = {(one.ground, one.words): one for one in found}
    order = list(Ground)
    reasons = sorted(kept.values(), key=lambda one: order.index(one.ground))
    return Verdict(person.id, unit.id, tuple(reasons), rules.version)


def _holds(reason: Barred, first: dt.date, last: dt.date) -> bool:
    return Window(reason.since, reason.free_on).touches(first, last)


def _all(person: Person, unit: Unit, rules: Rules, role: Role) -> Iterator[Barred]:
    near = _surroundings(unit)
    yield from _from_homes(person, unit, rules, near)
    yield from _from_ties(person, unit, rules, role, near)
    yield from _from_native_place(person, unit, rules)
    yield from _from_services(person, unit, rules, role, near)
    yield from _from_standing(person, unit, near)


def _surroundings(unit: Unit) -> dict[int, list[Near]]:
    """By organisation how it stands to the inspected one; the line before the family."""
    near: dict[int, list[Near]] = {unit.id: [Near(name=unit.name)]}
    for words, links, family in (
        ("前身", unit.predecessors, False),
        ("承接单位", unit.successors, False),
        ("上级", unit.parents, True),
        ("下级", unit.children, True),
    ):
        for link in links:
            near.setdefault(link.organisation, []).append(
                Near(words, family, link.from_on, link.until_on, link.name)
            )
    return near


def _meet(spell: Window, near: Near) -> Window | None:
    return spell.within(Window.of_span(near.from_on, near.until_on))


def _is_long(spell: Spell | Tie, rules: Rules) -> bool:
    """Whether somebody was there for as long as the rule of long service says."""
    if not rules.long_service_years or spell.from_on is None or spell.until_on is None:
        return False
    return spell.until_on >= add_years(spell.from_on, rules.long_service_years)


def _from_homes(
    person: Person, unit: Unit, rules: Rules, near: dict[int, list[Near]]
) -> Iterator[Barred]:
    for spell in person.homes:
        long = _is_long(spell, rules)
        years = None if long else rules.years.get(Ground.HOME, 0)
        held = Window.of_span(spell.from_on, spell.until_on).looking_back(years)
        for place in near.get(spell.organisation, ()):
            if place.is_family and not rules.home_family:
                continue
            if window := _meet(held, place):
                words = wording.of_home(spell, unit, place, window, years, long=long)
                yield Barred(
                    Ground.HOME, words, window.since, window.free_on, None, spell.organisation
                )


def _from_ties(
    person: Person, unit: Unit, rules: Rules, role: Role, near: dict[int, list[Near]]
) -> Iterator[Barred]:
    degrees = rules.leader_degrees if role.leads else rules.member_degrees
    for tie in person.ties:
        if not _weighs(tie, rules, degrees):
            continue
        long = tie.ground == Ground.POST and _is_long(tie, rules)
        years = None if long else rules.years.get(tie.ground, 0)
        held = Window.of_span(tie.from_on, tie.until_on).looking_back(years)
        for place in near.get(tie.organisation, ()):
            if place.is_family and tie.ground not in rules.tie_family:
                continue
            if window := _meet(held, place):
                words = wording.of_tie(tie, unit, place, window, years, long=long)
                yield Barred(
                    tie.ground, words, window.since, window.free_on, tie.id, tie.organisation
                )


def _weighs(tie: Tie, rules: Rules, degrees: frozenset[Degree]) -> bool:
    """Whether the rules look at such a tie."""
    if tie.withdrawn:
        return False
    if tie.ground == Ground.NATIVE:
        return rules.native_place
    return tie.ground != Ground.KIN or tie.degree in degrees


def _from_native_place(person: Person, unit: Unit, rules: Rules) -> Iterator[Barred]:
    """By the name in his papers; the longest name is the nearest place."""
    if not rules.native_place or not person.native_place:
        return
    names = [one for one in unit.place_names if len(one) > 1 and one in person.native_place]
    if names:
        place = max(names, key=len)
        yield Barred(
            Ground.NATIVE, wording.of_native_place(person, unit, place), organisation=unit.id
        )


def _from_services(
    person: Person, unit: Unit, rules: Rules, role: Role, near: dict[int, list[Near]]
) -> Iterator[Barred]:
    years = rules.years.get(Ground.EARLIER, 0)
    for service in person.services:
        for place in near.get(service.organisation, ()):
            if place.is_family:
                continue
            line = Window.of_span(place.from_on, place.until_on)
            if service.led and role == Role.LEADER and rules.leader_not_twice:
                if window := Window(service.on, None).within(line):
                    words = wording.of_led(service, unit, place)
                    yield Barred(
                        Ground.LED, words, window.since, window.free_on, None, service.organisation
                    )
            elif years != 0:
                held = Window.of_span(service.on, service.on).looking_back(years)
                if window := held.within(line):
                    words = wording.of_service(service, unit, place, window, years)
                    yield Barred(
                        Ground.EARLIER, words, window.since, window.free_on, None,
                        service.organisation,
                    )  # fmt: skip


def _from_standing(person: Person, unit: Unit, near: dict[int, list[Near]]) -> Iterator[Barred]:
    for one in person.standing:
        for place in near.get(one.organisation, ()):
            if place.is_family:
                continue
            if window := _meet(Window(one.since, one.free_on), place):
                words = wording.of_standing(one, unit, place, window)
                yield Barred(
                    Ground.STANDING, words, window.since, window.free_on, one.id, one.organisation
                )

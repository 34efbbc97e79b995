"""The fictional district's talent pool as facts: people, certificates, training, ties, past
inspections. From the world and its seed alone: the same seed gives the same people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from xuncha.demo.texts import talent_words as words
from xuncha.demo.world import DEMO_DATE, World

_DAY = dt.timedelta(days=1)
_NAMED = {
    0: ("申屠岳", "区纪委监委", "第五纪检监察室主任"),
    1: ("郗望舒", "区审计局", "经济责任审计科科长"),
    2: ("晏知秋", "区财政局", "预算科科员"),
    67: ("步澍越", "区审计局", "一级科员"),
}
"""Those who can sign in: a leader, two deputies, a member; three of them sit in one team."""
SIGN_INS = {"shentuyue": 0, "xiwangshu": 1, "yanzhiqiu": 2, "bushuyue": 67}
PEOPLE, WAITING = 92, 8


@dataclass(slots=True)
class Certificate:
    name: str
    number: str
    issuer: str
    issued_on: dt.date
    expires_on: dt.date | None


@dataclass(slots=True)
class Told:
    """One tie; ``unit`` is the short name of an organisation, or words with ``outside``."""

    kind: str
    unit: str
    outside: bool = False
    person: str = ""
    relationship: str = ""
    post: str = ""
    leads: bool = False
    detail: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    source: str = "archive"
    withdrawn: str = ""


@dataclass(slots=True)
class Served:
    unit: str
    role: str
    round_words: str
    on: dt.date


@dataclass(slots=True)
class Talent:
    """One person; ``home`` is an organisation's short name unless ``outside``."""

    name: str
    home: str
    outside: bool
    post: str
    phone: str
    native_place: str
    native_code: str
    joined_party_on: dt.date
    home_since: dt.date
    specialties: tuple[str, ...]
    can_lead: bool
    can_deputise: bool
    from_discipline: bool
    state: str
    reason: str
    nominated_on: dt.date
    certificates: list[Certificate] = field(default_factory=list)
    pledges: list[tuple[dt.date, dt.date | None]] = field(default_factory=list)
    ties: list[Told] = field(default_factory=list)
    served: list[Served] = field(default_factory=list)
    courses: list[tuple[int, bool]] = field(default_factory=list)
    """Which of ``words.COURSES`` he took part in, and whether he passed."""


def talents(world: World, *, number: int = PEOPLE, label: str = "pool") -> list[Talent]:
    """The people of the pool. ``label`` tells further sets of people apart (those of the list that
    lies in the demo folder); their names differ from the pool's."""
    names = person_names(Random(f"{world.seed}/names"))
    skip = 0 if label == "pool" else PEOPLE + WAITING
    for _ in range(skip):
        next(names)
    made = []
    for at in range(number):
        rng = Random(f"{world.seed}/{label}/{at}")
        made.append(_talent(world, at if label == "pool" else at + 1000, next(names), rng))
    return made


def person_names(rng: Random) -> Iterator[str]:
    """Names that nobody bears as far as anybody knows: rare surnames, made-up given names; none
    twice."""
    pairs = [
        (surname, first + second)
        for surname in words.SURNAMES
        for first in words.FIRST
        for second in words.SECOND
        if first != second
    ]
    rng.shuffle(pairs)
    pairs.sort(key=lambda _: rng.random())
    seen: set[str] = set()
    for surname, given in pairs:
        short = rng.random() < 0.22
        name = surname + (given[1] if short else given)
        if name not in seen:
            seen.add(name)
            yield name


def _talent(world: World, at: int, name: str, rng: Random) -> Talent:
    home, outside, post, field_ = _home(at, rng)
    if at in _NAMED:
        name, home, post = _NAMED[at]
        outside, field_ = home.startswith("区纪委"), words.FIELDS.get(home, "discipline")
    state, reason = _state(at, rng)
    discipline = field_ == "discipline"
    place, code = _native(world, rng)
    joined = dt.date(rng.randint(1996, 2017), rng.choice((6, 7, 12)), 1)
    since = dt.date(rng.randint(2012, 2025), rng.randint(1, 12), 1)
    lead = at == 0 or (at < 1000 and at % 5 == 0)
    one = Talent(
        name, home, outside, post, f"139{rng.randint(0, 99_999_999):08d}", place, code, joined,
        min(since, dt.date(2025, 10, 1)), _specialties(field_, rng), lead,
        lead or at % 3 == 1, discipline, state, reason,
        dt.date(2021, 9, 10) + _DAY * rng.randint(0, 1400),
    )  # fmt: skip
    if at >= 1000 or state in ("nominated", "checked", "rejected"):
        one.nominated_on = DEMO_DATE - _DAY * rng.randint(3, 40)
    _certificates(one, field_, rng)
    _ties(world, one, rng)
    if state not in ("nominated", "checked", "rejected"):
        _history(world, one, rng)
    return one


def _home(at: int, rng: Random) -> tuple[str, bool, str, str]:
    """Where somebody works: about one in six in the discipline body, the rest over the offices and
    towns that lend people."""
    if at % 6 == 0:
        return "区纪委监委", True, rng.choice(words.DISCIPLINE_POSTS), "discipline"
    home = words.HOMES[(at * 7 + at // 6) % len(words.HOMES)]
    return home, False, rng.choice(_posts(home)), words.FIELDS.get(home, "plain")


def _posts(home: str) -> Sequence[str]:
    if home.endswith(("镇", "乡", "街道")):
        return words.TOWN_POSTS
    if home.endswith("中学"):
        return words.SCHOOL_POSTS
    return words.HOSPITAL_POSTS if home.endswith("医院") else words.POSTS


def _state(at: int, rng: Random) -> tuple[str, str]:
    if at >= 1000:
        return "nominated", ""
    known = {
        31: ("paused", "休产假，预计2026年9月返岗"), 47: ("paused", "借调市直单位一年"),
        58: ("paused", "承担区里重点项目，暂不参加巡察"), 66: ("left", "退休"),
        73: ("left", "调离本区"), 80: ("rejected", "处分影响期未满"),
        84: ("nominated", ""), 85: ("nominated", ""), 86: ("nominated", ""),
        87: ("nominated", ""), 88: ("checked", ""), 89: ("checked", ""), 90: ("checked", ""),
    }  # fmt: skip
    return known.get(at, ("admitted", ""))


def _native(world: World, rng: Random) -> tuple[str, str]:
    """Two in three come from a village or town of the district, the rest from elsewhere."""
    if rng.random() < 0.66:
        places = [
            one for one in world.organisations
            if one.county == 0 and one.kind in ("village", "town", "township", "street")
        ]  # fmt: skip
        one = rng.choice(places)
        return one.name, one.code
    return rng.choice(words.OTHER_PLACES), ""


def _specialties(field_: str, rng: Random) -> tuple[str, ...]:
    own = words.SPECIALTIES.get(field_, ())
    more = rng.sample(words.COMMON, rng.choice((0, 1, 1, 2)))
    found = tuple(dict.fromkeys((*own[: rng.randint(1, 2)], *more)))
    return found or ("文字综合",)


def _certificates(one: Talent, field_: str, rng: Random) -> None:
    for name, issuer, years in words.CERTIFICATES.get(field_, ()):
        if rng.random() < 0.6:
            one.certificates.append(_certificate(name, issuer, years, rng))
    if one.state not in ("nominated", "checked", "rejected") and rng.random() < 0.8:
        one.certificates.append(
            _certificate("巡察业务培训合格证", "区委巡察办", 3, rng, recent=True)
        )


def _certificate(
    name: str, issuer: str, years: int, rng: Random, *, recent: bool = False
) -> Certificate:
    start = DEMO_DATE - _DAY * rng.randint(60, 1150 if recent else 3600)
    until = start + _DAY * 365 * years if years else None
    while until is not None and until < DEMO_DATE - _DAY * 200:
        until += _DAY * 365 * years
    return Certificate(name, f"{start.year}{rng.randint(10_000, 99_999)}", issuer, start, until)


def _ties(world: World, one: Talent, rng: Random) -> None:
    units = [unit.short_name for unit in world.organisations if unit.kind in words.TIED_KINDS]
    for _ in range(rng.choice((0, 1, 1, 2))):
        one.ties.append(_former(one, units, rng))
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        one.ties.append(_kin(one, units, rng))
    if rng.random() < 0.18:
        town = rng.choice(words.TOWNS)
        one.ties.append(
            Told("native", town, detail="在此长期居住", from_on=dt.date(2003, 9, 1),
                 until_on=dt.date(2012, 6, 30), source="declared")
        )  # fmt: skip
    if rng.random() < 0.14:
        unit, detail = rng.choice(words.BUSINESS)
        one.ties.append(
            Told("business", unit, detail=detail, from_on=_back(rng, 400, 1500),
                 until_on=_back(rng, 10, 390), source=rng.choice(("declared", "office")))
        )  # fmt: skip
    if rng.random() < 0.08:
        unit, detail = rng.choice(words.DECLARED)
        one.ties.append(Told("declared", unit, detail=detail, source="declared"))
    if one.ties and rng.random() < 0.06:
        one.ties[-1].withdrawn = "核实为同名同姓，不是本人亲属"


def _former(one: Talent, units: Sequence[str], rng: Random) -> Told:
    until = one.home_since - _DAY
    start = until - _DAY * rng.randint(500, 3200)
    unit = rng.choice([unit for unit in units if unit != one.home])
    return Told(
        "post", unit, post=rng.choice(words.FORMER_POSTS), leads=rng.random() < 0.12,
        from_on=start, until_on=until, detail="原工作单位",
    )  # fmt: skip


def _kin(one: Talent, units: Sequence[str], rng: Random) -> Told:
    relationship, same = rng.choice(words.KIN)
    given = rng.choice(words.FIRST) + rng.choice(words.SECOND)
    surname = one.name[:2] if one.name[:2] in words.SURNAMES else one.name[0]
    person = (surname if same else rng.choice(words.SURNAMES)) + given
    leads = rng.random() < 0.2
    post = rng.choice(words.LEADING_POSTS if leads else words.FORMER_POSTS)
    until = _back(rng, 30, 900) if rng.random() < 0.15 else None
    return Told(
        "kin", rng.choice(units), person=person, relationship=relationship, post=post,
        leads=leads, from_on=dt.date(rng.randint(2008, 2022), rng.randint(1, 12), 1),
        until_on=until, source=rng.choice(("archive", "declared", "declared")),
    )  # fmt: skip


def _history(world: World, one: Talent, rng: Random) -> None:
    """Courses, pledges, and inspections of earlier rounds and of the term before."""
    for number, (_, held_on, *_) in enumerate(words.COURSES):
        if held_on > one.nominated_on and rng.random() < 0.72:
            one.courses.append((number, rng.random() < 0.96))
    for signed, until in words.PLEDGE_DAYS:
        if signed > one.nominated_on and rng.random() < 0.9:
            one.pledges.append((signed + _DAY * rng.randint(0, 6), until))
    role = "leader" if one.can_lead else "deputy" if one.can_deputise else "member"
    tied = {tie.unit for tie in one.ties} | {one.home}
    units = [
        unit.short_name for unit in world.organisations
        if unit.kind in ("department", "town", "street") and unit.short_name not in tied
    ]  # fmt: skip
    for old, day in rng.sample(words.OLD_ROUNDS, rng.choice((0, 0, 1, 2, 3))):
        held = role if day > dt.date(2019, 6, 1) else "member"
        one.served.append(Served(rng.choice(units), held, f"十一届区委第{old}轮", day))
    past = [
        inspection for inspection in world.inspections()
        if inspection.round_number <= 8 and inspection.kind == "regular"
        and inspection.entered_on is not None and inspection.entered_on > one.nominated_on
    ]  # fmt: skip
    codes = {unit.code: unit.short_name for unit in world.organisations}
    for inspection in rng.sample(past, min(len(past), rng.choice((0, 1, 1, 2, 3)))):
        unit, on = codes[inspection.organisation], inspection.entered_on
        if unit not in tied and on is not None:
            words_ = f"十二届区委第{words.DIGITS[inspection.round_number]}轮"
            one.served.append(Served(unit, role, words_, on))


def _back(rng: Random, least: int, most: int) -> dt.date:
    return DEMO_DATE - _DAY * rng.randint(least, most)

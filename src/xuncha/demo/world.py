"""The fictional district 清源区 over one term, from a seed: the same seed gives the same world.

``build`` makes organisations, rounds, teams and the plan at once (small) and hands out the dossiers
one organisation at a time, so that a larger scale needs no more memory.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from xuncha.demo.texts import names, termplan
from xuncha.demo.texts.dossier import Author, Case, findings
from xuncha.demo.texts.model import (
    Dossier,
    Extension,
    Finding,
    Inspection,
    Item,
    Organisation,
    Progress,
    Proof,
    Round,
    Step,
    Team,
)
from xuncha.demo.texts.profiles import Profile, profile

__all__ = [
    "DEMO_DATE", "Dossier", "Extension", "Finding", "Inspection", "Item", "Organisation",
    "Progress", "Proof", "Round", "Step", "Team", "World", "build",
]  # fmt: skip

DEMO_DATE = termplan.DEMO_DATE
_FOUNDED = dt.date(2010, 1, 1)
_VILLAGES, _COMMUNITIES = 205, 45


@dataclass(slots=True)
class World:
    """The district. ``dossiers`` may be walked as often as wished and gives the same each time."""

    seed: int
    organisations: list[Organisation] = field(default_factory=list)
    """Parents before children; the committees (kind district) are not inspected."""
    rounds: list[Round] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    plan: dict[str, list[Inspection]] = field(default_factory=dict)
    """Organisation → its inspections in the order of the rounds."""
    _donors: dict[tuple[str, int], str] = field(default_factory=dict)
    _givers: dict[tuple[str, int], int] = field(default_factory=dict)
    """Who is copied from in which round, numbered within the round."""
    _by_code: dict[str, Organisation] = field(default_factory=dict)
    _children: dict[str, list[str]] = field(default_factory=dict)

    term_number: int = termplan.TERM_NUMBER
    term_name: str = termplan.TERM_NAME
    term_start: dt.date = termplan.TERM_START
    term_end: dt.date = termplan.TERM_END

    def inspections(self) -> Iterator[Inspection]:
        """All inspections, organisation by organisation."""
        for one in self.organisations:
            yield from self.plan.get(one.code, ())

    def dossiers(self) -> Iterator[Dossier]:
        """What was found in each organisation; one at a time."""
        for one in self.organisations:
            if one.code in self.plan:
                yield self.dossier(one.code)

    def dossier(self, code: str) -> Dossier:
        """The dossier of one organisation.

        :raises KeyError: no such organisation is inspected.
        """
        parts = []
        for inspection in self.plan[code]:
            author = self._author(inspection)
            cases = self._cases(author)
            parts.append((inspection, self._with_files(inspection, findings(cases, author))))
        return Dossier(self._by_code[code], tuple(parts))

    def _author(self, inspection: Inspection) -> Author:
        key = f"{self.seed}/{inspection.organisation}/{inspection.round_number}/{inspection.kind}"
        focus = f"{self.seed}/{inspection.round_number}/focus"
        gives = self._givers.get((inspection.organisation, inspection.round_number))
        return Author(self._profile(inspection.organisation), inspection, key, focus, gives=gives)

    def _cases(self, author: Author) -> list[Case]:
        cases = author.cases()
        inspection = author.inspection
        donor_code = self._donors.get((inspection.organisation, inspection.round_number))
        if donor_code:
            theirs = next(
                one for one in self.plan[donor_code] if one.round_number == inspection.round_number
            )
            donor = self._author(theirs)
            cases += author.copied(donor, donor.cases())
        return cases

    def _with_files(
        self, inspection: Inspection, found: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        """In the running round the first proofs of claimed items have a file, and so has whatever
        was used twice there."""
        if inspection.stage != "rectifying":
            return found
        rng = Random(f"{self.seed}/{inspection.organisation}/files")
        return tuple(
            replace(one, items=tuple(_filed(item, rng) for item in one.items)) for one in found
        )

    def _profile(self, code: str) -> Profile:
        one = self._by_code[code]
        parent = self._by_code.get(one.parent or "")
        rng = Random(f"{self.seed}/{code}/profile")
        around: tuple[str, ...] = ()
        if one.kind in ("street", "town", "township"):
            around = tuple(self._children[code])
        elif one.kind == "school":
            around = ("教学楼", "学生食堂", "学生宿舍", "实训楼", "操场看台")
        elif one.kind == "hospital":
            around = ("门诊楼", "住院部", "急诊科", "药库", "检验科")
        elif one.kind == "enterprise":
            around = ("城南项目部", "东屏营业所", "河西站点", "白鹭厂区", "仓储中心")
        elif one.kind == "department":
            around = tuple(t for t in self._towns(one.county) if t)
        return profile(one, parent, around, rng)

    def _towns(self, county: int) -> tuple[str, ...]:
        return tuple(stem + names.TOWN_SUFFIX[kind] for stem, kind in names.town_stems(county))


def _filed(item: Item, rng: Random) -> Item:
    if item.state not in ("claimed", "verified", "returned") or not item.proofs:
        return item
    if item.label != "R07" and rng.random() > 0.55:
        return item
    first, *rest = item.proofs
    stem = first.title.rpartition(".")[0]
    filed = replace(first, title=f"{stem}.docx", has_file=True)
    words = item.proof_words.replace(first.title, filed.title)
    return replace(item, proofs=(filed, *rest), proof_words=words)


def build(*, scale: int = 1, seed: int = 20260318) -> World:
    """The world of a seed. ``scale`` is the number of counties: 1 is 清源区 alone, 10 is ten of
    them with 120 rounds.

    :raises ValueError: scale is below 1 or above 10.
    """
    if not 1 <= scale <= len(names.COUNTIES):
        raise ValueError(f"规模只能是1到{len(names.COUNTIES)}，现为{scale}。")
    world = World(seed)
    for county in range(scale):
        _add_county(world, county)
    return world


def _add_county(world: World, county: int) -> None:
    rng = Random(f"{world.seed}/county/{county}")
    made = _organisations(county, rng)
    world.organisations += made
    for one in made:
        world._by_code[one.code] = one
        world._children.setdefault(one.parent or "", []).append(one.short_name)
    rounds = termplan.rounds_of(county)
    world.rounds += rounds
    teams = {one.number: termplan.teams_of(one, rng) for one in rounds}
    world.teams += [team for one in rounds for team in teams[one.number]]
    _add_plan(world, made, rounds, teams, rng)
    _pair_copies(world, made)


def _organisations(county: int, rng: Random) -> list[Organisation]:
    place = names.COUNTIES[county]
    level = "区" if place.endswith("区") else "县"
    prefix = "Q" if county == 0 else f"Q{county}"
    root = Organisation(f"{prefix}000", f"{place}委", f"{level}委", "district", None, "", county,
                        _FOUNDED)  # fmt: skip
    made = [root]

    def add(short: str, kind: str, field_: str, parent: str, *, full: str = "") -> str:
        code = f"{prefix}{len(made):03d}"
        shown = full or (short if county == 0 else f"{place}{short}")
        made.append(Organisation(code, shown, short, kind, parent, field_, county, _FOUNDED))
        return code

    for short, field_ in names.DEPARTMENTS:
        own = short.replace("区", level) if level == "县" else short
        full = place + own.removeprefix(level) if own.startswith(level) else place + own
        add(own, "department", field_, root.code, full=full)
    stem = place[:-1]
    for pattern, field_ in names.ENTERPRISES:
        add(pattern.format(c=stem), "enterprise", field_, root.code)
    for kind, patterns in (("school", names.SCHOOLS), ("hospital", names.HOSPITALS)):
        for pattern in patterns:
            add(pattern.format(c=stem), kind, kind, root.code)
    towns = []
    for town, kind in names.town_stems(county):
        towns.append((add(town + names.TOWN_SUFFIX[kind], kind, "town", root.code), kind, town))
    _add_villages(add, towns, rng)
    return made


def _add_villages(add, towns: Sequence[tuple[str, str, str]], rng: Random) -> None:  # type: ignore[no-untyped-def]
    villages, quarters = names.village_names(rng), names.quarter_names(rng)
    streets = [one for one in towns if one[1] == "street"]
    rural = [one for one in towns if one[1] != "street"]
    parents = [(rural[at % len(rural)], "village") for at in range(_VILLAGES - 20)]
    parents += [(streets[at % len(streets)], "village") for at in range(20)]
    parents += [(streets[at % len(streets)], "community") for at in range(_COMMUNITIES - 11)]
    parents += [(one, "community") for one in rural]
    order = {one[0]: at for at, one in enumerate(towns)}
    for (code, kind, stem), sort in sorted(parents, key=lambda one: order[one[0][0]]):
        name = next(villages) + "村" if sort == "village" else next(quarters) + "社区"
        add(name, sort, "village", code, full=stem + names.TOWN_SUFFIX[kind] + name)


def _add_plan(
    world: World, made: Sequence[Organisation], rounds: Sequence[Round],
    teams: dict[int, list[Team]], rng: Random,
) -> None:  # fmt: skip
    first = termplan.first_rounds(made, rng)
    order = {one.code: at for at, one in enumerate(made)}
    for one in made:
        if one.code not in first:
            continue
        index = first[one.code]
        kind = termplan.kind_of(one, index, first.get(one.parent or ""), rng)
        jobs = [(index, kind, "")]
        if again := termplan.second_look(one, index, rng):
            jobs.append(again)
        own = []
        for at, way, topic in jobs:
            group = one.parent if way == "with_villages" and one.field == "village" else one.code
            shift = order[group or one.code]
            team = teams[rounds[at].number][shift % len(teams[rounds[at].number])]
            own.append(termplan.inspection(one, rounds[at], way, topic, team.name, shift, rng))
        world.plan[one.code] = own


def _pair_copies(world: World, made: Sequence[Organisation]) -> None:
    """Every fifth fed-back organisation of a round and kind copies from the one before it. Who
    gives never takes, so that a dossier stands on one other at most."""
    groups: dict[tuple[int, str], list[str]] = {}
    for one in made:
        for inspection in world.plan.get(one.code, ()):
            if inspection.feedback_on and inspection.stage != "plan_review":
                key = (inspection.round_number, one.kind)
                groups.setdefault(key, []).append(one.code)
    count = {number: itertools.count() for number, _ in groups}
    for (number, _), codes in groups.items():
        for at in range(1, len(codes), 5):
            world._donors[codes[at], number] = codes[at - 1]
            world._givers[codes[at - 1], number] = next(count[number])

"""Who conflicts with what: the engine asked about seats, its answers beside what people settled."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.enums import SHUTS, RecusalState
from xuncha.cycle.teams.facts import load_persons, load_units
from xuncha.cycle.teams.models import Recusal
from xuncha.engines.recusal import Barred, Role, Rules, judge

SETTLED = frozenset({RecusalState.WAIVED, RecusalState.DISMISSED})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: may he, in that place, inspect it?"""

    inspector: int
    role: Role
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Conflict:
    """One ground that the engine found or people set, with the record of it, if there is one.
    ``stands`` is false for what people have let go."""

    inspector: int
    inspection: Inspection
    ground: str
    words: str
    since: dt.date | None
    free_on: dt.date | None
    key: str
    tie: int | None = None
    recusal: Recusal | None = None

    @property
    def stands(self) -> bool:
        return self.recusal is None or self.recusal.state not in SETTLED


def key_of(
    inspector: int | None, user: int | None, target: str, ground: str, fact: str
) -> str:  # fmt: skip
    """The same for the same ground of the same person against the same inspection."""
    text = f"{inspector}/{user}/{target}/{ground}/{fact}"
    return hashlib.sha256(text.encode()).hexdigest()


def engine_key(inspector: int, inspection: int, reason: Barred) -> str:
    """The key of what the engine found: by the tie, else by the organisation that it names."""
    fact = f"tie:{reason.fact}" if reason.fact else f"unit:{reason.organisation}"
    return key_of(inspector, None, f"inspection:{inspection}", reason.ground, fact)


def find_conflicts(
    asked: Collection[Asked], rules: Rules, *, round_id: int, first: dt.date, last: dt.date
) -> dict[int, list[Conflict]]:
    """By person every ground that holds on any day from ``first`` to ``last``, by the engine and by
    people, those that were let go too. About ten queries, however many are asked about."""
    people = {one.inspector for one in asked}
    units = load_units({one.inspection.organisation_id for one in asked})
    persons = load_persons(people, round_id=round_id)
    recorded = _recorded(people)
    found: dict[int, list[Conflict]] = defaultdict(list)
    for one in asked:
        person = persons.get(one.inspector)
        if person is None:
            continue
        unit = units[one.inspection.organisation_id]
        verdict = judge(person, unit, first, rules, role=one.role, until=last)
        rows = recorded.get(one.inspector, {})
        told = [_by_engine(one, reason, rows) for reason in verdict.reasons]
        keys = {conflict.key for conflict in told}
        line = {unit.id, *(link.organisation for link in (*unit.predecessors, *unit.successors))}
        told += _by_people(one, line, rows.values(), keys, first, last)
        found[one.inspector] += told
    return found


def judge_one(
    asked: Asked, rules: Rules, *, first: dt.date, last: dt.date
) -> tuple[Barred, ...]:  # fmt: skip
    """What the engine alone says of one question."""
    inspection = asked.inspection
    persons = load_persons([asked.inspector], round_id=inspection.round_id)
    unit = load_units([inspection.organisation_id])[inspection.organisation_id]
    verdict = judge(
        persons[asked.inspector], unit, first, rules, role=asked.role, until=max(first, last)
    )
    return verdict.reasons


def surroundings(organisation_ids: Iterable[int]) -> set[int]:
    """These organisations with their family and line, whatever the day."""
    found: set[int] = set()
    for unit in load_units(organisation_ids).values():
        found.add(unit.id)
        for links in (unit.parents, unit.children, unit.predecessors, unit.successors):
            found |= {link.organisation for link in links}
    return found


def _recorded(inspector_ids: Iterable[int]) -> dict[int, dict[str, Recusal]]:
    rows = Recusal.objects.filter(inspector_id__in=list(inspector_ids)).order_by("pk")
    found: dict[int, dict[str, Recusal]] = defaultdict(dict)
    for row in rows:
        if row.inspector_id is not None:
            found[row.inspector_id][row.key] = row
    return found


def _by_engine(asked: Asked, reason: Barred, rows: dict[str, Recusal]) -> Conflict:
    key = engine_key(asked.inspector, asked.inspection.pk, reason)
    return Conflict(
        asked.inspector, asked.inspection, reason.ground, reason.words, reason.since,
        reason.free_on, key, reason.fact, rows.get(key),
    )  # fmt: skip


def _by_people(
    asked: Asked, line: set[int], rows: Iterable[Recusal], known: set[str], first: dt.date,
    last: dt.date,
) -> Iterable[Conflict]:  # fmt: skip
    """Recusals that stand and the engine does not find (any more): they shut all the same. One
    without inspection holds for the organisation's whole line."""
    for row in rows:
        about = (
            row.inspection_id == asked.inspection.pk
            if row.inspection_id
            else row.organisation_id in line
        )
        shuts = row.state in SHUTS and row.key not in known
        begins = row.since is None or row.since <= last
        if about and shuts and begins and (row.free_on is None or row.free_on > first):
            yield Conflict(
                    asked.inspector, asked.inspection, row.ground, row.words, row.since,
                    row.free_on, row.key, row.tie_id, row,
                )  # fmt: skip


def in_force(day: dt.date) -> Q:
    """Recusals that shut on a day."""
    return (
        Q(state__in=sorted(SHUTS))
        & (Q(since__isnull=True) | Q(since__lte=day))
        & (Q(free_on__isnull=True) | Q(free_on__gt=day))
    )


def of_user(user_id: int, path: str = "") -> Q:
    """Recusals of a user, by his account or by his place in the pool."""
    return Q(**{f"{path}user_id": user_id}) | Q(**{f"{path}inspector__user_id": user_id})

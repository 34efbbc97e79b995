"""The pool's rules in force on a day, and the next version of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xuncha.cycle.pool import defaults
from xuncha.cycle.pool.models import PoolRules
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.versions import keeping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

MOST_WORDS, LONGEST_SPECIALTY, LONGEST_CONDITION = 60, 10, 30
MOST_SPECIALTIES = 12


@dataclass(frozen=True, slots=True)
class Rules:
    """``number`` 0 stands for the rules that come with the house."""

    number: int
    specialties: tuple[str, ...]
    conditions: tuple[str, ...]
    expiring_days: int


def rules_on(day: dt.date) -> Rules:
    """The rules in force on a day: one query."""
    row = keeping.latest(PoolRules, day)
    if row is None:
        return Rules(
            0, tuple(defaults.SPECIALTIES), tuple(defaults.CONDITIONS), defaults.EXPIRING_DAYS
        )
    return Rules(row.number, tuple(row.specialties), tuple(row.conditions), row.expiring_days)


@service
def set_pool_rules(
    actor: Actor, *, effective_on: dt.date, note: str, specialties: Sequence[str],
    conditions: Sequence[str], expiring_days: int,
) -> PoolRules:  # fmt: skip
    """The next version of the rules. Refuses an empty note, a day before the last version's, empty
    lists, words that are too long, twice or hold a “、”, and days outside 1 to 730. What people
    have stays: a specialty that is no longer in the list only can't be chosen anew."""
    row, last = keeping.drafted(PoolRules, actor, effective_on=effective_on, note=note)
    row.specialties = _words(specialties, "specialties", "专长", LONGEST_SPECIALTY)
    row.conditions = _words(conditions, "conditions", "入库条件", LONGEST_CONDITION)
    row.expiring_days = expiring_days
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_order(row, last)
    if not 1 <= expiring_days <= 730:
        raise Invalid("提前提醒的天数在 1 到 730 之间。", field="expiring_days")
    row.save(force_insert=True)
    record(actor, "pool.rules.made", row, number=row.number)
    return row


def _words(given: Iterable[str], field: str, label: str, longest: int) -> list[str]:
    words = [one.strip() for one in given if one.strip()]
    if not words:
        raise Invalid(f"{label}至少要有一项。", field=field)
    if len(words) > MOST_WORDS:
        raise Invalid(f"{label}最多 {MOST_WORDS} 项。", field=field)
    for word in words:
        if len(word) > longest:
            raise Invalid(f"{label}“{word[:40]}”太长，每项最多 {longest} 个字。", field=field)
        if "、" in word:
            raise Invalid(f"{label}每项一行，“{word}”里不能有顿号。", field=field)
    if len(set(words)) < len(words):
        raise Invalid(f"{label}有重复的项。", field=field)
    return words


def checked_specialties(
    given: Iterable[str], day: dt.date, kept: Iterable[str] = ()
) -> list[str]:  # fmt: skip
    """Specialties as they may be written: words of the vocabulary in force, or ones that the person
    has already; in the vocabulary's order. ``Invalid`` for others and for more than twelve."""
    known = rules_on(day).specialties
    wanted = list(dict.fromkeys(one.strip() for one in given if one.strip()))
    strange = [one for one in wanted if one not in known and one not in set(kept)]
    if strange:
        raise Invalid(f"专长词表里没有“{strange[0]}”。", field="specialties")
    if len(wanted) > MOST_SPECIALTIES:
        raise Invalid(f"专长最多 {MOST_SPECIALTIES} 项。", field="specialties")
    order = {word: place for place, word in enumerate(known)}
    return sorted(wanted, key=lambda word: (order.get(word, len(order)), word))

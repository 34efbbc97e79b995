"""What a figure is asked: by whom, of which term, as of which day, narrowed how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.db.models import QuerySet

from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.cycle.planning.models import Round, Term
from xuncha.cycle.planning.selectors import current_term
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

KINDS: dict[str, tuple[Kind, ...]] = {
    **{str(one.label): (one,) for one in Kind if one != Kind.DISTRICT},
    "乡镇": (Kind.TOWN, Kind.TOWNSHIP),
    "镇街": (Kind.STREET, Kind.TOWN, Kind.TOWNSHIP),
    "村（社区）": (Kind.VILLAGE, Kind.COMMUNITY),
}
"""Kinds of organisation as figures name them, with the usual groups."""

ONE_KIND = {kinds[0]: name for name, kinds in KINDS.items() if len(kinds) == 1}
"""The names of single kinds."""

WAYS = {str(one.label): one for one in InspectionKind}
FOCUSES = {
    "决策部署": "1", "从严治党": "2", "组织路线": "3", "巡视整改": "4",
}  # fmt: skip
"""The four focuses (四个落实) by a short name, with the code of their branch."""

PARAMS = {
    "kind": "单位类别", "way": "巡察方式", "focus": "四个落实", "round": "轮次", "year": "年份",
}  # fmt: skip


Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a figure. ``params`` are Chinese words by name; a day within the term;
    ``frozen`` wants what was sealed of a round, where texts are filled.
    Questions made from this one share what was looked up for it (``once``)."""

    actor: Actor
    term: Term | None
    day: dt.date
    params: Mapping[str, str] = field(default_factory=dict)
    frozen: bool = False
    _found: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What was found for this key; found once for this reader, term and day."""
        whole = (key, self.actor.user_id, self.term and self.term.pk, self.day)
        if whole not in self._found:
            self._found[whole] = find()
        found: Found = self._found[whole]
        return found

    @property
    def end(self) -> dt.datetime:
        """The first moment after the day."""
        return dt.datetime.combine(self.day + dt.timedelta(days=1), dt.time(), clock.CHINA)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the term up to the day."""
        if self.term is None:
            return ()
        last = min(self.day, self.term.end_on).year
        return tuple(range(self.term.start_on.year, last + 1))

    @property
    def is_today(self) -> bool:
        return self.day >= clock.today()

    def by(self, **params: str) -> Ask:
        """The same question, narrowed further."""
        return replace(self, params={**self.params, **params})


def ask(
    actor: Actor, *, term: int | None = None, day: dt.date | None = None, frozen: bool = False
) -> Ask:
    """A question about a term (by number; the current one) as of a day (today)."""
    found = current_term(actor)
    if term is not None:
        found = access.visible(actor, Term).filter(number=term).first()
        if found is None:
            raise Invalid(f"没有第 {term} 届，或者您看不到。")
    return Ask(actor, found, day or clock.today(), frozen=frozen)


def up_to_today(day: dt.date | None) -> dt.date | None:
    """A day that was asked for, today where it is still to come."""
    return min(day, clock.today()) if day else None


def rounds_begun(ask: Ask) -> QuerySet[Round]:
    """The rounds of the term in sight that had begun by the day, in order."""
    return _rounds(ask).filter(start_on__lte=ask.day).order_by("number")


_KNOWN: dict[str, tuple[str, ...]] = {
    "kind": tuple(KINDS), "way": tuple(WAYS), "focus": tuple(FOCUSES),
}  # fmt: skip


def checked(ask: Ask, params: Mapping[str, str], allowed: frozenset[str]) -> dict[str, str]:
    """Parameters that make sense; one sentence for those that don't."""
    for name, value in params.items():
        if name not in allowed:
            raise Invalid(f"这个数不按“{PARAMS.get(name, name)}”分。")
        known = _KNOWN.get(name)
        if known is not None and value not in known:
            raise Invalid(f"没有“{value}”这个{PARAMS[name]}，可选：{'、'.join(known)}。")
        if known is None and not (value.isascii() and value.isdecimal() and len(value) < 5):
            raise Invalid(f"{PARAMS[name]}“{value}”不是数字。")
    number = params.get("round")
    if number and not _rounds(ask).filter(number=int(number)).exists():
        raise Invalid(f"这一届没有第 {number} 轮。")
    return dict(params)


def day_of(params: dict[str, str], ask: Ask) -> dt.date:
    """Takes the day out of parameters: no figure is narrowed by it, each is asked as of it."""
    told = params.pop("day", "")
    try:
        return dt.date.fromisoformat(told) if told else ask.day
    except ValueError:
        raise Invalid(f"“{told}”不是日期，应当写成 2025-12-31。") from None


def _rounds(ask: Ask) -> QuerySet[Round]:
    return access.visible(ask.actor, Round).filter(term=ask.term)


def named(name: str, params: Mapping[str, str]) -> str:
    """A figure's name with its parameters, as papers and answers quote it."""
    told = "&".join(f"{key}={params[key]}" for key in (*PARAMS, "day") if key in params)
    return f"{name}?{told}" if told else name


def split(name: str) -> tuple[str, dict[str, str]]:
    """The other way: ``organisations_inspected?kind=镇`` to its parts."""
    plain, _, told = name.partition("?")
    return plain, dict(parse_qsl(told))


def query_of(ask: Ask) -> str:
    """A question as an address carries it."""
    told = dict(ask.params)
    if ask.term is not None:
        told["term"] = str(ask.term.number)
    if not ask.is_today:
        told["day"] = ask.day.isoformat()
    return urlencode(told)

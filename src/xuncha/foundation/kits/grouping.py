"""Placing merged groups in a database: all that fit; what breaks a rule of the tables is held back
as a whole, for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from xuncha.foundation.kits import placing
from xuncha.foundation.kits.merging import Clash, Key, Outcome
from xuncha.foundation.kits.registry import kinds
from xuncha.foundation.kits.taking import Values

BROKEN = "并入以后不符合规定：{words}"
_LOOSE = "它引用的记录在这里没有了。"
_USED = "要删去的记录在这里还有别的记录引用。"


@dataclass
class Result:
    """What came of bringing one side into the other."""

    placing: placing.Placing
    planned: list[tuple[Key, Outcome]] = field(default_factory=list)
    failed: dict[Key, str] = field(default_factory=dict)
    base: dict[Key, Values] = field(default_factory=dict)
    known: set[Key] = field(default_factory=set)
    """What rows may point at, besides those that come in themselves."""

    @property
    def clashes(self) -> list[tuple[Key, Clash]]:
        """What a person must decide."""
        told = [(root, one) for root, outcome in self.planned if root not in self.failed
                for one in outcome.clashes]  # fmt: skip
        return told + [(root, Clash(None, why=why)) for root, why in sorted(self.failed.items())]

    @property
    def touched(self) -> list[tuple[Key, Outcome]]:
        """Groups of which something came in."""
        return [
            (root, one) for root, one in self.planned
            if root not in self.failed and (one.added or one.gone or one.changed)
        ]  # fmt: skip


class _AgainError(Exception):
    def __init__(self, root: Key, why: str) -> None:
        super().__init__(why)
        self.root, self.why = root, why


def place_groups(result: Result) -> None:
    """Put in what was merged, within the transaction that is open. Where one group breaks a rule of
    the tables, or points at one that does, it is held back and all others are tried again."""
    while True:
        result.placing.renumbered.clear()
        try:
            with transaction.atomic():
                _attempt(result)
        except _AgainError as held:
            result.failed[held.root] = held.why
        else:
            return


def _attempt(result: Result) -> None:
    left = [(root, one) for root, one in result.touched]
    known = result.known | {key for _, one in left for key in one.added}
    going = {key for _, one in left for key in one.gone}
    if not result.placing.incoming_yields:
        _park(left)
    for root, one in sorted(left, key=lambda each: each[0] in each[1].added):
        if why := _loose(one, known, going):
            raise _AgainError(root, why)
        try:
            with transaction.atomic():
                _place(result.placing, one)
        except IntegrityError as problem:
            raise _AgainError(root, _told(one, str(problem))) from problem


def _loose(one: Outcome, known: set[Key], going: set[Key]) -> str:
    for key, values in [*one.added.items(), *one.changed.items()]:
        if placing.dangling(key, values, known):
            return _LOOSE
    return _USED if any(placing.pointed_at(key, going) for key in one.gone) else ""


def _place(where: placing.Placing, one: Outcome) -> None:
    where.remove(one.gone)
    for key, values in one.changed.items():
        where.change(key, values | _reckoned(key, values, one.whole))
    where.add(one.added)


def _reckoned(key: Key, values: Values, whole: bool) -> Values:
    """Columns that follow from others, where those were merged one by one."""
    derives = kinds()[key[0]].derives
    if whole or not derives:
        return {}
    row = kinds()[key[0]].model._base_manager.filter(pk=key[1]).values().get() | values
    return {name: func(row) for name, func in derives.items()}


def _park(left: list[tuple[Key, Outcome]]) -> None:
    """Numbers that change step aside first, so that none meets another on its way."""
    aside = placing.PARKED
    for key, values in _changes(left):
        name = kinds()[key[0]].number
        if name and name in values:
            aside -= 1
            rows = kinds()[key[0]].model._base_manager.filter(pk=key[1])
            rows.update(**{name: str(aside) if isinstance(values[name], str) else aside})


def _changes(left: list[tuple[Key, Outcome]]) -> Iterator[tuple[Key, Values]]:
    for _, one in left:
        yield from one.changed.items()


def _told(one: Outcome, problem: str) -> str:
    """The sentence of the constraint that was broken, if the database names it."""
    labels = {key[0] for key in [*one.added, *one.changed]}
    for label in sorted(labels):
        for constraint in kinds()[label].model._meta.constraints:
            if constraint.name in problem:
                return BROKEN.format(words=constraint.violation_error_message)
    return BROKEN.format(words="和这里已有的记录重复，或者缺少必须有的内容。")

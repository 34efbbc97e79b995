"""Bringing two sites together: the rule itself, with no database and no word of the work.

Rows come in *groups*: a record with all that hangs on it. A group that neither side moved to
another state is merged field by field; one whose state moved is taken as a whole or not at all,
because signatures, digests and dates of a state belong together. What one side changed is taken,
what both changed alike is nothing, what both changed differently is a *clash* for a person: the
receiving side keeps its own until he has decided.

Where a package and an answer crossed on the way there are two ancestors, ``base`` and ``other``: a
value that stands for one of them on either side can't be judged and is left to a person too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, int]
"""Kind of a row and its number."""
Row = Mapping[str, Any]
Group = Mapping[Key, Row]

_GONE: Any = object()


@dataclass(frozen=True)
class Rules:
    """What the merging must know of kinds: columns that only count, columns that are reckoned
    from others, kinds that only grow, kinds with a state, whether a state may follow another."""

    counters: frozenset[str] = frozenset()
    derived: Mapping[str, frozenset[str]] = field(default_factory=dict)
    growing: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    may_follow: Callable[[str, str, str], bool] = lambda _kind, _before, _after: True


@dataclass(frozen=True, slots=True)
class Clash:
    """What both sides changed differently. ``field`` is empty where it is about a whole row, and
    ``key`` is None where it is about the whole group."""

    key: Key | None
    field: str = ""
    base: Any = None
    mine: Any = None
    theirs: Any = None
    why: str = ""


@dataclass
class Outcome:
    """What must be done here: rows to add, rows to take away, columns to set; and what clashes."""

    added: dict[Key, dict[str, Any]] = field(default_factory=dict)
    gone: list[Key] = field(default_factory=list)
    changed: dict[Key, dict[str, Any]] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    whole: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.gone or self.changed or self.clashes)


STATES_APART = "两边都办理过，办到的步骤不一样。"
NOT_A_STEP = "外出站点的状态不是按规定的步骤得来的。"
ONE_GONE = "一边删了，另一边改了。"


def merge(
    base: Group, mine: Group, theirs: Group, rules: Rules, other: Group | None = None
) -> Outcome:
    """What to do here with what another side made of a group, which both last had as ``base`` (and,
    where two packages crossed, as ``other``)."""
    old = [base] if other is None else [base, other]
    moved = any(_life(one, rules) != _life(known, rules) for one in (mine, theirs) for known in old)
    if moved and base:
        return _as_a_whole(old, mine, theirs, rules)
    return _by_field(old, mine, theirs, rules)


def _life(group: Group, rules: Rules) -> dict[Key, Any]:
    return {key: row.get("state") for key, row in group.items() if key[0] in rules.stated}


def _decide(old: Sequence[Any], mine: Any, theirs: Any) -> str:
    """``keep``, ``take`` or ``clash``."""
    if mine == theirs or all(theirs == one for one in old):
        return "keep"
    if all(mine == one for one in old):
        return "take"
    here, there = any(mine == one for one in old), any(theirs == one for one in old)
    if here == there:
        return "clash"
    return "take" if here else "keep"


def _as_a_whole(old: Sequence[Group], mine: Group, theirs: Group, rules: Rules) -> Outcome:
    here, there = _plain(mine, rules), _plain(theirs, rules)
    verdict = _decide([_plain(one, rules) for one in old], here, there)
    if verdict == "keep":
        return Outcome(added=_only_grown(mine, theirs, rules) if here == there else {})
    if verdict == "clash":
        return Outcome(clashes=[Clash(None, why=STATES_APART)], whole=True)
    if any(
        key in mine and not rules.may_follow(key[0], mine[key]["state"], state)
        for key, state in _life(theirs, rules).items()
    ):
        return Outcome(clashes=[Clash(None, why=NOT_A_STEP)], whole=True)
    return replace(mine, theirs, rules)


def replace(mine: Group, theirs: Group, rules: Rules) -> Outcome:
    """Make the group what it is on the other side; what only grows keeps what it has."""
    done = Outcome(whole=True)
    for key, row in theirs.items():
        if key not in mine:
            done.added[key] = dict(row)
        elif key[0] not in rules.growing and (new := _differing(mine[key], row, rules)):
            done.changed[key] = new
    done.gone = [key for key in mine if key not in theirs and key[0] not in rules.growing]
    return done


def _differing(mine: Row, theirs: Row, rules: Rules) -> dict[str, Any]:
    new = {
        name: value for name, value in theirs.items()
        if name not in rules.counters and mine.get(name) != value
    }  # fmt: skip
    return new | _counted(mine, theirs, rules) if new else {}


def _counted(mine: Row, theirs: Row, rules: Rules) -> dict[str, Any]:
    """A counter never falls, and rises with every change that came in."""
    told = {name for name in rules.counters if name in theirs}
    return {name: max(mine.get(name, 0) + 1, theirs[name]) for name in told}


def _only_grown(mine: Group, theirs: Group, rules: Rules) -> dict[Key, dict[str, Any]]:
    return {
        key: dict(row) for key, row in theirs.items() if key[0] in rules.growing and key not in mine
    }


def _plain(group: Group, rules: Rules) -> dict[Key, dict[str, Any]]:
    """What counts when groups are compared."""
    return {
        key: {name: value for name, value in row.items() if name not in rules.counters}
        for key, row in group.items() if key[0] not in rules.growing
    }  # fmt: skip


def _by_field(old: Sequence[Group], mine: Group, theirs: Group, rules: Rules) -> Outcome:
    done = Outcome(added=_only_grown(mine, theirs, rules))
    for key in sorted(set(theirs).union(*old)):
        if key[0] in rules.growing:
            continue
        row, other = mine.get(key), theirs.get(key)
        if row is None or other is None:
            _row(done, key, old, row, other, rules)
        elif new := _fields(done, key, old, row, other, rules):
            done.changed[key] = new | _counted(row, other, rules)
    return done


def _row(
    done: Outcome, key: Key, old: Sequence[Group], mine: Row | None, theirs: Row | None,
    rules: Rules,
) -> None:  # fmt: skip
    """A row that one side has and the other has not."""
    before = [_bare(one.get(key), rules) for one in old]
    verdict = _decide(before, _bare(mine, rules), _bare(theirs, rules))
    if verdict == "take":
        if theirs is not None:
            done.added[key] = dict(theirs)
        else:
            done.gone.append(key)
    elif verdict == "clash":
        done.clashes.append(Clash(key, "", old[0].get(key), mine, theirs, ONE_GONE))


def _bare(row: Row | None, rules: Rules) -> Any:
    if row is None:
        return None
    return {name: value for name, value in row.items() if name not in rules.counters}


def _fields(
    done: Outcome, key: Key, old: Sequence[Group], mine: Row, theirs: Row, rules: Rules
) -> dict[str, Any]:
    rows = [one.get(key, {}) for one in old]
    reckoned = rules.counters | rules.derived.get(key[0], frozenset())
    new = {}
    for name, value in theirs.items():
        if name in reckoned:
            continue
        verdict = _decide([row.get(name, _GONE) for row in rows], mine.get(name, _GONE), value)
        if verdict == "take":
            new[name] = value
        elif verdict == "clash":
            done.clashes.append(Clash(key, name, rows[0].get(name), mine.get(name), value))
    return new


def changed_groups(
    before: Mapping[Key, Group], now: Mapping[Key, Group], rules: Rules
) -> list[tuple[Key, Group, Group]]:
    """Groups of which anything is new, by their first row: as they were and as they are."""
    found = []
    for root in sorted({*before, *now}):
        old, new = before.get(root, {}), now.get(root, {})
        if _told(old, rules) != _told(new, rules):
            found.append((root, old, new))
    return found


def _told(group: Group, rules: Rules) -> dict[Key, Any]:
    return {key: _bare(row, rules) for key, row in group.items()}


def next_base(base: Group, theirs: Group, outcome: Outcome) -> dict[Key, dict[str, Any]]:
    """What the receiver may count as known to both after he merged ``theirs``: all of it, but for
    what clashed, where the old ancestor stands until somebody has decided."""
    if any(one.key is None for one in outcome.clashes):
        return {key: dict(row) for key, row in base.items()}
    kept = {key: dict(row) for key, row in theirs.items()}
    for one in outcome.clashes:
        assert one.key is not None
        if not one.field:
            kept.pop(one.key, None)
            if one.key in base:
                kept[one.key] = dict(base[one.key])
        elif one.field in base.get(one.key, {}):
            kept[one.key][one.field] = base[one.key][one.field]
    return kept

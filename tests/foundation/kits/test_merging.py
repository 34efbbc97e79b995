"""Three machines and an office, edits in any order, packages that cross and get lost: in the end
all hold the same, and nothing that anybody wrote is gone without somebody having decided it."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from xuncha.foundation.kits import ancestry, merging
from xuncha.foundation.kits.merging import Clash, Key, Outcome, Rules

Rows = dict[Key, dict[str, Any]]
RULES = Rules(
    counters=frozenset({"version"}), growing=frozenset({"step"}), stated=frozenset({"talk"}),
    may_follow=lambda _kind, before, after: after >= before,
)  # fmt: skip
MACHINES = 3


def groups(rows: Rows) -> dict[Key, Rows]:
    """A part or a step hangs on the document that it names."""
    found: dict[Key, Rows] = {}
    for key, row in rows.items():
        found.setdefault(("doc", row["of"]) if "of" in row else key, {})[key] = row
    return found


def place(rows: Rows, outcome: Outcome) -> None:
    for key in outcome.gone:
        del rows[key]
    for key, values in outcome.changed.items():
        rows[key] |= values
    rows.update(copy.deepcopy(outcome.added))


@dataclass
class Machine:
    rows: Rows
    base: Rows
    number: int = 1
    follows: int = 0
    told: list[ancestry.Told] = field(default_factory=list)
    fresh: int = 0


@dataclass
class Sent:
    number: int
    follows: int
    rows: Rows


@dataclass
class Back:
    number: int
    answers: int
    groups: list[tuple[Key, Rows, Rows]]


@dataclass
class Office:
    rows: Rows
    sent: dict[int, list[Sent]] = field(default_factory=dict)
    merged: dict[int, ancestry.Told] = field(default_factory=dict)
    clashes: dict[tuple[int, Key, str], tuple[Key, Clash, Rows]] = field(default_factory=dict)

    def send(self, to: int) -> Sent:
        told = self.merged.get(to)
        every = self.sent.setdefault(to, [])
        every.append(
            Sent(len(every) + 1, told.number if told else 0, copy.deepcopy(self.rows))
        )  # fmt: skip
        return every[-1]

    def merge(self, who: int, back: Back) -> None:
        last = self.merged.get(who)
        assert last is None or back.number > last.number
        sent = self.sent[who][back.answers - 1]
        mine = groups(self.rows)
        for root, old, new in back.groups:
            base, other = ancestry.at_office(root, old, (sent.number, sent.follows), last)
            outcome = merging.merge(base, mine.get(root, {}), new, RULES, other)
            place(self.rows, outcome)
            for one in outcome.clashes:
                self.clashes[who, one.key or root, one.field] = (root, one, new)
        told = {root: new for root, _, new in back.groups}
        self.merged[who] = ancestry.Told(back.number, back.answers, copy.deepcopy(told))

    def settle(self) -> None:
        """By a rule that anybody would follow the same way: the larger value, the further state;
        what was taken away stays away."""
        for root, one, new in self.clashes.values():
            mine = groups(self.rows).get(root, {})
            if one.key is None:
                if _rank(new, root) > _rank(mine, root):
                    place(self.rows, merging.replace(mine, new, RULES))
            elif one.field:
                row = self.rows.get(one.key)
                if row is not None:
                    row[one.field] = max(row[one.field], one.theirs)
            else:
                self.rows.pop(one.key, None)
        self.clashes.clear()


def _rank(group: Rows, root: Key) -> tuple[int, int]:
    row = group.get(root, {"state": -1, "sign": -1})
    return row["state"], row["sign"]


def take_in(machine: Machine, sent: Sent) -> None:
    if sent.number <= machine.number:
        return  # an older package is refused
    told = next((one for one in machine.told if one.number == sent.follows), None)
    base, other = ancestry.in_field(
        groups(machine.base), (machine.number, machine.follows), sent.follows, told
    )
    theirs, mine = groups(sent.rows), groups(machine.rows)
    kept: Rows = {}
    for root in sorted({*base, *theirs}):
        before, now = base.get(root, {}), theirs.get(root, {})
        crossed = other.get(root, {}) if other is not None else None
        outcome = merging.merge(before, mine.get(root, {}), now, RULES, crossed)
        place(machine.rows, outcome)
        kept.update(copy.deepcopy(merging.next_base(before, now, outcome)))
    machine.base, machine.number, machine.follows = kept, sent.number, sent.follows


def bring_back(machine: Machine) -> Back:
    last = machine.told[-1] if machine.told else None
    now = groups(machine.rows)
    found = ancestry.to_bring(groups(machine.base), now, RULES, last, machine.number)
    number = (last.number if last else machine.follows) + 1
    machine.told.append(ancestry.Told(number, machine.number, copy.deepcopy(now)))
    return Back(number, machine.number, copy.deepcopy(found))


def edit(machine: Machine, who: int, act: tuple[Any, ...]) -> None:
    """Whoever edits never lowers what he sees; so the end is the same in whatever order."""
    kind, number, *rest = act
    row = machine.rows.get((kind, number))
    if kind == "new":
        machine.fresh += 1
        pk = (who + 1) * 1000 + machine.fresh
        machine.rows["part", pk] = {"of": rest[0], "a": number, "version": 1}
        machine.rows["step", pk] = {"of": rest[0], "a": number}
    elif row is None:
        return
    elif kind == "part" and rest == ["gone"]:
        del machine.rows[kind, number]
    elif kind == "talk":
        if (row["state"], row["sign"]) < tuple(rest):
            row["state"], row["sign"] = rest
    else:
        name, value = rest
        row[name] = max(row[name], value)
        row["version"] += 1


EDITS: list[tuple[int, tuple[Any, ...]]] = [
    *((who, ("doc", doc, name, 10 * doc + 3 * who + place))
      for who in range(MACHINES) for doc in (1, 2) for place, name in enumerate("ab")),
    *((who, ("new", 100 + who, 1 + who % 2)) for who in range(MACHINES)),
    (0, ("part", 1, "gone")), (1, ("part", 1, "a", 9)), (2, ("part", 2, "a", 7)),
    (1, ("part", 2, "a", 8)), (2, ("doc", 3, "a", 77)),
    (0, ("talk", 1, 1, 10)), (1, ("talk", 1, 2, 11)), (2, ("talk", 1, 1, 12)),
    (2, ("talk", 2, 1, 5)),
]  # fmt: skip
START: Rows = {
    **{("doc", pk): {"a": 1, "b": 1, "version": 1} for pk in (1, 2, 3)},
    **{("part", pk): {"of": pk, "a": 0, "version": 1} for pk in (1, 2)},
    **{("talk", pk): {"state": 0, "sign": 0, "version": 1} for pk in (1, 2)},
}


def play(seed: int) -> list[Rows]:
    """One schedule: what stands on every site at the end."""
    dice = random.Random(seed)
    office = Office(copy.deepcopy(START))
    machines = []
    for who in range(MACHINES):
        sent = office.send(who)
        machines.append(Machine(copy.deepcopy(sent.rows), copy.deepcopy(sent.rows)))
    edits = {who: [act for whose, act in EDITS if whose == who] for who in range(MACHINES)}
    for acts in edits.values():
        dice.shuffle(acts)
    under_way: list[tuple[int, Sent | Back]] = []
    for _ in range(60):
        who = dice.randrange(MACHINES)
        what = dice.choice(["edit", "edit", "send", "back", "arrive", "arrive", "settle", "lose"])
        if what == "edit" and edits[who]:
            edit(machines[who], who, edits[who].pop())
        elif what == "send":
            under_way.append((who, office.send(who)))
        elif what == "back":
            under_way.append((who, bring_back(machines[who])))
        elif what in {"arrive", "lose"} and under_way:
            whose, package = under_way.pop(dice.randrange(len(under_way)))
            if what == "arrive":
                _arrive(office, machines, whose, package)
        elif what == "settle":
            office.settle()
    for who, acts in edits.items():
        for act in acts:
            edit(machines[who], who, act)
    _bring_home(office, machines)
    return [office.rows, *(one.rows for one in machines)]


def _arrive(office: Office, machines: list[Machine], who: int, package: Sent | Back) -> None:
    if isinstance(package, Sent):
        take_in(machines[who], package)
        return
    last = office.merged.get(who)
    if last is None or package.number > last.number:  # an older one is refused
        office.merge(who, package)


def _bring_home(office: Office, machines: list[Machine]) -> None:
    for _ in range(4):
        for who, machine in enumerate(machines):
            office.merge(who, bring_back(machine))
        office.settle()
        for who, machine in enumerate(machines):
            take_in(machine, office.send(who))


def without_versions(rows: Rows) -> Rows:
    return {
        key: {name: value for name, value in row.items() if name != "version"}
        for key, row in rows.items()
    }


def expected() -> Rows:
    """What all edits together make of the start."""
    rows = without_versions(START)
    for who, (kind, number, *rest) in EDITS:
        if kind == "new":
            rows["part", (who + 1) * 1000 + 1] = {"of": rest[0], "a": number}
            rows["step", (who + 1) * 1000 + 1] = {"of": rest[0], "a": number}
        elif kind == "talk":
            row = rows[kind, number]
            row["state"], row["sign"] = max((row["state"], row["sign"]), tuple(rest))
        elif rest != ["gone"]:
            rows[kind, number][rest[0]] = max(rows[kind, number][rest[0]], rest[1])
    del rows["part", 1]
    return rows


WANTED = expected()


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_every_schedule_ends_in_the_same_data(first: int) -> None:
    for seed in range(first, first + 50):
        for rows in play(seed):
            assert without_versions(rows) == WANTED, seed


def test_the_schedules_do_clash_and_cross() -> None:
    """Else they would prove little."""
    whole = by_field = crossed = 0
    real = merging.merge

    def spy(*args: Any) -> Outcome:
        nonlocal whole, by_field, crossed
        outcome = real(*args)
        crossed += len(args) > 4 and args[4] is not None
        whole += any(one.key is None for one in outcome.clashes)
        by_field += any(one.field for one in outcome.clashes)
        return outcome

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "merge", spy)
        for seed in range(40):
            play(seed)
    assert min(whole, by_field, crossed) > 10


DOC: Key = ("doc", 1)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "changed", "clashes"),
    [
        (1, 1, 2, {"a": 2}, 0),
        (1, 2, 1, {}, 0),
        (1, 2, 2, {}, 0),
        (1, 2, 3, {}, 1),
    ],
)
def test_one_column(
    base: int, mine: int, theirs: int, changed: dict[str, int], clashes: int
) -> None:
    outcome = merging.merge(
        {DOC: {"a": base}}, {DOC: {"a": mine}}, {DOC: {"a": theirs}}, RULES
    )  # fmt: skip
    assert outcome.changed.get(DOC, {}) == changed
    assert len(outcome.clashes) == clashes


def test_a_record_whose_state_moved_is_taken_as_a_whole_or_asked() -> None:
    """A signature must not meet words that were changed on the other side meanwhile."""
    talk, words = ("talk", 1), ("part", 1)
    base: Rows = {talk: {"state": 0, "sign": 0}, words: {"a": 1}}
    signed: Rows = {talk: {"state": 1, "sign": 7}, words: {"a": 1}}
    rewritten: Rows = {talk: {"state": 0, "sign": 0}, words: {"a": 2}}
    assert merging.merge(base, base, signed, RULES).changed == {talk: {"state": 1, "sign": 7}}
    for mine, theirs in ((rewritten, signed), (signed, rewritten)):
        outcome = merging.merge(base, mine, theirs, RULES)
        assert [one.key for one in outcome.clashes] == [None]
        assert not outcome.changed


def test_a_state_that_no_step_leads_to_is_asked() -> None:
    talk = ("talk", 1)
    base: Rows = {talk: {"state": 2, "sign": 0}}
    outcome = merging.merge(base, base, {talk: {"state": 1, "sign": 9}}, RULES)
    assert [one.why for one in outcome.clashes] == [merging.NOT_A_STEP]

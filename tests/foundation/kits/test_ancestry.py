"""Returns that tell more than once, and packages that cross."""

from __future__ import annotations

from xuncha.foundation.kits import ancestry, merging
from xuncha.foundation.kits.ancestry import Told
from xuncha.foundation.kits.merging import Rules

DOC = ("doc", 1)
RULES = Rules()


def group(value: int) -> dict[merging.Key, dict[str, int]]:
    return {DOC: {"a": value}}


def test_a_second_return_of_the_same_outing_does_not_clash_with_the_first() -> None:
    """The office already took 2; the machine goes on to 3 without having been home."""
    base, other = ancestry.at_office(DOC, group(1), (1, 0), Told(1, 1, {DOC: group(2)}))
    outcome = merging.merge(base, group(2), group(3), RULES, other)
    assert outcome.changed == {DOC: {"a": 3}}
    assert not outcome.clashes


def test_what_is_put_back_out_there_is_put_back_at_the_office() -> None:
    """1 → 2 was brought back; then the machine returns to 1, which equals what it was given."""
    found = ancestry.to_bring(
        {DOC: group(1)}, {DOC: group(1)}, RULES, Told(1, 1, {DOC: group(2)}), 1
    )
    assert [root for root, _, _ in found] == [DOC]
    base, other = ancestry.at_office(DOC, group(1), (1, 0), Told(1, 1, {DOC: group(2)}))
    outcome = merging.merge(base, group(2), group(1), RULES, other)
    assert outcome.changed == {DOC: {"a": 1}}


def test_a_package_that_knows_of_the_return_needs_no_second_ancestor() -> None:
    told = Told(1, 1, {DOC: group(2)})
    assert ancestry.at_office(DOC, group(5), (2, 1), told) == (group(5), None)


def test_where_packages_crossed_a_value_of_either_is_asked() -> None:
    """The package said 1, the return said 2, and neither side is where both were."""
    base, other = ancestry.at_office(DOC, group(1), (2, 0), Told(1, 1, {DOC: group(2)}))
    assert other == group(2)
    assert merging.merge(base, group(2), group(1), RULES, other).clashes
    assert merging.merge(base, group(2), group(3), RULES, other).changed == {DOC: {"a": 3}}
    assert merging.merge(base, group(7), group(2), RULES, other).is_nothing


def test_the_field_reckons_from_its_own_last_return() -> None:
    """Else its own words, that come home changed by nobody, would be asked about again."""
    base = {DOC: group(1)}
    told = Told(1, 1, {DOC: group(2)})
    assert ancestry.in_field(base, (1, 0), 1, told) == (told.groups, None)
    assert ancestry.in_field(base, (2, 0), 1, told) == (base, told.groups)
    assert ancestry.in_field(base, (2, 1), 1, told) == (base, None)
    assert ancestry.in_field(base, (1, 0), 0, None) == (base, None)


def test_a_clash_stays_a_clash_until_somebody_decides() -> None:
    outcome = merging.merge(group(1), group(3), group(2), RULES)
    assert merging.next_base(group(1), group(2), outcome) == group(1)

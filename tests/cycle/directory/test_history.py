"""The pure part: lines, trees and circles from rows."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from xuncha.cycle.directory.history import (
    Lineage,
    Node,
    Step,
    closes_circle,
    grow,
    is_there,
)


def day(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def test_a_line_leaves_neighbours_out() -> None:
    """Who left a neighbour before it merged is no relation."""
    steps = [Step(1, 9, day(2010), False), Step(1, 3, day(2015), True), Step(2, 3, day(2015), True)]
    lineage = Lineage.of([*steps, Step(3, 4, day(2020), True)])
    assert lineage.line(4).predecessors == {1, 2, 3}
    assert lineage.line(9).predecessors == {1}
    assert lineage.line(9).successors == frozenset()
    assert lineage.line(1).successors == {9, 3, 4}


def test_a_line_that_runs_in_a_circle_ends() -> None:
    lineage = Lineage.of([Step(1, 2, day(2010), True), Step(2, 1, day(2010), False)])
    assert lineage.line(1).successors == {1, 2}


def test_days_of_a_life() -> None:
    assert is_there(None, None, day(2020))
    assert is_there(day(2020), day(2021), day(2020))
    assert not is_there(day(2020), day(2021), day(2021))
    assert not is_there(day(2020), None, day(2019))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=13))
def test_every_node_stands_in_the_tree_once_whatever_the_parents(parents: list[int]) -> None:
    nodes = [
        Node(at, f"{at:02}", "", "", "town", parent if parent < len(parents) else None)
        for at, parent in enumerate(parents)
    ]
    roots = grow(nodes)
    seen = [node.id for root in roots for _, node in root.walk()]
    assert sorted(seen) == list(range(len(parents)))
    assert sum(1 + root.total for root in roots) == len(parents)


def test_a_circle_is_seen_before_it_closes() -> None:
    assert closes_circle({1: None, 2: 1, 3: 2}, 1, 3)
    assert closes_circle({1: None}, 1, 1)
    assert not closes_circle({1: None, 2: 1, 3: 2}, 3, 1)

"""Labelled papers written in another habit are read as well as they were."""

from __future__ import annotations

from pathlib import Path

from benchmarks.read.mutations import scores

CASES = Path(__file__).parents[4] / "benchmarks" / "read" / "cases"


def test_findings_are_read_whatever_the_habit_of_writing() -> None:
    by_habit = scores([CASES])

    assert len(by_habit) > 10
    assert min(by_habit.values()) > 0.94, by_habit
    assert by_habit["原样"] > 0.98

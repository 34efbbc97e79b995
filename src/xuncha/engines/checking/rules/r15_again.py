"""R15 屡改屡犯: the same unit and the same matter stand in an earlier ledger as done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha.engines.checking.answering import Told, likeness, told
from xuncha.engines.checking.context import RowView, Run, Unit
from xuncha.engines.checking.matter_words import kinship
from xuncha.engines.checking.matters import finding_cell, groups
from xuncha.engines.checking.report import Other, Severity
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.checking.units import same_unit
from xuncha.engines.reading.records import Claim, Field

CODE = "R15"
_SETTLED = frozenset({Claim.DONE, Claim.BASICALLY_DONE})
_SECOND = 0.75
"""How nearly as alike a finding must be to an earlier one that another finding repeats better."""


def _run(run: Run) -> Iterator[RowSignal]:
    firsts = [rows[0] for rows in groups(run) if rows[0].matter]
    for unit in run.checked:
        mine = [view for view in firsts if view.unit_at == unit.at]
        for other in run.against:
            if not _is_same(run, unit, other):
                yield from _again(run, mine, _settled(run, unit, other), other)


def _is_same(run: Run, unit: Unit, other: Unit) -> bool:
    """Another state of this very ledger proves nothing."""
    return (unit.at, other.at) in run.states


def _settled(run: Run, unit: Unit, other: Unit) -> list[RowView]:
    """What the earlier ledger says this unit has settled: the row's own unit decides. The only
    ledger to compare with that names no unit is the one checked ledger's own from before."""
    nameless = [one for one in run.against if one.names_none]
    is_own = len(run.checked) == 1 and nameless == [other]
    return [
        view
        for view in other.views
        if view.matter and view.claim in _SETTLED
        and (is_own or same_unit(unit.ledger.unit, other.ledger.unit_of(view.row)))
    ]  # fmt: skip


def _again(
    run: Run, mine: list[RowView], settled: list[RowView], other: Unit
) -> Iterator[RowSignal]:
    scores = _scores(mine, settled)
    for at, row in sorted(_repeated(scores, run.number(CODE, "likeness"))):
        old = settled[row]
        text = old.text(Field.PROBLEM) or old.text(Field.FINDING)
        yield RowSignal(
            mine[at],
            f"本单位以前的台账 {other.ledger.file} 第{old.row.row}行有同一问题，"
            "当时已经销号，这次又出现",
            finding_cell(mine[at]),
            Other(other.ledger.file, old.row.row, 0, len(text), other.sheet_name(old)),
        )


def _repeated(scores: dict[tuple[int, int], float], least: float) -> list[tuple[int, int]]:
    """For each finding the earlier one that it repeats. What another finding repeats much better is
    taken: matters of one kind resemble each other."""
    best: dict[int, tuple[float, int]] = {}
    for (at, row), score in scores.items():
        if score >= least and score > best.get(at, (0.0, 0))[0]:
            best[at] = (score, row)
    leading: dict[int, float] = {}
    for score, row in best.values():
        leading[row] = max(score, leading.get(row, 0.0))
    return [(at, row) for at, (score, row) in best.items() if score >= _SECOND * leading[row]]


def _scores(mine: list[RowView], settled: list[RowView]) -> dict[tuple[int, int], float]:
    """How alike, half by the finding alone, half with the measure: other words for one matter
    often lead to the same things in the measure. A copied measure alone proves no same matter. What
    both are about and what is wrong with it counts besides, in whatever words."""
    scores: dict[tuple[int, int], float] = {}
    for with_measure in (False, True):
        asked = [_told(view, at, with_measure) for at, view in enumerate(mine)]
        rows = [_told(view, at, with_measure) for at, view in enumerate(settled)]
        for at, row, score in likeness(asked, rows):
            alone = scores.get((at, row), 0.0)
            scores[at, row] = alone + (min(score / 2, 2 * alone) if with_measure else score / 2)
    return {
        (at, row): scores.get((at, row), 0.0) + gained
        for at, one in enumerate(mine)
        for row, other in enumerate(settled)
        if (gained := kinship(one.finding, other.finding)) or (at, row) in scores
    }


def _told(view: RowView, at: int, with_measure: bool) -> Told:
    """Without figures: sums and counts differ from round to round, or agree by chance."""
    whole = told("", view.finding + (view.measure if with_measure else ""), at)
    kept = (one for one in whole.features if one[0] != "#" and not re.search(r"\d", one))
    return Told("", frozenset(kept), at)


RULE = Rule(
    code=CODE,
    name="屡改屡犯",
    severity=Severity.HIGH,
    params={"likeness": Param(0.18, "与以前的问题几分相像算同一问题", 0, 1)},
    rows=_run,
)

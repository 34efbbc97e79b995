"""D04 数字对不上: a finding's amount and numbers against the rows of its working papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xuncha.engines.drafting.comparing import stands_in
from xuncha.engines.drafting.draft import Draft, Row
from xuncha.engines.drafting.figures import MONEY, Figure, figures_of
from xuncha.engines.drafting.report import Hint
from xuncha.engines.drafting.rules.d04_figures import CODE
from xuncha.engines.drafting.sentences import held
from xuncha.engines.drafting.settings import NAMES

_SAME_MATTER = 0.5
"""How much of the words of two numbers must be the same before they are held side by side."""
_HALF = Decimal("0.5")


def run(draft: Draft, papers: Sequence[Draft]) -> Iterator[Hint]:
    """The amount, then each number, that no row of a paper bears, alone or added up."""
    if told := _amount(draft, papers):
        yield told
    for own in draft.rows:
        if own.quantity is not None and own.unit and (told := _number(own, papers)):
            yield told


def _amount(draft: Draft, papers: Sequence[Draft]) -> Hint | None:
    sums = _figures(papers, MONEY)
    if not draft.amount or not sums:
        return None
    own = Figure(draft.amount, MONEY, 0, 0, _HALF)
    total = sum((one.value for one in sums), Decimal(0))
    if stands_in(own, sums) or abs(total - own.value) <= _HALF:
        return None
    what = "合计" if len(sums) > 1 else "写的"
    return Hint(
        CODE, NAMES[CODE],
        f"“涉及金额”填的是{_shown(draft.amount)}元，底稿（{_names(papers, MONEY)}）的事实"
        f"{what}是{_shown(total)}元，请核对。",
    )  # fmt: skip


def _number(own: Row, papers: Sequence[Draft]) -> Hint | None:
    """One number of the finding that a row about the same tells otherwise."""
    assert own.quantity is not None
    mine = Figure(own.quantity, own.unit, 0, 0)
    if stands_in(mine, _figures(papers, own.unit)):
        return None
    near = [
        (held(own.text, row.text), at, paper, row)
        for at, paper in enumerate(papers)
        for row in paper.rows
        if _of_row(row, own.unit)
    ]
    if not near:
        return None
    score, _, paper, row = max(near, key=lambda one: (one[0], -one[1]))
    if score < _SAME_MATTER:
        return None
    theirs = _of_row(row, own.unit)[0]
    return Hint(
        CODE, NAMES[CODE],
        f"“{own.text}”填的是{_shown(own.quantity)}{own.unit}，底稿（{paper.no}）的事实写的是"
        f"{_shown(theirs.value)}{own.unit}，请核对。",
    )  # fmt: skip


def _figures(papers: Sequence[Draft], unit: str) -> tuple[Figure, ...]:
    return tuple(one for paper in papers for row in paper.rows for one in _of_row(row, unit))


def _of_row(row: Row, unit: str) -> list[Figure]:
    """The figures of a row in a unit: as told in its fields, else in its words."""
    field = row.amount if unit == MONEY else row.quantity if row.unit == unit else None
    if field is not None:
        return [Figure(field, unit, 0, 0, _HALF if unit == MONEY else Decimal(0))]
    return [one for one in figures_of(row.text) if one.unit == unit]


def _names(papers: Sequence[Draft], unit: str) -> str:
    return "、".join(one.no for one in papers if _figures([one], unit))


def _shown(value: Decimal) -> str:
    return f"{value.normalize():,f}"

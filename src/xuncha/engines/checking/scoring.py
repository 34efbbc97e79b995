"""How doubtful a ledger is, and which rows to look at on the spot."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from xuncha.engines.checking.context import RowView, Unit
from xuncha.engines.checking.report import Sampled, Severity, Signal
from xuncha.engines.checking.sampling import drawn
from xuncha.engines.checking.settings import Settings


def score(signals: Sequence[Sequence[Signal]], rows: int, missing: int, settings: Settings) -> int:
    """0 (nothing signalled) to 100: the mean doubt of all rows and findings left out.

    A row's doubt is the sum of its signals' points (high 60, medium 30, low 10), at most 100; a
    finding without a row counts as one row with 100. Rounded up, so that any signal shows.
    """
    total = rows + missing
    if total == 0:
        return 0
    points = {
        Severity.HIGH: settings.number("score", "high"),
        Severity.MEDIUM: settings.number("score", "medium"),
        Severity.LOW: settings.number("score", "low"),
    }
    doubt = sum(min(100.0, sum(points[one.severity] for one in row)) for row in signals)
    return min(100, math.ceil((doubt + 100 * missing) / total))


def sample(
    unit: Unit, signals: Mapping[int, Sequence[Signal]], settings: Settings
) -> tuple[Sampled, ...]:
    """The risky rows (a signal of high severity, or two signals) and a share of the rest.

    The share is drawn by a seeded hash of file, sheet and row: the same ledger gives the same
    rows. ``signals`` is by position among the unit's rows.
    """
    marks = [_mark(unit, view) for view in unit.views]
    risky = {at for at, told in signals.items() if _is_risky(told)}
    share = settings.number("sample", "share")
    seed = settings.number("sample", "seed")
    chosen = drawn(marks, {marks[at] for at in risky}, share=share, seed=seed)
    return tuple(
        Sampled(view.row.row, unit.sheet_name(view), _why(signals.get(at, ()), at in risky, share))
        for at, view in enumerate(unit.views)
        if at in risky or marks[at] in chosen
    )


def _is_risky(told: Sequence[Signal]) -> bool:
    return len(told) > 1 or any(one.severity is Severity.HIGH for one in told)


def _why(told: Sequence[Signal], is_risky: bool, share: float) -> str:
    if is_risky:
        return "有提示：" + "、".join(f"{one.name}（{one.code}）" for one in told)
    return f"随机抽取（其余各行的{share:.0%}）"


def _mark(unit: Unit, view: RowView) -> str:
    return f"{unit.ledger.file}|{view.row.sheet}|{view.row.row}"

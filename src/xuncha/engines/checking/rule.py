"""What a rule is: a code, a name, its settings and one function over the prepared run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xuncha.engines.checking.report import Missing, Other, Severity, Span, Total

if TYPE_CHECKING:
    from xuncha.engines.checking.context import RowView, Run, Unit

Value = float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Param:
    """One setting: its default, what it means, and the limits of a number."""

    default: Value
    label: str
    low: float = 0
    high: float = 1_000_000


@dataclass(frozen=True, slots=True)
class RowSignal:
    """What a rule says about one row; ``severity`` only where it differs from the rule's own."""

    view: RowView
    reason: str
    spans: tuple[Span, ...] = ()
    other: Other | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule looks at the whole run (``rows``) or at one unit (``missing``, ``totals``)."""

    code: str
    name: str
    severity: Severity
    params: Mapping[str, Param] = field(default_factory=dict)
    rows: Callable[[Run], Iterable[RowSignal]] | None = None
    missing: Callable[[Run, Unit], Iterable[Missing]] | None = None
    totals: Callable[[Run, Unit], Iterable[Total]] | None = None

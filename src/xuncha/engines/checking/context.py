"""The run as rules see it: rows with their claim, their texts and the block they stand in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import bare
from xuncha.engines.checking.reads import days_in, latest_date, row_claim, says_only_state
from xuncha.engines.checking.report import Span
from xuncha.engines.checking.units import same_unit
from xuncha.engines.reading.records import (
    Claim,
    Feedback,
    Field,
    Ledger,
    LedgerRow,
    LedgerSheet,
    Proofs,
    ReportPaper,
)

if TYPE_CHECKING:
    from xuncha.engines.checking.settings import Settings

Block = tuple[int, str, int]
_ROUNDS_APART = 150  # days between one round and the next over the same unit, at the least


@dataclass(frozen=True, slots=True)
class RowView:
    """One row with what every rule asks of it. ``unit_at`` tells which ledger of the run."""

    unit_at: int
    sheet: LedgerSheet
    row: LedgerRow
    claim: Claim
    finding: str
    """What this row answers: its own 具体问题, else the 反馈问题."""
    matter: str
    """``finding`` for comparing."""
    progress: str
    """The progress text, "" where the cell only tells a state."""
    progress_field: Field
    """Where the progress stands: 整改进展, or 整改状态 in a sheet that has no column for it."""

    @property
    def told(self) -> str:
        """All that the row says is wrong: the finding and, in its own cell, what it consists of."""
        whole = self.row.finding
        return self.finding if self.finding in whole or not whole else f"{whole}。{self.finding}"

    @property
    def measure(self) -> str:
        return self.row.text(Field.MEASURE)

    @property
    def progress_so_far(self) -> str:
        """The progress with what earlier columns tell of it; places hold for ``progress`` only."""
        texts, cell = [self.progress], self.row.cell(self.progress_field).earlier
        while cell is not None:
            texts.append(cell.text)
            cell = cell.earlier
        return "\n".join(text for text in texts if text)

    @property
    def block(self) -> Block:
        return (self.unit_at, self.row.sheet, self.row.block_row)

    @property
    def is_done(self) -> bool:
        return self.claim is Claim.DONE

    @property
    def is_open(self) -> bool:
        return self.claim in (Claim.IN_PROGRESS, Claim.NOT_DONE)

    def text(self, name: Field) -> str:
        return self.row.text(name)

    def whole(self, name: Field) -> tuple[Span, ...]:
        """A span over the whole stored text; none for number, date and empty cells."""
        text = self.text(name)
        return (Span(name.value, 0, len(text)),) if text else ()


@dataclass(frozen=True)
class Unit:
    """One ledger of the run. ``at`` counts the checked ones first, then those to compare with."""

    at: int
    ledger: Ledger
    views: tuple[RowView, ...]
    is_checked: bool
    as_of: dt.date | None

    @cached_property
    def matters(self) -> frozenset[str]:
        return frozenset(view.matter for view in self.views if view.matter)

    @cached_property
    def names_none(self) -> bool:
        """Whether neither the file nor any of its rows tells whose ledger it is."""
        return not any(self.ledger.unit_of(view.row) for view in self.views)

    @cached_property
    def has_sheets(self) -> bool:
        """Whether several sheets are ledgers, so that a row number needs its sheet."""
        return len([sheet for sheet in self.ledger.sheets if sheet.rows]) > 1

    def sheet_name(self, view: RowView) -> str | None:
        return view.row.sheet if self.has_sheets else None

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """First and last day of the deadlines and completions; empty where it tells none."""
        year = self.ledger.feedback_on.year if self.ledger.feedback_on else self.ledger.year
        told = [
            day
            for view in self.views
            for name in (Field.DUE, Field.DONE_ON)
            for day in days_in(view.row.cell(name), year)
        ]
        return (min(told), max(told)) if told else ()

    def is_state_of(self, other: Unit) -> bool:
        """Whether this is another state of the same ledger: same unit, mostly the same findings,
        and no round apart."""
        if self.at == other.at or not self._may_be_of(other):
            return False
        shared = len(self.matters & other.matters)
        if not shared or shared * 2 < min(len(self.matters), len(other.matters)):
            return False
        return not (self._is_before(other) or other._is_before(self))

    def _may_be_of(self, other: Unit) -> bool:
        """Of one unit by their names; a ledger that names none may be any unit's."""
        one, two = self.ledger.unit, other.ledger.unit
        is_same = bare(one) == bare(two) or same_unit(one, two)
        return is_same or self.names_none or other.names_none

    def _is_before(self, other: Unit) -> bool:
        """Whether all days of this ledger lie before those of the other: an earlier round, whose
        findings came again. Two states of one ledger share their deadlines, or nearly so."""
        first, second = self.ledger.feedback_on, other.ledger.feedback_on
        if first and second:
            return (second - first).days > _ROUNDS_APART
        if not (self.days and other.days):
            return False
        return (other.days[0] - self.days[-1]).days > _ROUNDS_APART


@dataclass(frozen=True)
class Run:
    """Everything a rule may look at."""

    checked: tuple[Unit, ...]
    against: tuple[Unit, ...]
    feedback: Feedback | None
    proofs: Proofs | None
    settings: Settings
    lexicon: Lexicon = field(repr=False)
    report: ReportPaper | None = None

    @property
    def units(self) -> tuple[Unit, ...]:
        return (*self.checked, *self.against)

    @cached_property
    def views(self) -> tuple[RowView, ...]:
        """The rows to be judged, in the order given."""
        return tuple(view for unit in self.checked for view in unit.views)

    @cached_property
    def blocks(self) -> Mapping[Block, tuple[RowView, ...]]:
        """The rows of each block that shares one finding."""
        blocks: dict[Block, list[RowView]] = defaultdict(list)
        for view in self.views:
            blocks[view.block].append(view)
        return {block: tuple(views) for block, views in blocks.items()}

    @cached_property
    def states(self) -> frozenset[tuple[int, int]]:
        """Pairs of ledgers that are two states of one."""
        return frozenset(
            (one.at, other.at)
            for one in self.units
            for other in self.units
            if one.is_state_of(other)
        )

    def unit_of(self, view: RowView) -> Unit:
        return self.units[view.unit_at]

    def number(self, code: str, key: str) -> float:
        return self.settings.number(code, key)


def prepare(
    ledgers: Sequence[Ledger],
    *,
    against: Sequence[Ledger],
    feedback: Feedback | None,
    proofs: Proofs | None,
    as_of: dt.date | None,
    settings: Settings,
    report: ReportPaper | None = None,
) -> Run:
    """Read claims and texts once, for all rules."""
    units = [
        _unit(at, ledger, is_checked=at < len(ledgers), as_of=as_of)
        for at, ledger in enumerate((*ledgers, *against))
    ]
    return Run(
        checked=tuple(units[: len(ledgers)]),
        against=tuple(units[len(ledgers) :]),
        feedback=feedback,
        proofs=proofs,
        settings=settings,
        lexicon=Lexicon(settings),
        report=report,
    )


def _unit(at: int, ledger: Ledger, *, is_checked: bool, as_of: dt.date | None) -> Unit:
    views = tuple(_view(at, sheet, row) for sheet in ledger.sheets for row in sheet.rows)
    day = (as_of or ledger.as_of or latest_date(ledger)) if is_checked else ledger.as_of
    return Unit(at=at, ledger=ledger, views=views, is_checked=is_checked, as_of=day)


def _view(at: int, sheet: LedgerSheet, row: LedgerRow) -> RowView:
    finding = row.cell(Field.PROBLEM).shown.strip() or row.finding
    name = Field.PROGRESS if sheet.column(Field.PROGRESS) else Field.STATUS
    progress = row.text(name)
    return RowView(
        unit_at=at,
        sheet=sheet,
        row=row,
        claim=row_claim(row),
        finding=finding,
        matter=bare(finding),
        progress="" if says_only_state(progress) else progress,
        progress_field=name,
    )

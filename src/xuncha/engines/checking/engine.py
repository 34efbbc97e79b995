"""The check itself: prepare once, ask every rule, gather the answers by ledger."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from xuncha.engines.checking.context import RowView, Run, Unit, prepare
from xuncha.engines.checking.registry import RULES
from xuncha.engines.checking.report import Item, LedgerReport, Missing, Report, Signal, Total
from xuncha.engines.checking.rule import RowSignal, Rule
from xuncha.engines.checking.scoring import sample, score
from xuncha.engines.checking.settings import Settings
from xuncha.engines.reading.records import Feedback, Ledger, LedgerRow, Proofs, ReportPaper

Told = Mapping[int, Mapping[int, Sequence[Signal]]]
MOST_WORDS = 4000
"""What is read of one cell. A cell of Excel holds 32,767 characters: filled with one phrase over
and over, a single row would keep the rules busy for many minutes."""


def clipped(ledger: Ledger) -> Ledger:
    """The ledger with no cell longer than is read; itself where none is. Offsets stay."""
    if all(len(cell.text) <= MOST_WORDS for row in ledger.rows for cell in row.cells.values()):
        return ledger
    sheets = (
        replace(sheet, rows=tuple(_clipped(row) for row in sheet.rows))
        for sheet in ledger.sheets
    )  # fmt: skip
    return replace(ledger, sheets=tuple(sheets))


def _clipped(row: LedgerRow) -> LedgerRow:
    cut = {
        name: replace(cell, text=cell.text[:MOST_WORDS], value=cell.text[:MOST_WORDS])
        for name, cell in row.cells.items()
        if len(cell.text) > MOST_WORDS
    }
    return replace(row, cells={**row.cells, **cut}) if cut else row


def check(
    ledgers: Sequence[Ledger],
    *,
    feedback: Feedback | None = None,
    proofs: Proofs | None = None,
    against: Sequence[Ledger] = (),
    report: ReportPaper | None = None,
    as_of: dt.date | None = None,
    settings: Settings | None = None,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Ask every rule about every row; one answer for each ledger, in the order given.

    Pure: reads and writes nothing, looks at no clock. ``as_of`` is the day on which lateness is
    judged; without it the day that the ledger states, else the latest day in it. ``report`` (the
    unit's own report) is taken for the rules on totals. ``progress`` hears each rule's name.
    """
    settings = settings or Settings.default()
    run = prepare(
        [clipped(one) for one in ledgers],
        against=[clipped(one) for one in against],
        feedback=feedback,
        proofs=proofs,
        as_of=as_of,
        settings=settings,
        report=report,
    )
    rules = [rule for rule in RULES if rule.code not in settings.off]
    told = _ask(run, rules, progress)
    return Report(tuple(_ledger_report(run, unit, rules, told) for unit in run.checked))


def _ask(run: Run, rules: Sequence[Rule], progress: Callable[[str], None] | None) -> Told:
    """Signals by ledger and position of the row."""
    places = {_key(view): at for unit in run.checked for at, view in enumerate(unit.views)}
    told: dict[int, dict[int, list[Signal]]] = defaultdict(lambda: defaultdict(list))
    for rule in rules:
        if progress is not None:
            progress(rule.name)
        for one in rule.rows(run) if rule.rows else ():
            told[one.view.unit_at][places[_key(one.view)]].append(_signal(rule, one))
    return told


def _key(view: RowView) -> tuple[int, str, int]:
    return (view.unit_at, view.row.sheet, view.row.row)


def _signal(rule: Rule, one: RowSignal) -> Signal:
    return Signal(
        rule.code, rule.name, one.severity or rule.severity, one.reason, one.spans, one.other
    )


def _ledger_report(run: Run, unit: Unit, rules: Sequence[Rule], told: Told) -> LedgerReport:
    signals = told.get(unit.at, {})
    missing: list[Missing] = []
    totals: list[Total] = []
    for rule in rules:
        missing.extend(rule.missing(run, unit) if rule.missing else ())
        totals.extend(rule.totals(run, unit) if rule.totals else ())
    items = tuple(
        Item(view.row.row, unit.sheet_name(view), view.finding, tuple(signals[at]))
        for at, view in enumerate(unit.views)
        if at in signals
    )
    return LedgerReport(
        file=unit.ledger.file,
        unit=unit.ledger.unit,
        rows=len(unit.views),
        score=score([item.signals for item in items], len(unit.views), len(missing), run.settings),
        items=items,
        missing=tuple(missing),
        totals=tuple(totals),
        sample=sample(unit, signals, run.settings),
    )

"""R20 总数对不上: totals of the report or of the ledger's own lines disagree with the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xuncha.engines.checking.context import RowView, Run, Unit
from xuncha.engines.checking.report import Severity, Total
from xuncha.engines.checking.rule import Rule
from xuncha.engines.checking.summed import wrong_sums
from xuncha.engines.checking.telling import Told, tells_a_part, told_totals
from xuncha.engines.checking.told_tables import told_in_tables
from xuncha.engines.checking.units import core
from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.records import Claim, Field

CODE = "R20"
_BETWEEN = {"basically", "lasting"}
"""Neither quite done nor open: counted in with whatever a line doesn't tell apart from them."""
_MAY_HOLD_MORE = {"done", "open", "lasting"}
_CLAIMS = {"basically": Claim.BASICALLY_DONE, "lasting": Claim.LONG_TERM}
_NO_SUMS = {"rate", "all"}
_ROUNDED = Decimal("0.6")
"""Percentage points that rounding a share may make."""


def _totals(run: Run, unit: Unit) -> Iterator[Total]:
    lines = [
        (f"台账第{row}行", text)
        for sheet in unit.ledger.sheets for row, text in (*sheet.above, *sheet.below)
    ]  # fmt: skip
    told = [(where, list(told_totals(text))) for where, text in lines]
    if run.report is not None and _is_ours(run, unit):
        name = f"报告“{run.report.file}”"
        told += [(name, one) for one in _told_in_report(run.report.lines)]
        told += [(f"{name}的表格", one) for one in told_in_tables(run.report.lines)]
    for sheet in unit.ledger.sheets:
        for row, words in wrong_sums(sheet):
            yield Total(CODE, RULE.name, RULE.severity, f"台账第{row}行{words}")
    counted = Counted(unit)
    for where, totals in told:
        wrong = counted.wrong(totals)
        if wrong:
            reasons = "；".join(
                f"“{one.words}”，台账实有{counted.shown(one)}" for one in wrong
            )  # fmt: skip
            yield Total(CODE, RULE.name, RULE.severity, f"{where}写{reasons}")


def _told_in_report(lines: Sequence[str]) -> Iterator[list[Told]]:
    """The totals of each line. What only tells of one part is no total; the parts together are,
    where there are several and all tell the same things."""
    parts: list[dict[str, Told]] = []
    for line in lines:
        told = list(told_totals(line)) if "\t" not in line else []
        if told and tells_a_part(line):
            parts.append({one.key: one for one in told})
        else:
            yield told
    if len(parts) > 1:
        keys = [key for key in parts[0] if key not in _NO_SUMS and all(key in one for one in parts)]
        if "findings" in keys:
            yield [_added(key, [one[key] for one in parts]) for key in keys]


def _added(key: str, told: Sequence[Told]) -> Told:
    value = sum((one.value for one in told), Decimal(0))
    words = "＋".join(one.words for one in told)
    return Told(key, value, words, sum((one.slack for one in told), Decimal(0)))


def _is_ours(run: Run, unit: Unit) -> bool:
    """The report speaks of this unit: by its name, or it is the only ledger, or it names none and
    this is the first."""
    if len(run.checked) == 1 or run.report is None:
        return True
    text = "".join(run.report.lines)
    named = [one.at for one in run.checked if (name := core(one.ledger.unit)) and name in text]
    return unit.at in named if named else unit.at == run.checked[0].at


class Counted:
    """What the rows themselves come to, by item and by finding: either may be meant."""

    def __init__(self, unit: Unit) -> None:
        blocks: dict[object, list[RowView]] = {}
        matters: dict[object, list[RowView]] = {}
        for view in unit.views:
            blocks.setdefault((view.row.sheet, view.row.block_row), []).append(view)
            matters.setdefault(view.matter or view.row.row, []).append(view)
        self._ways = [
            [[view] for view in unit.views],
            list(matters.values()),
            list(blocks.values()),
        ]
        self._recovered = [
            amount for view in unit.views
            if (column := view.sheet.column(Field.RECOVERED)) is not None
            and not view.row.cell(Field.RECOVERED).shared
            and (amount := read_amount(view.row.cell(Field.RECOVERED), column.unit_factor))
        ]  # fmt: skip

    def wrong(self, told: list[Told]) -> list[Told]:
        """The figures of one line that disagree, by whichever way of counting fits best: by items,
        by findings, by blocks. One line counts in one way."""
        apart = {one.key for one in told}
        ways = [
            [one for one in told if not self._agrees(one, way, apart)] or _crowded(told, way)
            for way in self._ways
        ]
        return min(ways, key=len)

    def _agrees(self, told: Told, way: list[list[RowView]], apart: set[str]) -> bool:
        """``apart``: what the line tells by itself, so that it is in no other figure."""
        if told.key == "recovered":
            total = sum(self._recovered, Decimal(0))
            return not self._recovered or abs(total - told.value) <= told.slack
        if told.key == "rate":
            return any(abs(share - told.value) <= _ROUNDED for share in _shares(way))
        if told.key == "all":
            return not any(_is_open(rows) for rows in way)
        count = sum(_is(told.key, rows) for rows in way)
        more = _BETWEEN - apart if told.key in _MAY_HOLD_MORE else ()
        between = [sum(_is(key, rows) for rows in way) for key in more]
        return told.value in {count, *(count + one for one in between), count + sum(between)}

    def shown(self, told: Told) -> str:
        if told.key == "recovered":
            return f"{sum(self._recovered, Decimal(0)).normalize():f}元"
        if told.key == "rate":
            return f"{min(_shares(self._ways[0])):.4g}%"
        if told.key == "all":
            return f"未完成{sum(_is_open(rows) for rows in self._ways[0])}项"
        way = min(
            self._ways, key=lambda one: abs(sum(_is(told.key, rows) for rows in one) - told.value)
        )
        return f"{sum(_is(told.key, rows) for rows in way)}项"


def _crowded(told: list[Told], way: list[list[RowView]]) -> list[Told]:
    """The figure of what is done, where each figure fits but all of them hold more than there is:
    something that is done in the main was counted twice, or something open as done."""
    states = {one.key: one for one in told if one.key in ("done", "open", *_BETWEEN)}
    if "done" not in states or len(states) == 1:
        return []
    room = len(way) if "open" in states else sum(not _is("open", rows) for rows in way)
    return [states["done"]] if sum(one.value for one in states.values()) > room else []


def _shares(way: list[list[RowView]]) -> tuple[Decimal, Decimal]:
    """Per cent done, and with what lasts or is done in the main."""
    done = sum(_is("done", rows) for rows in way)
    both = done + sum(_is("lasting", rows) or _is("basically", rows) for rows in way)
    total = max(1, len(way))
    return Decimal(100 * done) / total, Decimal(100 * both) / total


def _is_open(rows: list[RowView]) -> bool:
    return any(view.is_open for view in rows)


def _is(key: str, rows: list[RowView]) -> bool:
    claims = {view.claim for view in rows}
    if key == "findings":
        return True
    if key == "done":
        return claims == {Claim.DONE}
    if key in _CLAIMS:
        return _CLAIMS[key] in claims and not claims & {Claim.IN_PROGRESS, Claim.NOT_DONE}
    return bool(claims & {Claim.IN_PROGRESS, Claim.NOT_DONE, Claim.UNSTATED})


RULE = Rule(code=CODE, name="总数对不上", severity=Severity.MEDIUM, totals=_totals)

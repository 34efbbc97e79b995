"""A ledger's own 合计 line beside what its money columns add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.records import Cell, Column, Field, LedgerSheet

_SUM = re.compile(r"^(?:总?合计|总计|共计|累计)[:：]?\s+(?P<rest>.+)$")
_COUNT = re.compile(r"^\d+\s*(?:个|项|条|件)$")
_NOTHING = re.compile(r"^[/\-—]+$")
_SUMS = (Field.AMOUNT, Field.RECOVERED)


def wrong_sums(sheet: LedgerSheet) -> Iterator[tuple[int, str]]:
    """Row and words of each sum that the column above does not come to. A line is only understood
    where it tells one figure for each money column and nothing but figures."""
    columns = sorted(
        (one for one in sheet.columns if one.field in _SUMS), key=lambda one: one.index
    )
    for row, text in sheet.below:
        found = _SUM.match(text)
        if found is None or not columns:
            continue
        figures = [
            one for one in re.split(r"\s{2,}", found["rest"].strip())
            if not (_COUNT.match(one) or _NOTHING.match(one))
        ]  # fmt: skip
        read = [
            read_amount(Cell(figure, figure), column.unit_factor)
            for figure, column in zip(figures, columns, strict=False)
        ]
        if len(figures) != len(columns) or None in read:
            continue
        for column, figure, told in zip(columns, figures, read, strict=True):
            whole = _added(sheet, column)
            if told is not None and whole and abs(told - whole) > _slack(figure, column):
                yield row, f"{column.field.value}合计写{_yuan(told)}，各行加起来是{_yuan(whole)}"


def _added(sheet: LedgerSheet, column: Column) -> Decimal:
    cells = [row.cell(column.field) for row in sheet.rows]
    told = [read_amount(cell, column.unit_factor) for cell in cells if not cell.shared]
    return sum((one for one in told if one is not None), Decimal(0))


def _slack(figure: str, column: Column) -> Decimal:
    """A unit of the last decimal told, for rows were rounded too."""
    _, _, decimals = re.sub(r"[^\d.]", "", figure).partition(".")
    return (column.unit_factor or Decimal(1)) / Decimal(10) ** len(decimals)


def _yuan(amount: Decimal) -> str:
    return f"{amount.normalize():f}元"

"""The same items come out of every layout."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.engines.reading import layouts
from tests.engines.reading.layouts import ITEMS, LAYOUTS, Built, Item
from xuncha.engines.reading.claims import claim_of
from xuncha.engines.reading.dates import read_date
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.records import Field, Ledger, LedgerRow

TEXTS = {
    Field.CATEGORY: "category", Field.FINDING: "finding", Field.PROBLEM: "problem",
    Field.MEASURE: "measure", Field.LEAD: "lead", Field.RESPONSIBLE_UNIT: "office",
    Field.EVIDENCE: "proof",
}  # fmt: skip


def told(ledger: Ledger, row: LedgerRow) -> dict[str, object]:
    sheet = ledger.sheet_of(row)
    found: dict[str, object] = {name: row.cell(field).shown for field, name in TEXTS.items()}
    for name, field in (("amount", Field.AMOUNT), ("recovered", Field.RECOVERED)):
        column = sheet.column(field)
        assert column is not None
        found[name] = read_amount(row.cell(field), column.unit_factor)
    for name, field in (("due", Field.DUE), ("done", Field.DONE_ON)):
        day = read_date(row.cell(field))
        found[name] = day.on if day else None
    found["status"] = claim_of(row.cell(Field.STATUS).shown)
    found["progress"] = row.cell(Field.PROGRESS).shown.replace("\n", "")
    return found


def expected(item: Item) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(item, name) for name in TEXTS.values()}
    for name in ("amount", "recovered"):
        found[name] = Decimal(getattr(item, name)) if getattr(item, name) else None
    for name in ("due", "done"):
        day = read_date(getattr(item, name))
        found[name] = day.on if day else None
    return found | {"status": claim_of(item.status), "progress": item.progress}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.__name__)
def test_every_layout_gives_the_same_items(layout: Callable[[Path], Built], tmp_path: Path) -> None:
    built = layout(tmp_path / "台账.xlsx")
    ledger = read_ledger(built.path)

    assert [row.row for row in ledger.rows] == built.rows
    assert [row.block_row for row in ledger.rows] == built.blocks
    assert [told(ledger, row) for row in ledger.rows] == [expected(item) for item in ITEMS]
    assert ledger.unit == built.unit
    assert ledger.file == built.path.name
    doubts = [one.words for one in ledger.doubts if "续行" not in one.words]
    assert not doubts


@pytest.mark.parametrize("layout", [layouts.banded, layouts.wide_merged_title_below_numbers])
def test_bands_stand_beside_the_items_and_are_none(
    layout: Callable[[Path], Built], tmp_path: Path
) -> None:
    ledger = read_ledger(layout(tmp_path / "a.xlsx").path)
    told = [re.sub("^[一二]、?", "", row.band) for row in ledger.rows]
    first, second = (band[2:] for band in layouts.BANDS)
    assert told == [first, first, first, second, second]


def test_heading_lines_tell_unit_and_days(tmp_path: Path) -> None:
    ledger = read_ledger(layouts.titled_merged(tmp_path / "a.xlsx").path)
    assert ledger.feedback_on == dt.date(2024, 3, 5)
    assert ledger.as_of == dt.date(2024, 9, 2)
    assert [row for row, _ in ledger.sheets[0].above] == [1, 2]


def test_totals_and_signatures_stand_below(tmp_path: Path) -> None:
    built = layouts.totals_and_signatures(tmp_path / "a.xlsx")
    below = read_ledger(built.path).sheets[0].below
    texts = [text for _, text in below]
    assert [row for row, _ in below] == [7, 10, 11, 12]
    assert texts[0].startswith("小计")
    assert texts[1].startswith("合")
    assert "共3个" in texts[2]
    assert "审核人：赵国强" in texts[3]


def test_a_torn_row_is_joined_and_told(tmp_path: Path) -> None:
    built = layouts.torn_rows(tmp_path / "a.xlsx")
    ledger = read_ledger(built.path)
    torn = ledger.rows[2]
    assert torn.extra_rows == (built.rows[2] + 1,)
    assert [one.row for one in ledger.doubts] == [torn.row]


def test_merged_cells_are_marked_as_shared(tmp_path: Path) -> None:
    first, second, *_ = read_ledger(layouts.titled_merged(tmp_path / "a.xlsx").path).rows
    assert not first.cell(Field.FINDING).shared
    assert second.cell(Field.FINDING).shared
    assert second.cell(Field.LEAD).shared
    assert not second.cell(Field.PROBLEM).shared

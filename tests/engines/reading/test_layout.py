"""Layouts: guessed, told by hand, written down, remembered for files whose rows have moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.engines.reading import layouts
from tests.engines.reading.test_ledger_cases import book
from xuncha.engines.reading.layout import Layout, guess_layout, signature
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Field, ReadError

ODD = ["序号", "反馈问题", "甲栏", "整改措施", "乙栏"]
ROWS = [[1, "甲不清", "王立新", "做甲", "一档"], [2, "乙不清", "赵国强", "做乙", "二档"]]


def odd(path: Path, *, above: int = 0, order: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Path:
    rows = [["整改台账"]] * above + [[row[at] for at in order] for row in (ODD, *ROWS)]
    return book(path, 台账=(rows, []))


def test_a_guess_shows_rows_columns_and_what_it_does_not_know(tmp_path: Path) -> None:
    sheet = guess_layout(odd(tmp_path / "a.xlsx", above=2)).sheets[0]
    assert (sheet.name, sheet.header_first, sheet.header_last) == ("台账", 3, 3)
    assert [one.field for one in sheet.columns] == [
        Field.NUMBER, Field.FINDING, None, Field.MEASURE, None
    ]  # fmt: skip
    assert sheet.unknown == ("甲栏", "乙栏")
    assert sheet.columns[2].samples == ("王立新", "赵国强")
    assert 0 < sheet.confidence < 1


def test_a_layout_told_by_hand_is_read_by(tmp_path: Path) -> None:
    path = odd(tmp_path / "a.xlsx")
    layout = (
        guess_layout(path).with_field("台账", 2, Field.LEAD).with_field("台账", 4, Field.STATUS)
    )
    again = Layout.from_dict(json.loads(json.dumps(layout.to_dict())))
    assert again == layout
    rows = read_ledger(path, layout=again).rows
    assert [row.text(Field.LEAD) for row in rows] == ["王立新", "赵国强"]
    assert [row.text(Field.STATUS) for row in rows] == ["一档", "二档"]


def test_a_field_told_twice_leaves_its_first_column(tmp_path: Path) -> None:
    layout = guess_layout(odd(tmp_path / "a.xlsx")).with_field("台账", 2, Field.MEASURE)
    assert [one.field for one in layout.sheets[0].columns] == [
        Field.NUMBER, Field.FINDING, Field.MEASURE, None, None
    ]  # fmt: skip


def test_a_remembered_layout_fits_a_file_with_more_title_rows(tmp_path: Path) -> None:
    layout = guess_layout(odd(tmp_path / "a.xlsx")).with_field("台账", 2, Field.LEAD)
    moved = odd(tmp_path / "b.xlsx", above=3)
    assert guess_layout(moved).signature == layout.signature
    rows = read_ledger(moved, layout=layout).rows
    assert [(row.row, row.text(Field.LEAD)) for row in rows] == [(5, "王立新"), (6, "赵国强")]


def test_a_sheet_can_be_left_out(tmp_path: Path) -> None:
    path = layouts.plain(tmp_path / "a.xlsx").path
    data = guess_layout(path).to_dict()
    data["sheets"][0]["used"] = False
    with pytest.raises(ReadError, match="没有整改事项"):
        read_ledger(path, layout=Layout.from_dict(data))


def test_the_signature_knows_headings_not_decoration() -> None:
    assert signature(["序 号", "反馈问题（原文）"]) == signature(["序号", "反馈\n问题"])
    assert signature(["序号", "反馈问题"]) != signature(["反馈问题", "序号"])
    assert len(signature([])) == 16


@pytest.mark.parametrize(
    "data",
    [
        {}, {"sheets": [{}]}, {"sheets": None},
        {"sheets": [{"name": "a", "header_first": 3, "header_last": 1, "columns": []}]},
        {"sheets": [{"name": "a", "header_first": 1, "header_last": 1,
                     "columns": [{"index": 0, "header": "x", "field": "没有"}]}]},
        {"sheets": [{"name": "a", "header_first": 1, "header_last": 1,
                     "columns": [{"index": -1, "header": "x", "field": "序号"}]}]},
    ],
)  # fmt: skip
def test_what_is_no_layout_is_told_in_a_sentence(data: dict[str, object]) -> None:
    with pytest.raises(ReadError, match="列对应"):
        Layout.from_dict(data)


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda one: one.__name__)
def test_a_guess_given_back_reads_the_same(layout: object, tmp_path: Path) -> None:
    assert callable(layout)
    path = layout(tmp_path / "a.xlsx").path
    written = json.loads(json.dumps(guess_layout(path).to_dict()))
    assert read_ledger(path, layout=Layout.from_dict(written)) == read_ledger(path)

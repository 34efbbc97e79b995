"""The ledger as a workbook: it holds people to their cells, and comes back as what it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, told
from xuncha.cycle.rectification.importing.dry_run import plan_at
from xuncha.cycle.rectification.importing.plan import Fate
from xuncha.cycle.rectification.models import Item
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Field
from xuncha.foundation.files.selectors import read_bytes
from xuncha.insight.papers.books import filled_book
from xuncha.insight.papers.known.ledger import FORM, STATES
from xuncha.insight.papers.registry import kind_named
from xuncha.insight.papers.services import ask_pdf, print_paper
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict
from xuncha.kernel.keys import content_key


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def brought_in(story: Story) -> None:
    """Items as an import makes them: known again by their words."""
    for one in story.items:
        base = content_key(one.finding.text, one.problem)
        Item.objects.filter(pk=one.pk).update(key=content_key(base, "1"))


def printed(actor: Any, story: Story, folder: Path) -> tuple[Path, Any]:
    row = print_paper(actor, kind="ledger_book", record_id=story.inspection.pk)
    assert row.file is not None
    path = folder / row.file.name
    path.write_bytes(read_bytes(row.file))
    return path, row


def head_of(sheet: Any) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows():
        names = {str(cell.value): cell.column for cell in row if cell.value}
        if {"编号", "整改进展"} <= set(names):
            return row[0].row, names
    raise AssertionError("no header")


def test_it_comes_back_as_it_went_and_with_what_was_filled_in(
    story: Story, people: Cast, tmp_path: Path
) -> None:
    Item.objects.filter(pk=story.items[3].pk).update(problem="=28件设备未入账")
    story.items[3].refresh_from_db()
    brought_in(story)
    told(story.items[0])
    path, row = printed(people.actor("liwen"), story, tmp_path)
    assert {one.fate for one in plan_at(story.inspection, path, path.name).rows} == {Fate.SAME}
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head, names = head_of(sheet)
    sheet.cell(head + 3, names["整改进展"]).value = "3月5日清运垃圾12车，凭证编号2026-044"
    sheet.cell(head + 3, names["整改状态"]).value = "已完成"
    sheet.cell(head + 3, names["完成时间"]).value = dt.datetime(2026, 3, 5)
    book.save(path)
    ledger = read_ledger(path)
    assert ledger.unit == story.water.name
    rows = next(one for one in ledger.sheets if one.name != "填写说明").rows
    assert len(rows) == len(story.items)
    assert rows[2].cell(Field.DONE_ON).shown == "2026-03-05"
    plan = plan_at(story.inspection, path, path.name)
    changed = plan.of(Fate.CHANGED)
    assert [one.item_id for one in changed] == [story.items[2].pk]
    assert changed[0].claims
    assert changed[0].adds_progress
    assert not plan.of(Fate.REFUSED)
    assert row.code in "".join(str(one.value) for one in sheet["A"][:head])


def test_what_the_system_knows_is_locked_and_the_rest_is_checked(
    story: Story, people: Cast, tmp_path: Path
) -> None:
    claimed(story.items[1], people["zhoulan"].pk)
    path, row = printed(people.actor("zhoulan"), story, tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, names = head_of(sheet)
    assert sheet.protection.sheet
    open_ones = {one.label for one in FORM.columns if one.is_open}
    for label, column in names.items():
        cell = sheet.cell(head + 1, column)
        assert cell.protection.locked == (label not in open_ones), label
    assert sheet.cell(head + 2, names["整改状态"]).value == "已完成"
    assert sheet.cell(head + 2, names["完成时间"]).is_date
    rules = {one.type: one for one in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == f'"{",".join(STATES)}"'
    assert str(rules["list"].sqref).endswith(f"{head + len(story.items)}")
    assert {"list", "date", "decimal"} <= set(rules)
    assert sheet.freeze_panes == f"E{head + 1}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.print_title_rows == f"${head}:${head}"
    assert row.code in sheet.oddFooter.left.text
    with pytest.raises(Conflict, match="不转 PDF"):
        ask_pdf(people.actor("zhoulan"), code=row.code)
    with pytest.raises(Absent):
        print_paper(people.actor("wutong"), kind="ledger_book", record_id=story.inspection.pk)


def test_words_that_look_like_formulas_stay_words(tmp_path: Path) -> None:
    bad = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\uff1d1+1", "\t=1"]
    line = {one.field: None for one in FORM.columns}
    lines = [line | {"number": str(at), "finding": one, "progress": one} for at, one in
             enumerate(bad)]  # fmt: skip
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled_book(FORM, title="=题", notes=["=注"], lines=lines, trace="=尾&P"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, names = head_of(sheet)
    for at in range(len(bad)):
        for label in ("反馈问题", "整改进展"):
            cell = sheet.cell(head + 1 + at, names[label])
            assert cell.data_type == "s"
            assert str(cell.value).startswith("'")
    assert sheet["A1"].value == "'=题"
    assert "&&P" in sheet.oddFooter.left.text


@pytest.mark.parametrize("rows", [0, 60])
def test_the_smallest_and_the_largest(rows: int, tmp_path: Path) -> None:
    kind = kind_named("ledger_book")
    line = {one.field: None for one in FORM.columns}
    line |= {"finding": "问题" * 500, "problem": "事" * 33000, "progress": "进展\n" * 40}
    told = {"unit": "单位", "round": "轮次", "feedback_on": "", "as_of": "今天",
            "items": [line] * rows}  # fmt: skip
    assert kind.book is not None
    path = tmp_path / "a.xlsx"
    path.write_bytes(kind.book(told, "文书编号"))
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows()) == rows + 5

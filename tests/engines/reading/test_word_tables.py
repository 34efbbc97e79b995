"""A plan in a Word table reads like the same table in a workbook."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Field, ReadError

HEAD = ("序号", "反馈问题", "整改措施", "责任领导", "责任单位", "整改时限")


def test_merged_findings_and_lines_of_measures(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("整改方案")
    table = paper.add_table(rows=4, cols=6)
    for cell, words in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = words
    rows = (
        (
            "1",
            "接待费审批不严",
            "退回12600元\n修订接待管理办法",
            "分管副局长",
            "办公室",
            "2026年4月底",
        ),
        ("2", "河道管护不落实", "清理垃圾40吨", "局长", "河湖股", "2026年5月底"),
        ("", "", "设公示牌3块", "局长", "河湖股", "2026年6月底"),
    )
    for row, told in zip(table.rows[1:], rows, strict=True):
        for cell, words in zip(row.cells, told, strict=True):
            cell.text = words
    table.cell(2, 1).merge(table.cell(3, 1))
    path = tmp_path / "方案.docx"
    paper.save(str(path))
    first, second, third = read_ledger(path).rows
    assert first.text(Field.MEASURE) == "退回12600元\n修订接待管理办法"
    assert second.finding == third.finding == "河道管护不落实"
    assert third.text(Field.MEASURE) == "设公示牌3块"


def test_a_paper_without_a_table_says_so(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("整改方案")
    path = tmp_path / "方案.docx"
    paper.save(str(path))
    with pytest.raises(ReadError, match="没有表格"):
        read_ledger(path)

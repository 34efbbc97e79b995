"""Findings out of files: reports, tables, forms, paragraphs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl

from xuncha.engines.drafting import read_source, source_of


def test_a_reports_findings_come_with_their_facts_and_headings() -> None:
    source = source_of(
        "关于区水利局党组的巡察报告\n一、发现的主要问题\n（一）财务管理方面\n"
        "1.公务接待不规范。2022年接待8批次无公函。\n2.往来款清理不力。\n三、整改建议\n1.加强领导。\n"
    )

    assert [one.text for one in source.drafts] == [
        "公务接待不规范。2022年接待8批次无公函。", "往来款清理不力。",
    ]  # fmt: skip
    assert source.drafts[0].path == ("一、发现的主要问题", "（一）财务管理方面")


def test_a_workbook_brings_basis_leaf_and_amount(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["巡察发现问题清单"])
    sheet.append(["序号", "一级分类", "二级分类", "具体问题", "违反规定", "涉及金额（万元）"])
    sheet.append([1, "全面从严治党", "财务管理", "白条入账23笔", "《会计法》第十四条", 4.8])
    sheet.append(["合计", None, None, "共1条", None, 4.8])
    book.save(tmp_path / "清单.xlsx")

    (draft,) = read_source(tmp_path / "清单.xlsx").drafts

    assert (draft.no, draft.leaf, draft.basis) == ("1", "财务管理", "《会计法》第十四条")
    assert draft.amount == Decimal(48000)


def test_a_table_in_markdown_reads_like_a_sheet() -> None:
    (draft,) = source_of(
        "| 编号 | 问题 | 依据 |\n|---|---|---|\n| 7 | 白条入账23笔 | 会计法 |\n"
    ).drafts

    assert (draft.no, draft.text, draft.basis) == ("7", "白条入账23笔", "会计法")


def test_working_papers_with_labels() -> None:
    source = source_of(
        "问题底稿\n编号：12\n被巡察单位：区水利局\n问题概述：河道站支付清淤款18.6万元未采购。\n"
        "另有1笔未验收。\n违反规定：政府采购法第二十六条\n涉及金额：18.6万元\n组长：（签字）\n"
        "编号：13\n问题概述：往来款未清理。\n"
    )

    assert [one.no for one in source.drafts] == ["12", "13"]
    assert source.drafts[0].text == "河道站支付清淤款18.6万元未采购。\n另有1笔未验收。"
    assert source.drafts[0].amount == Decimal(186000)


def test_plain_paragraphs_are_findings_each_by_itself() -> None:
    source = source_of("问题\n公务接待8批次没有公函，不合规定。\n\n往来款126万元一直没有清理过。\n")

    assert [one.no for one in source.drafts] == ["1", "2"]

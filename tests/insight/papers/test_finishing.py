"""What is set once the words are known: titles, the issuer over its day, signatures that are never
alone; and what a table does on the page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from xuncha.insight.papers import fonts
from xuncha.insight.papers.layout.finishing import finish, wide
from xuncha.insight.papers.layout.outline import template_of
from xuncha.insight.papers.layout.tables import SIGNED_MM


def finished(outline: str) -> Any:
    document = Document(BytesIO(template_of(outline)))
    finish(document)
    return document


LONG = "清源国有资产投资运营有限责任公司"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于巡察区水务局｜党组织的｜反馈意见", ["关于巡察区水务局党组织的反馈意见"]),
        (f"关于巡察｜{LONG}｜党组织的反馈意见", [f"关于巡察{LONG}", "党组织的反馈意见"]),
        (f"{LONG}整改台账和其他", [f"{LONG}整改台账和其他"]),
        ("十二届区委第十轮区委第一巡察组｜授权任职及任务分工的决定",
         ["十二届区委第十轮区委第一巡察组", "授权任职及任务分工的决定"]),
    ],
)  # fmt: skip
def test_a_title_is_broken_where_it_reads(title: str, lines: list[str]) -> None:
    assert finished(f"@title {title}").paragraphs[0].text.split("\n") == lines


def test_a_red_head_stays_on_one_line() -> None:
    short, long = finished("@mark 区委巡察组\n@mark 中共清源区委巡察工作领导小组办公室").paragraphs
    assert short.runs[0].font.size is None
    assert long.runs[0].font.size.pt == 26
    assert finished("@mark " + "长" * 60).paragraphs[0].runs[0].font.size.pt == 22


def inset(paragraph: Any) -> float:
    return int(paragraph._p.pPr.ind.get(qn("w:rightChars"))) / 100


@pytest.mark.parametrize("name", ["区委第三巡察组", "区委巡察工作领导小组办公室", "局", LONG])
def test_the_issuer_stands_over_its_day(name: str) -> None:
    day = "2026年1月19日"
    paper = finished(f"正文。\n@sign {name}\n@date {day}")
    _text, sign, date = paper.paragraphs
    assert inset(sign) + wide(name) / 2 == pytest.approx(inset(date) + wide(day) / 2, abs=0.01)
    assert inset(date) >= 4 or inset(sign) == 2


def test_no_signature_stands_alone_on_a_page() -> None:
    paper = finished("第一段。\n第二段。\n第三段。\n@line 负责人（签字）：\n@line 日期\n@note 注")
    kept = [one.paragraph_format.keep_with_next for one in paper.paragraphs]
    assert kept == [None, True, True, True, None, None]
    paper = finished("@table 1 1\n@head | 甲 | 乙\n| 一 | 二\n\n@line 负责人（签字）：\n@line 日期")
    assert [one.paragraph_format.keep_with_next for one in paper.paragraphs] == [True, None]


def test_rows_stay_whole_and_leave_room_to_sign() -> None:
    table = "@table 1 3\n@head | 甲 | 乙\n| 一 | 二\n: 意见 | （签字、盖章）\n\n"
    head, row, signed = finished(table).tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert signed._tr.trPr.find(qn("w:cantSplit")) is None
    assert signed.height == pytest.approx(Mm(SIGNED_MM), abs=1000)
    turned = finished(f"@wide\n{table}").tables[0]
    assert turned.rows[1]._tr.trPr is None or turned.rows[1]._tr.trPr.find(
        qn("w:cantSplit")
    ) is None  # fmt: skip
    assert turned.cell(1, 0).paragraphs[0].style.font.size.pt == 10.5


def test_the_stand_in_of_titles_is_heavier(tmp_path: Any) -> None:
    text = fonts.write_fonts(tmp_path).read_text("utf-8")
    assert text.count("<const>bold</const>") == len(fonts.HEAVIER) == 1

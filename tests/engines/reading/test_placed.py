# ruff: noqa: E501  (tables)
"""Words that are only placed on a page: OFD, and tables without rules in OFD and PDF."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from xuncha.engines.reading.documents import text_of
from xuncha.engines.reading.ofd import MOST_PAGES
from xuncha.engines.reading.placed import MOST_LINES, Run, lines_of
from xuncha.engines.reading.records import ReadError

Word = tuple[float, float, str]
HEAD = ((10, 10, "序号"), (30, 10, "反馈问题"), (90, 10, "整改措施"), (160, 10, "状态"))
TOP: Sequence[Word] = (
    (10, 20, "1"), (30, 20, "党费收缴"), (30, 27, "不及时"), (90, 20, "补缴党费"), (160, 20, "已完成"),
    (10, 37, "2"), (30, 37, "台账不全"), (90, 37, "清查资产，"), (90, 44, "补录台账"), (160, 37, "整改中"),
)  # fmt: skip
CENTRED: Sequence[Word] = (
    (10, 23.5, "1"), (30, 20, "党费收缴"), (30, 27, "不及时"), (90, 23.5, "补缴党费"), (160, 23.5, "已完成"),
    (10, 40.5, "2"), (30, 40.5, "台账不全"), (90, 37, "清查资产，"), (90, 44, "补录台账"), (160, 40.5, "整改中"),
)  # fmt: skip
WRAPPED_HEAD: Sequence[Word] = (
    (10, 3.5, "序号"), (30, 0, "反馈"), (30, 7, "问题"), (90, 3.5, "整改措施"), (160, 3.5, "状态"),
)  # fmt: skip
ROWS = ["1\t党费收缴不及时\t补缴党费\t已完成", "2\t台账不全\t清查资产，补录台账\t整改中"]


def _runs(words: Sequence[Word]) -> list[Run]:
    return [Run(x, y, x + 5 * len(text), y + 5, text) for x, y, text in words]


@pytest.mark.parametrize("body", [TOP, CENTRED], ids=["from the top", "in the middle"])
@pytest.mark.parametrize("head", [HEAD, WRAPPED_HEAD], ids=["one line", "two lines"])
def test_a_table_without_rules_is_read_in_rows(head: Sequence[Word], body: Sequence[Word]) -> None:
    words = [(30, -20, "整改情况一览"), *head, *body, (10, 70, "填报时间：2023年10月10日")]

    told = lines_of(_runs(words))

    assert told[0] == "整改情况一览"
    assert told[1] == "序号\t反馈问题\t整改措施\t状态"
    assert told[2:4] == ROWS
    assert told[4] == "填报时间：2023年10月10日"


def test_a_line_across_the_columns_ends_the_table() -> None:
    words = [*HEAD, *TOP[:5], (10, 37, "以上问题均已按照要求落实到位，不再一一列举说明。")]

    assert lines_of(_runs(words))[1:] == [ROWS[0], words[-1][2]]


def test_a_cell_over_two_rows_stands_in_the_first() -> None:
    body = [
        (10, 20, "1"), (30, 20, "账目不清"), (90, 27, "一并清查"), (160, 20, "完成"),
        (10, 34, "2"), (30, 34, "票据缺失"), (90, 20, "由专班"), (90, 34, "并整改"), (160, 34, "完成"),
    ]  # fmt: skip

    assert lines_of(_runs([*HEAD, *body]))[1:] == [
        "1\t账目不清\t由专班一并清查并整改\t完成", "2\t票据缺失\t\t完成",
    ]  # fmt: skip


def test_prose_in_columns_is_no_table() -> None:
    words = [(10, 10, "反馈问题。"), (60, 10, "整改措施。"), (120, 10, "状态。"), (10, 17, "甲")]

    assert lines_of(_runs(words)) == ["反馈问题。 整改措施。 状态。", "甲"]


def test_a_page_full_of_words_is_read_quickly() -> None:
    words = [*HEAD, *((10 + 40 * (at % 4), 20 + at // 4, str(at)) for at in range(20_000))]
    begun = time.process_time()

    told = lines_of(_runs(words))

    assert time.process_time() - begun < 3
    assert len(told) > MOST_LINES // 8


def _ofd(path: Path, pages: Sequence[Sequence[Word]], order: Sequence[int] = ()) -> Path:
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(
        f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at in order or range(len(pages))
    )
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("OFD.xml", f"<ofd:OFD {name}/>")
        box.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {name}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        box.writestr(
            "Doc_0/Tpls/Tpl_0/Content.xml", f"<ofd:Page {name}>{_text(0, 0, '底图')}</ofd:Page>"
        )
        for at, words in enumerate(pages):
            body = "".join(_text(*one) for one in words)
            box.writestr(
                f"Doc_0/Pages/Page_{at}/Content.xml", f"<ofd:Page {name}>{body}</ofd:Page>"
            )
    return path


def _text(x: float, y: float, words: str) -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} {5 * len(words)} 6" Size="5">'
        f'<ofd:TextCode X="0" Y="5">{words}</ofd:TextCode></ofd:TextObject>'
    )


def test_an_ofd_is_read_by_place_and_in_the_order_of_its_pages(tmp_path: Path) -> None:
    first = [(10, 30, "第二行"), (10, 20, "第一"), (20, 20, "行")]
    path = _ofd(tmp_path / "a.ofd", [[(10, 10, "后一页")], first], order=[1, 0])

    assert text_of(path) == "第一行\n第二行\n后一页"


def test_an_ofd_table_is_read_in_rows(tmp_path: Path) -> None:
    assert text_of(_ofd(tmp_path / "b.ofd", [[*HEAD, *CENTRED]])).split("\n")[1:] == ROWS


def test_an_ofd_of_too_many_pages_is_one_sentence(tmp_path: Path) -> None:
    path = _ofd(tmp_path / "c.ofd", [[(10, 10, "页")]], order=[0] * (MOST_PAGES + 1))

    with pytest.raises(ReadError, match=r"^“c\.ofd”超过 500 页"):
        text_of(path)


def _pdf(path: Path, words: Sequence[Word]) -> Path:
    """A page with Chinese words in a font that it does not hold."""
    stream = "".join(
        f"BT /F1 5 Tf {x} {200 - y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
        for x, y, text in words
    )
    path.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 220]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[6 0 R]>>endobj\n"
        b"6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF\n" % (len(stream), stream.encode())
    )
    return path


def test_a_pdf_table_without_rules_is_read_in_rows(tmp_path: Path) -> None:
    told = text_of(_pdf(tmp_path / "a.pdf", [(30, 0, "一览"), *HEAD, *TOP])).split("\n")

    assert told[-2:] == ROWS

# ruff: noqa: E501  (tables)
"""Tables of problems in every layout: heads of two rows, cells over rows, bands, totals, two columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from xuncha.engines.reading.html_pages import html_text
from xuncha.engines.reading.official import Paper, read_paper, read_text

TITLE = "清源区水利局党组巡察反馈问题整改台账"
Told = list[tuple[tuple[str, ...], str, str, tuple[str, ...]]]
RIVER: Told = [
    ((), "河长制落实不到位", "completed", ("召开会议3次", "落实管护员86名")),
    ((), "水费征收不规范", "long_term", ("补缴水费3万元",)),
]


def _page(rows: Sequence[Sequence[str]], title: str = TITLE) -> str:
    body = "".join(
        "<tr>"
        + "".join(one if one.startswith("<td") else f"<td>{one}</td>" for one in row)
        + "</tr>"
        for row in rows
    )
    return f"<html><body><h1>{title}</h1><table>{body}</table><p>填报人：某某</p></body></html>"


def _told(paper: Paper) -> Told:
    return [(one.path, one.finding, one.status, one.measures) for one in paper.findings]


HEAD = ("序号", "反馈问题", "整改措施", "完成情况")
SECOND = ("2", "水费征收不规范", "补缴水费3万元", "长期坚持")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [HEAD, ("<td rowspan=2>1</td>", "<td rowspan='2'>河长制落实不到位</td>", "召开会议3次", "<td rowspan=2>已完成</td>"), ("落实管护员86名",), SECOND],
            RIVER,
        ),
        (
            [HEAD, ("<td colspan=4>一、履行职责方面</td>",), ("1", "河长制落实不到位", "①召开会议3次；②落实管护员86名", "已完成"), ("<td colspan=2>合计</td>", "2项", "完成1项")],
            [(("一、履行职责方面",), *RIVER[0][1:])],
        ),
        (
            [
                ("<td rowspan=2>序号</td>", "<td colspan=2>反馈问题</td>", "<td colspan=2>整改情况</td>"), ("问题类别", "具体问题", "整改措施", "整改结果"),
                ("1", "履职方面", "河长制落实不到位", "召开会议3次；落实管护员86名", "已完成"), ("2", "党建方面", "水费征收不规范", "补缴水费3万元", "需长期坚持"),
            ],
            RIVER,
        ),
        (
            [("问题类别", "问题", "整改措施", "是否完成"), ("<td rowspan=2>履职</td>", "河长制落实不到位", "召开会议3次；落实管护员86名", "√"), ("水费征收不规范", "补缴水费3万元", "长期坚持")],
            RIVER,
        ),
        (
            [("反馈问题", "整改情况"), ("1.河长制落实不到位", "已完成。召开会议3次；落实管护员86名"), ("2.水费征收不规范", "长期坚持。补缴水费3万元")],
            RIVER,
        ),
    ],
    ids=["a cell over rows", "bands and totals", "two rows of heads", "a column of classes", "two columns"],
)  # fmt: skip
def test_a_table_is_read_whatever_its_layout(rows: Sequence[Sequence[str]], told: Told) -> None:
    assert _told(read_text(html_text(_page(rows)))) == told


def test_a_notice_with_a_table_tells_its_rows_once() -> None:
    rows = [
        ("反馈问题", "整改情况"),
        ("1.河长制落实不到位", "已完成。召开会议3次；落实管护员86名"),
        ("2.水费征收不规范", "长期坚持。补缴水费3万元"),
    ]
    paper = read_text(html_text(_page(rows, "清源区水利局党组关于巡察整改进展情况的通报")))

    assert paper.kind == "notice_rectification"
    assert _told(paper) == RIVER


def test_rows_that_share_a_problem_are_its_measures(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        (TITLE,),
        HEAD,
        ("1", "河长制落实不到位", "召开会议3次", "已完成"),
        (None, None, "落实管护员86名", None),
        SECOND,
    ]:
        sheet.append(row)
    for area in ("A3:A4", "B3:B4", "D3:D4"):
        sheet.merge_cells(area)
    book.save(tmp_path / "台账.xlsx")

    assert _told(read_paper(tmp_path / "台账.xlsx")) == RIVER


def test_a_layout_table_is_text_and_a_row_keeps_its_empty_cells() -> None:
    page = "<table><tr><td>页眉<table><tr><td>甲<p>乙</p></td><td></td><td>丙&nbsp;丁</td></tr></table>页脚</td></tr></table>尾"

    assert [one.strip(" ") for one in html_text(page).split("\n") if one.strip()] == [
        "页眉",
        "甲 乙\t\t丙 丁",
        "页脚",
        "尾",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<td>甲",
        "</table></td></tr>甲",
        "<table>" * 500 + "甲",
        "<tr><td colspan=999 rowspan=999>甲</td></tr>",
        "<p><b>甲</p></b><td><tr>",
    ],
)
def test_a_page_that_is_badly_nested_is_read_all_the_same(page: str) -> None:
    assert html_text(page).strip() == "甲"


LOOSE_HEAD = "中共清源区水利局党组关于巡察整改进展情况的通报\n2023年3月6日至5月12日，区委第二巡察组巡察区水利局党组。\n"


@pytest.mark.parametrize(
    "table",
    [
        "反馈问题\t河长制落实不到位\t水费征收不规范\n整改措施\t召开会议3次；落实管护员86名\t补缴水费3万元\n整改状态\t已完成\t长期坚持",
        "| 反馈问题 | 河长制落实不到位 | 水费征收不规范 |\n| 整改措施 | 召开会议3次；落实管护员86名 | 补缴水费3万元 |\n| 整改状态 | 已完成 | 长期坚持 |",
        "序号\n反馈问题\n整改措施\n整改状态\n1\n河长制落实不到位\n召开会议3次；落实管护员86名\n已完成\n2\n水费征收不规范\n补缴水费3万元\n长期坚持",
        "反馈的问题\n整改举措\n牵头股室\n完成情况\n河长制落实不到位\n召开会议3次；落实管护员86名\n工程股\n已完成\n水费征收不规范\n补缴水费3万元\n财务股\n长期坚持",
    ],
    ids=["turned", "turned between strokes", "flattened with numbers", "flattened without"],
)
def test_a_table_that_lost_its_shape_is_laid_out_again(table: str) -> None:
    paper = read_text(f"{LOOSE_HEAD}{table}\n监督电话：0900-5550000，欢迎广大干部群众监督。\n")

    assert _told(paper) == RIVER
    assert all(paper.text[slice(*one.span)] == one.finding for one in paper.findings)


NOTICE = """中共清源区水利局党组关于巡察整改进展情况的通报
2023年3月6日至5月12日，区委第二巡察组巡察区水利局党组。{intro}
一、反馈问题整改情况
1.河长制落实不到位。
整改情况：召开会议3次。
2.水费征收不规范。
整改情况：补缴水费3万元。
3.节水宣传不够深入。
整改情况：发放手册300份。{after}
二、下一步打算
抓好常态长效。
"""


@pytest.mark.parametrize(
    ("intro", "after", "states"),
    [
        ("问题1至2已完成整改，问题3正在整改。", "", ["completed", "completed", "in_progress"]),
        ("其中第1、3项问题已完成整改，第2项基本完成。", "", ["completed", "basically_completed", "completed"]),
        ("第2项正在整改，其余问题均已整改到位。", "", ["completed", "in_progress", "completed"]),
        ("", "\n以上3个问题均已完成整改。", ["completed"] * 3),
        ("前2个问题已完成整改，长期坚持的有：第3项。", "", ["completed", "completed", "long_term"]),
        ("共有3个问题。", "", ["unstated"] * 3),
    ],
    ids=["a range", "a list", "the rest", "all above", "the first and the other way round", "none"],
)  # fmt: skip
def test_states_told_for_several_problems(intro: str, after: str, states: list[str]) -> None:
    paper = read_text(NOTICE.format(intro=intro, after=after))

    assert [one.status for one in paper.findings] == states

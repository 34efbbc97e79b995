# ruff: noqa: E501  (tables of cases)
"""Findings from papers and lists: what counts as one, its number, the unit, the day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.engines.reading.papers import docx
from tests.engines.reading.test_ledger_cases import book
from xuncha.engines.reading.feedback import findings_in_text, read_feedback
from xuncha.engines.reading.feedback_lines import unwrapped
from xuncha.engines.reading.records import ReadError

PAPER = """关于巡察清源区民政局党组的反馈意见
清源区民政局党组：
根据区委统一部署，2024年1月8日至2月28日，区委第二巡察组对你单位进行了巡察。现将有关情况反馈如下：
一、总体评价
巡察认为，局党组能够认真履职，取得了一定成效。
（一）政治建设得到加强。
（二）民生工作有进展。
二、巡察发现的主要问题
（一）落实民生政策不够有力
1.学习不深入。2023年仅学习4次，一是没有研讨；二是没有记录。
2.低保动态管理不到位。抽查发现12户死亡未停发，涉及金额3.6万元。
（二）管党治党责任落实不到位
3．公务接待不规范。
2022年至2023年，超标准接待5次。
4、财务管理混乱，白条报销1.2万元。
三、意见建议
1.提高政治站位。
2.加强财务管理。
四、整改要求
（一）两个月内报送整改报告。
中共清源区委第二巡察组
2024年3月5日
"""
TEXTS = [
    "学习不深入。2023年仅学习4次，一是没有研讨；二是没有记录。",
    "低保动态管理不到位。抽查发现12户死亡未停发，涉及金额3.6万元。",
    "公务接待不规范。\n2022年至2023年，超标准接待5次。",
    "财务管理混乱，白条报销1.2万元。",
]


def texts(text: str) -> list[str]:
    return [one.text for one in findings_in_text(text)]


def test_a_paper_in_any_encoding_and_line_ends(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", PAPER.encode()), ("b.txt", PAPER.encode("gb18030")),
        ("c.txt", PAPER.replace("\n", "\r\n").encode("utf-8-sig")),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(data)
        read = read_feedback(path)
        assert [one.text for one in read.findings] == TEXTS
        assert [one.number for one in read.findings] == ["1", "2", "3", "4"]
        assert read.findings[0].path == ("二、巡察发现的主要问题", "（一）落实民生政策不够有力")
        assert (read.unit, read.feedback_on) == ("清源区民政局党组", dt.date(2024, 3, 5))
        assert read.file == name


def test_a_word_document_with_written_and_with_automatic_numbers(tmp_path: Path) -> None:
    written = docx(tmp_path / "a.docx", list(PAPER.split("\n")))
    assert [one.text for one in read_feedback(written).findings] == TEXTS
    automatic = docx(tmp_path / "b.docx", [
        (0, "巡察发现的主要问题"), (1, "学习不深入，没有记录"), (1, "接待不规范，超标准5次"),
        (0, "意见建议"), (1, "提高站位"),
    ])  # fmt: skip
    read = read_feedback(automatic)
    assert [(one.number, one.text) for one in read.findings] == [
        ("1", "学习不深入，没有记录"), ("2", "接待不规范，超标准5次"),
    ]  # fmt: skip
    assert read.findings[0].path == ("一、巡察发现的主要问题",)


def test_numbers_that_begin_anew_are_counted_through() -> None:
    found = findings_in_text(
        "一、存在问题\n（一）党建\n1.甲不实。\n2.乙不严。\n（二）作风\n1.丙不正。"
    )
    assert [(one.number, one.text) for one in found] == [
        ("1", "甲不实。"),
        ("2", "乙不严。"),
        ("3", "丙不正。"),
    ]


@pytest.mark.parametrize("heading", ["对巡察整改的要求：", "整改工作要求：", "整改要求"])
def test_demands_after_the_findings_are_none(heading: str) -> None:
    problems = "1. 仓库安全帽超期。\n2. 除尘布袋破损。"
    assert texts(f"{problems}\n{heading}\n（一）认真制定整改方案。\n（二）公开整改情况。") == [
        "仓库安全帽超期。", "除尘布袋破损。",
    ]  # fmt: skip


def test_the_lowest_numbers_are_the_findings() -> None:
    assert texts("1.党建薄弱\n（1）记录不全\n（2）换届不及时\n2.作风不实，检查走过场") == [
        "记录不全", "换届不及时", "作风不实，检查走过场",
    ]  # fmt: skip


def test_first_second_third_under_a_heading() -> None:
    text = "主要问题：\n一是学习不深入，没有记录；\n二是宣传不到位。\n三是监管缺位。"
    assert texts(text) == ["学习不深入，没有记录", "宣传不到位", "监管缺位"]
    run_on = "一是学习不深入。二是宣传不到位，氛围不浓。三是监管缺位。五点建议：站位、职责。"
    assert texts(run_on) == ["学习不深入", "宣传不到位，氛围不浓", "监管缺位"]


def test_clauses_below_a_heading() -> None:
    text = "巡察发现的主要问题有：\n一是落实战略有差距。\n统筹推进不够；资源下沉不足；补短板滞后。\n针对以上问题，巡察组提出以下整改建议：\n（一）提高站位，解决问题。\n（二）压实责任。\n反馈会上，组长作了通报。"
    assert texts(text) == ["统筹推进不够", "资源下沉不足", "补短板滞后"]


def test_a_paper_without_numbers() -> None:
    text = "3月10日集中反馈。问题:理论学习不到位;人居环境整治不彻底;财务不规范。23个村负责人表态。"
    assert texts(text) == ["理论学习不到位", "人居环境整治不彻底", "财务不规范"]
    assert texts("市委第一巡察组反馈了巡察情况，有关负责同志参加会议。") == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("反馈时间：2024年3月5日", "2024-03-05"), ("于2024年3月5日反馈", "2024-03-05"),
        ("2024年3月5日，区委第一巡察组向区民政局党组反馈了巡察情况。", "2024-03-05"),
        ("2024年1月8日至2月28日进驻，3月5日上午向领导班子集中反馈。", "2024-03-05"),
        ("2024年1月8日至2月28日开展巡察。现将情况反馈如下。", None),
        ("截至2024年6月30日巡察反馈问题整改台账", None),
    ],
)  # fmt: skip
def test_the_feedback_day(tmp_path: Path, line: str, day: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{line}\n1.甲不实。\n2.乙不严。", encoding="utf-8")
    assert read_feedback(path).feedback_on == (dt.date.fromisoformat(day) if day else None)


def test_lists_with_known_and_unknown_headings(tmp_path: Path) -> None:
    known = book(tmp_path / "a.xlsx", 清单=([
        ["清源区民政局党组巡察反馈问题清单"], ["反馈时间：2024年3月5日"], ["序号", "类别", "反馈问题"],
        [1, "党建", "记录不全"], [2, "", "换届不及时"], ["合计", "", "2个"],
    ], ["A1:C1"]))  # fmt: skip
    read = read_feedback(known)
    assert [(one.number, one.text) for one in read.findings] == [
        ("1", "记录不全"),
        ("2", "换届不及时"),
    ]
    assert (read.unit, read.feedback_on) == ("清源区民政局党组", dt.date(2024, 3, 5))
    unknown = book(tmp_path / "b.xlsx", 表=([
        ["No", "点位", "事由"], ["7", "甲", "三会一课记录不全，缺少两个季度"], ["9", "乙", "支部换届不及时，超期一年以上"],
    ], []))  # fmt: skip
    assert [(one.number, one.text[:6]) for one in read_feedback(unknown).findings] == [
        ("7", "三会一课记录"), ("9", "支部换届不及"),
    ]  # fmt: skip


def test_a_list_of_several_units(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 表=([
        ["序号", "被巡察单位", "问题"], [1, "清源镇党委", "记录不全"], [2, "", "换届不及时"], [3, "柳河村党支部", "公开不及时"],
    ], ["B2:B3"]))  # fmt: skip
    assert [one.unit for one in read_feedback(path).findings] == [
        "清源镇党委",
        "清源镇党委",
        "柳河村党支部",
    ]


def test_parts_with_numbers_of_their_own_are_findings(tmp_path: Path) -> None:
    merged = [["序号", "反馈问题", "具体问题"], [1, "党建不实", "记录不全"], [2, "", "换届不及时"]]
    shared = [["序号", "反馈问题", "具体问题"], [1, "党建不实", "记录不全"], ["", "", "换届不及时"]]
    parts = read_feedback(book(tmp_path / "a.xlsx", 表=(merged, ["B2:B3"])))
    whole = read_feedback(book(tmp_path / "b.xlsx", 表=(shared, ["A2:A3", "B2:B3"])))
    assert [one.text for one in parts.findings] == ["记录不全", "换届不及时"]
    assert [one.text for one in whole.findings] == ["党建不实"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    old = tmp_path / "旧.doc"
    old.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900 + "WordDocument".encode("utf-16-le")
    )
    with pytest.raises(ReadError, match=r"“旧\.doc”已损坏，打不开"):
        read_feedback(old)
    with pytest.raises(ReadError, match="找不到"):
        read_feedback(tmp_path / "没有.docx")


def test_a_table_in_a_paper() -> None:
    told = "问题清单\n序号\t问题类别\t反馈问题\t备注\n1\t党建\t三会一课记录不全\t\n2\t\t支部换届不及时\t立行立改"
    assert texts(told) == ["三会一课记录不全", "支部换届不及时"]
    assert texts("1.\t记录不全，缺两个季度\n2.\t换届不及时") == [
        "记录不全，缺两个季度",
        "换届不及时",
    ]


def test_lines_broken_at_the_pages_edge() -> None:
    lines = [
        "1.学习不深入。党组理论学习中心组2023年仅学习",
        "4次，没有研讨记录，个别同志没有参加过一次。",
        "2.接待不规范，超标准五次。",
    ]
    assert unwrapped(lines) == ["".join(lines[:2]), lines[2]]


def test_circled_numbers_are_told_as_figures_and_wishes_are_no_findings() -> None:
    asked = findings_in_text("（一）接待没有公函。\n下一步工作要求\n（一）提高站位。")
    assert [one.text for one in asked] == ["接待没有公函"]
    told = findings_in_text("一、主要问题\n①接待没有公函。\n②合同没有签字。\n三、希望你镇立说立行")
    assert [(one.number, one.text) for one in told] == [
        ("1", "接待没有公函。"),
        ("2", "合同没有签字。"),
    ]

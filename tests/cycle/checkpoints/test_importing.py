"""Points brought in as a workbook: every row or none, each trouble at its place."""

from __future__ import annotations

import datetime as dt
import io
import time

import openpyxl
import pytest
import xlsxwriter

from tests.checkpoints import HEADERS, ROW, book, drafted, library
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.checkpoints.importing.dry_run import read_points
from xuncha.cycle.checkpoints.models import (
    Checkpoint,
    CheckpointKind,
    Decision,
    PointImport,
    PointSet,
)
from xuncha.cycle.checkpoints.services import decisions, importing
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def draft(people: Cast) -> PointSet:
    return drafted(people.actor("liwen"))


def row(**more: object) -> list[object]:
    """The good row with some cells otherwise."""
    return [more.get(name, value) for name, value in zip(HEADERS, ROW, strict=True)]


def bring(people: Cast, draft: PointSet, *rows: list[object]) -> PointImport:
    """Hand a workbook in."""
    return importing.bring_points(
        people.actor("liwen"), set_id=draft.pk, stream=book(rows), name="要点.xlsx"
    )


def refusal(people: Cast, draft: PointSet, *rows: list[object]) -> list[str]:
    """What the dry run says, and that nothing can be taken then."""
    made = bring(people, draft, *rows)
    points = Checkpoint.objects.count()
    said = read_points(made).run.sentences()
    with pytest.raises(Invalid):
        importing.take_points(people.actor("liwen"), import_id=made.pk, version=made.version)
    assert Checkpoint.objects.count() == points
    return said


def test_a_workbook_becomes_decisions_and_points(people: Cast, draft: PointSet) -> None:
    made = bring(
        people, draft, row(),
        row(监督要点="公开招租的公告是否真实", 适用类别="全部", 重点="", 分类="房产出租管理不规范"),
        row(级别="区级", 文件名称="《关于提高民生实事办理质量的意见》", 文号="清源发〔2025〕6号",
            日期="", 监督要点="民生实事是否有人回访", 分类="1.2.3", 适用类别="村社区"),
    )  # fmt: skip
    assert made.summary == {"new": 3, "changed": 0, "same": 0, "decisions": 1, "refused": 0}
    assert Decision.objects.count() == 1, "a dry run writes nothing of it"
    done = importing.take_points(people.actor("liwen"), import_id=made.pk, version=made.version)
    assert done.state == "done"
    point = Checkpoint.objects.get(text="出租是否经过集体研究")
    assert (point.decision.number, point.leaf.code, point.is_key, point.signs) == (
        "清河办〔2025〕9号", "2.7.1", True, "个人决定出租",
    )  # fmt: skip
    assert {one.kind for one in point.kinds.all()} == {"department", "street", "town", "township"}
    assert CheckpointKind.objects.filter(checkpoint__text="公开招租的公告是否真实").count() == 9
    assert AuditRow.objects.filter(verb="checkpoints.import.done").count() == 1


def test_the_same_workbook_again_changes_nothing(people: Cast, draft: PointSet) -> None:
    first = bring(people, draft, row())
    importing.take_points(people.actor("liwen"), import_id=first.pk, version=first.version)
    again = bring(people, draft, row(日期=""))
    assert again.summary == {"new": 0, "changed": 0, "same": 1, "decisions": 0, "refused": 0}
    other = bring(people, draft, row(适用类别="国企", 问题表现形式="租金长期不收"))
    assert other.summary["changed"] == 1
    number = Checkpoint.objects.get(text=ROW[4]).number
    importing.take_points(people.actor("liwen"), import_id=other.pk, version=other.version)
    point = Checkpoint.objects.get(text=ROW[4])
    assert (point.number, point.signs, [one.kind for one in point.kinds.all()]) == (
        number, "租金长期不收", ["enterprise"],
    )  # fmt: skip


def test_a_name_that_both_trees_have_goes_by_the_kinds(people: Cast, draft: PointSet) -> None:
    made = bring(
        people, draft, row(监督要点="甲", 分类="人居环境整治不彻底", 适用类别="村"),
        row(监督要点="乙", 分类="人居环境整治不彻底", 适用类别="镇"),
    )  # fmt: skip
    assert [one.leaf for one in read_points(made).new] == [
        "V9.1 人居环境整治不彻底", "1.2.5 人居环境整治不彻底",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"级别": "乡"}, "第 3 行“级别”"),
        ({"级别": ""}, "第 3 行“级别”"),
        ({"文件名称": ""}, "第 3 行“文件名称”"),
        ({"文件名称": "长" * 201}, "第 3 行“文件名称”"),
        ({"日期": ""}, "第 3 行“日期”"),
        ({"日期": "去年夏天"}, "第 3 行“日期”"),
        ({"日期": "2025-02-30"}, "第 3 行“日期”"),
        ({"日期": "2026-03-19"}, "第 3 行“日期”"),
        ({"监督要点": "　"}, "第 3 行“监督要点”"),
        ({"监督要点": "长" * 1001}, "第 3 行“监督要点”"),
        ({"分类": "1.2"}, "第 3 行“分类”"),
        ({"分类": "没有这一类"}, "第 3 行“分类”"),
        ({"适用类别": "部队"}, "第 3 行“适用类别”"),
        ({"适用类别": "、"}, "第 3 行“适用类别”"),
        ({"重点": "大概"}, "第 3 行“重点”"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    people: Cast, draft: PointSet, cells: dict[str, object], place: str
) -> None:
    said = refusal(people, draft, row(**cells), row(监督要点="好的一行"))
    assert len(said) == 1
    assert said[0].startswith(place)


def test_rows_that_contradict_each_other_are_refused(people: Cast, draft: PointSet) -> None:
    said = refusal(people, draft, row(), row(重点="否"))
    assert said == ["第 4 行“监督要点”：和第 3 行是同一条要点。"]
    said = refusal(people, draft, row(), row(监督要点="别的", 日期="2025-06-02"))
    assert said == ["第 4 行“日期”：同一份文件前面写的是 2025-06-01。"]


def test_a_retired_decision_takes_no_new_points(people: Cast, draft: PointSet) -> None:
    office = people.actor("liwen")
    first = bring(people, draft, row())
    importing.take_points(office, import_id=first.pk, version=first.version)
    decision = Decision.objects.get(number="清河办〔2025〕9号")
    decisions.retire_decision(
        office, decision_id=decision.pk, version=decision.version, reason="已废止"
    )
    said = refusal(people, draft, row(监督要点="又一条"))
    assert "已经停用" in said[0]


def test_a_missing_column_takes_no_row(people: Cast, draft: PointSet) -> None:
    made = importing.bring_points(
        people.actor("liwen"), set_id=draft.pk, name="要点.xlsx",
        stream=book([ROW[:6]], HEADERS[:6]),
    )  # fmt: skip
    reading = read_points(made)
    assert reading.run.sentences() == ["表里没有“分类”这一列。", "表里没有“适用类别”这一列。"]
    assert reading.new == []


def test_formulas_and_markup_stay_words(people: Cast, draft: PointSet) -> None:
    text = '=HYPERLINK("x") <script>alert(1)</script> {{ 7*7 }}'
    made = bring(people, draft, row(监督要点=text))
    importing.take_points(people.actor("liwen"), import_id=made.pk, version=made.version)
    assert Checkpoint.objects.filter(text=text).exists()


def test_a_decision_merged_over_its_points_counts_for_each(people: Cast, draft: PointSet) -> None:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = made.add_worksheet()
    for col, name in enumerate(HEADERS):
        sheet.write(0, col, name)
    for col in range(4):
        sheet.merge_range(1, col, 2, col, ROW[col])
    for at, text in enumerate(("甲", "乙"), start=1):
        for col, value in enumerate([text, *ROW[5:]], start=4):
            sheet.write(at, col, value)
    made.close()
    stream.seek(0)
    brought = importing.bring_points(
        people.actor("liwen"), set_id=draft.pk, stream=stream, name="合并.xlsx"
    )
    assert [one.text for one in read_points(brought).new] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x00\x01garbage", "要点.xlsx"),
        (b"PK\x03\x04" + b"\x00" * 60, "要点.xlsx"),
        ("一二三".encode(), "要点.csv"),
        (b"%PDF-1.4", "要点.pdf"),
    ],
)
def test_what_is_no_table_of_points_is_refused_with_its_name(
    people: Cast, draft: PointSet, content: bytes, name: str
) -> None:
    with pytest.raises(Invalid) as told:
        importing.bring_points(
            people.actor("liwen"), set_id=draft.pk, stream=io.BytesIO(content), name=name
        )
    assert told.value.sentence.endswith("。")
    assert not PointImport.objects.exists()


def test_headings_over_two_rows_and_a_merged_decision(people: Cast, draft: PointSet) -> None:
    """A title, group headings above the real ones, one decision beside two points."""
    groups = {HEADERS[0]: "依据", HEADERS[1]: "依据"}
    top = [groups.get(name, name) for name in HEADERS]
    bottom = [name if name in groups else "" for name in HEADERS]
    first, second = row(监督要点="甲"), row(监督要点="乙")
    for place, name in enumerate(HEADERS):
        if name in {"级别", "文件名称", "文号", "日期"}:
            second[place] = None
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for line in (["区委巡察监督要点"], top, bottom, first, second):
        sheet.append(line)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=2)
    for place, name in enumerate(HEADERS, 1):
        if name not in groups:
            sheet.merge_cells(start_row=2, start_column=place, end_row=3, end_column=place)
        if name in {"级别", "文件名称", "文号", "日期"}:
            sheet.merge_cells(start_row=4, start_column=place, end_row=5, end_column=place)
    stream = io.BytesIO()
    made.save(stream)
    stream.seek(0)
    brought = importing.bring_points(
        people.actor("liwen"), set_id=draft.pk, stream=stream, name="要点.xlsx"
    )
    reading = read_points(brought)
    assert reading.run.sentences() == []
    assert [one.text for one in reading.new] == ["甲", "乙"]
    assert len(reading.decisions) == 1


def test_five_thousand_rows_are_read_at_once_and_no_more(people: Cast, draft: PointSet) -> None:
    many = [row(监督要点=f"第{n}条") for n in range(5001)]
    with pytest.raises(Invalid, match="5,001 行"):
        bring(people, draft, *many)
    start = time.monotonic()
    made = bring(people, draft, *many[:2000])
    importing.take_points(people.actor("liwen"), import_id=made.pk, version=made.version)
    assert Checkpoint.objects.filter(text__startswith="第").count() == 2000
    assert time.monotonic() - start < 30


def test_only_the_office_and_only_into_a_draft(story: Story, people: Cast) -> None:
    made = library(story, people)
    with pytest.raises(Conflict):
        bring(people, made.version, row())
    draft = drafted(people.actor("liwen"), "下一版")
    for who, error in [("hejingan", Refused), ("fengli", Absent), ("zhoulan", Absent)]:
        with pytest.raises(error):
            importing.bring_points(
                people.actor(who), set_id=draft.pk, stream=book([row()]), name="要点.xlsx"
            )


def test_a_version_issued_meanwhile_takes_nothing_more(people: Cast, draft: PointSet) -> None:
    from xuncha.cycle.checkpoints.services import sets

    made = bring(people, draft, row())
    sets.issue_set(
        people.actor("song"), set_id=draft.pk, version=draft.version,
        effective_on=TODAY + dt.timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(Conflict):
        importing.take_points(people.actor("liwen"), import_id=made.pk, version=made.version)
    assert not Checkpoint.objects.filter(text=ROW[4]).exists()


def test_a_workbook_is_taken_or_dropped_once(people: Cast, draft: PointSet) -> None:
    office = people.actor("liwen")
    made = bring(people, draft, row())
    importing.drop_points(office, import_id=made.pk, version=made.version)
    for act in (importing.take_points, importing.drop_points):
        with pytest.raises(Conflict):
            act(office, import_id=made.pk, version=made.version)
    assert not Checkpoint.objects.filter(text=ROW[4]).exists()

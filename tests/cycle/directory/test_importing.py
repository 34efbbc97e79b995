"""An office's own list: read first, told row by row, taken whole or not at all."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import pytest

from tests.cycle.directory.books import DISTRICT, book, saved
from tests.cycle.directory.town import DAY, PAPER, at, end
from tests.scenarios import TODAY
from xuncha.cycle.directory.enums import ContactPost, DirectoryImportState
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.importing.dry_run import read_plan, refused_workbook
from xuncha.cycle.directory.importing.plan import Plan
from xuncha.cycle.directory.importing.planned import Fate
from xuncha.cycle.directory.importing.writing import Decision, How
from xuncha.cycle.directory.models import (
    Contact,
    DirectoryImport,
    FormerName,
    FormerParent,
    Organisation,
)
from xuncha.cycle.directory.selectors import name_on
from xuncha.cycle.directory.services.importing import (
    bring_directory,
    change_directory_layout,
    drop_directory,
    take_directory,
)
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

Town = dict[str, Organisation]
Who = Callable[[str], Actor]


def bring(actor: Actor, stream: io.BytesIO, name: str = "名录.xlsx") -> DirectoryImport:
    return bring_directory(actor, stream=stream, name=name)


def take(
    actor: Actor, row: DirectoryImport, *, leave_refused: bool = False, document: str = PAPER,
    as_of: dt.date = TODAY, decisions: Mapping[tuple[int, str], Decision] | None = None,
) -> DirectoryImport:  # fmt: skip
    return take_directory(
        actor, import_id=row.pk, version=row.version, as_of=as_of, document=document,
        decisions=decisions or {}, leave_refused=leave_refused,
    )  # fmt: skip


def plan_of(actor: Actor, rows: Sequence[Sequence[Any]], *told: Any, **more: Any) -> Plan:
    return read_plan(actor, bring(actor, book(rows, *told, **more)))


def problems(plan: Plan) -> dict[int, str]:
    """Why rows can't be taken, by Excel's row."""
    return {one.draft.row: "".join(one.draft.problems) for one in plan.of(Fate.REFUSED)}


@pytest.fixture
def clerk(who: Who, town: Town) -> Actor:
    return who("liwen")


def test_a_first_list_becomes_the_directory(who: Who) -> None:
    clerk = who("liwen")
    row = bring(clerk, book(DISTRICT, title="清源区党组织名录（2026年）"))
    assert row.summary == {"new": 4, "changed": 0, "same": 0, "refused": 0}
    assert not Organisation.objects.filter(code="T5").exists()
    done = take(clerk, row, document="")
    assert (done.state, done.summary["new"]) == (DirectoryImportState.DONE, 4)
    village = Organisation.objects.get(code="V5")
    assert (village.parent, village.kind) == (Organisation.objects.get(code="T5"), Kind.VILLAGE)
    assert village.established_on == dt.date(2010, 3, 1)
    assert Organisation.objects.get(code="T5").parent == Organisation.objects.get(code="C")
    held = {(one.organisation.code, one.post): (one.name, one.phone, one.from_on) for one in
            Contact.objects.select_related("organisation")}  # fmt: skip
    assert held["V5", ContactPost.SECRETARY] == ("林秀", "13800000001", TODAY)
    assert held["V5", ContactPost.LIAISON] == ("方平", "0571-86001", TODAY)
    assert len(held) == 5
    told = AuditRow.objects.get(verb="directory.import.done").details
    assert told["counts"]["new"] == 4


def test_the_same_list_twice_changes_nothing(clerk: Actor) -> None:
    take(clerk, bring(clerk, book(DISTRICT)))
    before = list(Organisation.objects.order_by("pk").values())
    again = bring(clerk, book(DISTRICT))
    assert again.summary == {"new": 0, "changed": 0, "same": 4, "refused": 0}
    take(clerk, again, document="")
    assert list(Organisation.objects.order_by("pk").values()) == before
    assert Contact.objects.count() == 5


def test_a_month_is_told_as_doubtful_by_its_own_row(clerk: Actor) -> None:
    plan = plan_of(clerk, DISTRICT, title="标题")
    notes = {one.draft.row: one.draft.notes for one in plan.rows if one.draft.notes}
    assert list(notes) == [4]
    assert "没有写到日，按 2010-03-01 算" in notes[4][0]


def test_merged_parents_bands_totals_and_two_header_rows(clerk: Actor) -> None:
    """As towns make them: the town merged beside its villages, two rows of headings."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "村社区"
    for line in (
        ["清源区村（社区）党组织名册"], ["填报单位：组织部", None, None, None, "2026年3月"],
        ["序号", "所属镇街", "村（社区）名称", "书记", None, "联络员", None],
        [None, None, None, "姓名", "电话", "姓名", "电话"],
        ["一、农村（2个）"],
        [1, "青石镇", "新柳村", "林秀", 13800000001, "方平", "86001"],
        [2, None, "新桥村", "何苗", "13800000002", None, None],
        ["二、社区（1个）"],
        [3, "东屏街道", "桂花社区", "石磊", None, "江淮", "86002"],
        [4],
        ["合计", None, 3],
        ["备注：截至3月1日"],
    ):  # fmt: skip
        sheet.append(line)
    for area in ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "A5:G5", "B6:B7", "A8:G8"):
        sheet.merge_cells(area)
    row = bring(clerk, saved(made))
    plan = read_plan(clerk, row)
    assert problems(plan) == {}
    assert [(one.draft.row, one.draft.name, one.parent_name, one.kind) for one in plan.rows] == [
        (6, "新柳村", "青石镇", Kind.VILLAGE), (7, "新桥村", "青石镇", Kind.VILLAGE),
        (9, "桂花社区", "东屏街道", Kind.COMMUNITY),
    ]  # fmt: skip
    assert [one.code for one in plan.rows] == ["D0001", "D0002", "D0003"]
    take(clerk, row)
    people = Contact.objects.filter(organisation__code="D0001").order_by("post")
    assert [(one.post, one.name, one.phone) for one in people] == [
        ("liaison", "方平", "86001"), ("secretary", "林秀", "13800000001"),
    ]  # fmt: skip


def test_a_heading_names_the_parent_where_the_column_is_missing(clerk: Actor) -> None:
    rows = [
        ["一、青石镇（2个村）"],
        ["新柳村", "林秀"],
        ["新桥村", None],
        ["二、东屏街道"],
        ["桂花社区", None],
    ]
    plan = plan_of(clerk, rows, ["名称", "书记"], merges=["A2:B2"])
    assert problems(plan) == {}
    assert [one.parent_name for one in plan.rows] == ["青石镇", "青石镇", "东屏街道"]
    assert all("小标题" in "".join(one.draft.notes) for one in plan.rows)


def test_a_body_of_its_own_does_not_make_two_committees(clerk: Actor) -> None:
    """The discipline body stands below the committee and is of its kind."""
    root = Organisation.objects.get(kind=Kind.DISTRICT)
    Organisation.objects.create(
        code="JW", name="清源区纪检机关", short_name="纪检机关", kind=Kind.DISTRICT, parent=root
    )
    plan = plan_of(clerk, [["新设中心", "区直单位"]], ["名称", "类别"])
    assert problems(plan) == {}
    assert plan.rows[0].parent_name == root.name


def test_what_can_not_be_taken_is_told_row_by_row(clerk: Actor) -> None:
    rows = [
        ["X1", "甲局", "区直单位", "没有的上级"], ["X2", None, "区直单位", "C"],
        ["X3", "乙局", "公园", "C"], ["X4", "丙村", "村", None], ["X5", "丁村", "村", "X6"],
        ["X6", "戊镇", "镇", "没有的上级"], ["X7", "己镇", "镇", "X8"], ["X8", "庚镇", "镇", "X7"],
        ["X9", "辛镇", "镇", "C", "2010-13-45"], ["X10", "壬镇", "镇", "C", TODAY + DAY],
        ["X11", "癸镇", "镇", "C"], ["X11", "癸镇", "镇", "C"], ["Z", "青石镇", "镇", "C"],
        ["X12", "子" * 81, "镇", "C"], ["X13", "看不出", None, "C"], ["X14", "丑镇", "镇", "X14"],
    ]  # fmt: skip
    told = problems(plan_of(clerk, rows))
    expected = {
        2: "在表里和名录里都没有", 3: "“名称”：不能空着", 4: "不在可选范围内",
        5: "村、社区要写明上级",
        6: "上级在名录 第 7 行，那一行不能导入", 7: "都没有", 8: "绕成了一圈", 9: "绕成了一圈",
        10: "“设立日期”", 11: "晚于今天", 13: "和名录 第 12 行是同一个单位",
        14: "代码是 T1，和表里的 Z 不同", 15: "最多 80 个字", 16: "看不出类别", 17: "都没有",
    }  # fmt: skip
    assert set(told) == set(expected)
    for number, words in expected.items():
        assert words in told[number], (number, told[number])


def test_refused_rows_stop_the_list_or_stay_out_and_come_back(clerk: Actor) -> None:
    rows = [["X1", "甲局", "区直单位", "C"], ["X2", "乙局", "公园", "C"]]
    row = bring(clerk, book(rows, title="名录"))
    with pytest.raises(Invalid, match="第一处在名录 第 4 行"):
        take(clerk, row)
    assert not Organisation.objects.filter(code="X1").exists()
    stream = io.BytesIO()
    assert refused_workbook(row, read_plan(clerk, row), stream) == 1
    back = openpyxl.load_workbook(stream).active
    assert back is not None
    lines = [[cell.value for cell in line] for line in back.iter_rows()]
    assert lines[0][:3] == ["不能导入的原因", "代码", "名称"]
    assert lines[1][2] == "乙局"
    assert str(lines[1][0]).startswith("原第 4 行")
    take(clerk, row, leave_refused=True)
    assert Organisation.objects.filter(code__startswith="X").count() == 1


def test_changed_names_are_renames_from_a_day_on(clerk: Actor, town: Town) -> None:
    rows = [
        ["T1", "青石街道", "街道", "C"], ["B1", "清源区粮食和物资储备局", "区直单位", "C"],
        ["B2", "清源区商物局", "区直单位", "C"], ["V2", "石桥村", "村", "东屏街道"],
    ]  # fmt: skip
    row = bring(clerk, book(rows))
    plan = read_plan(clerk, row)
    assert [[(change.how, change.before, change.after) for change in one.changes] for one in
            plan.rows] == [
        [("rename", "青石镇 · 镇", "青石街道 · 街道")],
        [("rename", "清源区粮食局", "清源区粮食和物资储备局")],
        [("rename", "清源区商务局", "清源区商物局")], [("move", "青石镇", "东屏街道")],
    ]  # fmt: skip
    with pytest.raises(Invalid, match="依据"):
        take(clerk, row, document=" ")
    decisions = {
        (town["B1"].pk, "rename"): Decision(How.CORRECTED),
        (town["B2"].pk, "rename"): Decision(How.LEFT),
        (town["T1"].pk, "rename"): Decision(How.CHANGED, dt.date(2025, 7, 1)),
    }
    take(clerk, row, decisions=decisions, as_of=dt.date(2026, 1, 1))
    assert name_on(at(town["T1"]), dt.date(2025, 6, 30)) == "青石镇"
    assert at(town["T1"]).kind == Kind.STREET
    assert at(town["B1"]).name == "清源区粮食和物资储备局"
    assert at(town["B2"]).name == "清源区商务局"
    assert FormerName.objects.get().document == PAPER
    past = FormerParent.objects.get()
    assert (past.parent, past.until_on) == (town["T1"], dt.date(2025, 12, 31))
    again = read_plan(clerk, bring(clerk, book(rows)))
    assert [one.organisation for one in again.of(Fate.CHANGED)] == [town["B2"]]


def test_a_change_that_the_record_contradicts_stops_all(clerk: Actor, town: Town) -> None:
    rows = [["X1", "甲局", "区直单位", "C"], ["B1", "粮储局", "区直单位", "C"]]
    row = bring(clerk, book(rows))
    with pytest.raises(Invalid, match="名录 第 3 行：现在的名称从 2010-01-01 起用"):
        take(clerk, row, as_of=dt.date(2009, 1, 1))
    assert not Organisation.objects.filter(code="X1").exists()
    assert at(town["B1"]).version == 1
    assert DirectoryImport.objects.get(pk=row.pk).state == DirectoryImportState.READ


def test_party_names_short_names_and_former_names_are_no_renames(clerk: Actor, town: Town) -> None:
    FormerName.objects.create(
        organisation=town["B2"],
        name="清源区贸易局",
        kind=Kind.DEPARTMENT,
        until_on=dt.date(2015, 1, 1),
    )
    rows = [["中共清源区粮食局党组"], ["商务局"], ["青石镇党委"], ["清源区贸易局"]]
    plan = plan_of(clerk, rows[:3], ["单位名称"])
    assert [one.fate for one in plan.rows] == [Fate.SAME] * 3
    [one] = plan_of(clerk, rows[3:], ["单位名称"]).rows
    assert (one.organisation, one.fate) == (town["B2"], Fate.SAME)
    assert "曾用名" in one.draft.notes[0]
    [one] = plan_of(clerk, [["B2", "清源区贸易局"]], ["代码", "名称"]).rows
    assert (one.fate, "曾用名" in one.draft.notes[0]) == (Fate.SAME, True)


def test_names_that_mean_several_need_a_code(clerk: Actor, town: Town) -> None:
    Organisation.objects.create(code="V9", name="柳湾村", kind=Kind.VILLAGE, parent=town["T2"])
    told = problems(plan_of(clerk, [["柳湾村", "村"]], ["名称", "类别"]))
    assert "几个单位叫这个名字（V1、V9）" in told[2]
    [one] = plan_of(clerk, [["柳湾村", "东屏街道"]], ["名称", "上级"]).rows
    assert one.code == "V9"
    told = problems(plan_of(clerk, [["Q1", "新组", "村", "柳湾村"]]))
    assert "几个单位都叫" in told[2]


def test_real_codes_replace_made_up_ones(clerk: Actor) -> None:
    take(clerk, bring(clerk, book([["甲局", "清源区委"]], ["名称", "上级"])))
    assert Organisation.objects.get(name="甲局").code == "D0001"
    row = bring(clerk, book([["QY-01", "甲局", "区直单位", "C"]]))
    assert row.summary["changed"] == 1
    take(clerk, row, document="")
    assert Organisation.objects.get(name="甲局").code == "QY-01"


def test_people_change_from_the_day_of_the_list(clerk: Actor) -> None:
    take(clerk, bring(clerk, book(DISTRICT)), as_of=dt.date(2026, 1, 1))
    rows = [list(one) for one in DISTRICT]
    rows[1][5], rows[1][8], rows[3][7] = "新书记", "86009", None
    row = bring(clerk, book(rows))
    take(clerk, row, document="", as_of=dt.date(2026, 3, 1))
    posts = Contact.objects.filter(organisation__code="V5").order_by("pk")
    assert [(one.name, one.phone, one.until_on) for one in posts] == [
        ("林秀", "13800000001", dt.date(2026, 2, 28)), ("方平", "86009", None),
        ("新书记", "13800000001", None),
    ]  # fmt: skip
    assert Contact.objects.filter(organisation__code="B5", until_on__isnull=True).count() == 2
    rows[1][5] = "新书纪"
    take(clerk, bring(clerk, book(rows)), document="", as_of=dt.date(2026, 3, 1))
    assert not Contact.objects.filter(name="新书记").exists()


def test_ends_in_a_list(clerk: Actor, town: Town) -> None:
    headers = ["代码", "名称", "撤销日期"]
    rows = [
        ["T1", "青石镇", "2025-12-01"],
        ["V1", "柳湾村", "2025-12-01"],
        ["V2", "石桥村", "2025-12-01"],
    ]
    take(clerk, bring(clerk, book(rows, headers)))
    assert {at(town[code]).dissolved_on for code in ("T1", "V1", "V2")} == {dt.date(2025, 12, 1)}
    told = problems(plan_of(clerk, [["T1", "青石镇"]], ["代码", "名称"]))
    assert "已于 2025-12-01 撤销" in told[2]
    [one] = plan_of(clerk, [["T1", "青石镇", "2025-11-01"]], headers).rows
    assert (one.fate, "不会改动" in one.draft.notes[0]) == (Fate.SAME, True)
    row = bring(clerk, book([["T2", "东屏街道", "2025-12-01"]], headers))
    with pytest.raises(Invalid, match="名录 第 2 行：下面还有梧桐社区"):
        take(clerk, row)


def test_who_is_missing_from_the_list_is_told_and_stays(clerk: Actor, town: Town) -> None:
    plan = plan_of(clerk, [["T1", "青石镇"], ["V1", "柳湾村"]], ["代码", "名称"])
    assert {one.code for one in plan.missing} >= {"B1", "B2", "T2", "V2", "V3"}
    assert "C" not in {one.code for one in plan.missing}


def test_several_sheets_each_with_its_own_headings(clerk: Actor) -> None:
    made = openpyxl.load_workbook(
        book([["X1", "甲中队", "C"]], ["代码", "名称", "上级"], sheet_name="区直部门")
    )
    other = made.create_sheet("中小学")
    for line in (
        ["学校名单"],
        ["单位名称", "主管单位", "联系人", "联系方式"],
        ["实验一校", "X1", "方平", 86001],
    ):
        other.append(line)
    made.create_sheet("说明").append(["填表说明：请如实填写"])
    plan = read_plan(clerk, bring(clerk, saved(made)))
    assert problems(plan) == {}
    assert [(one.draft.sheet, one.kind) for one in plan.rows] == [
        ("区直部门", Kind.DEPARTMENT), ("中小学", Kind.SCHOOL),
    ]  # fmt: skip
    assert plan.rows[1].values["liaison_phone"] == "86001"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_text_tables_of_any_encoding(clerk: Actor, encoding: str) -> None:
    text = (
        "单位名称,类别,上级,联络员,电话\n甲局,区直单位,清源区委,方㛃,86001\n乙局,公园,清源区委,,\n"
    )
    row = bring(clerk, io.BytesIO(text.encode(encoding)), "名录.csv")
    plan = read_plan(clerk, row)
    assert plan.rows[0].values["liaison"] == "方㛃"
    assert "不在可选范围内" in problems(plan)[3]
    stream = io.BytesIO()
    assert refused_workbook(row, plan, stream) == 1


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "名录.xlsx", "空"), (b"\x00\x01" * 5000, "名录.xlsx", "。"),
        ("随便一段话，没有表头".encode(), "名录.csv", "没有找到党组织名录的表头"),
        (b"MZ" + b"\0" * 4000, "名录.xlsx", "程序"),
    ],
)  # fmt: skip
def test_what_is_no_list_gets_one_sentence(
    clerk: Actor, content: bytes, name: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        bring(clerk, io.BytesIO(content), name)
    assert not DirectoryImport.objects.exists()


def test_headings_without_rows_are_told(clerk: Actor) -> None:
    with pytest.raises(Invalid, match="下面一行也没有"):
        bring(clerk, book([]))


def test_columns_told_by_hand_are_remembered(clerk: Actor) -> None:
    headers = ["编制序列", "名称", "归口", "上级"]
    rows = [["K1", "甲局", "区直单位", "C"]]
    row = bring(clerk, book(rows, headers))
    assert [one["field"] for one in row.layout["sheets"][0]["columns"]] == [
        None,
        "name",
        None,
        "parent",
    ]
    layout = row.layout
    for column, name in zip(
        layout["sheets"][0]["columns"], ("code", "name", "kind", "parent"), strict=True
    ):
        column["field"] = name
    row = change_directory_layout(clerk, import_id=row.pk, version=row.version, layout=layout)
    assert read_plan(clerk, row).rows[0].code == "K1"
    take(clerk, row)
    again = bring(clerk, book([["K2", "乙局", "区直单位", "C"]], headers, title="二月"))
    assert [one["field"] for one in again.layout["sheets"][0]["columns"]] == [
        "code",
        "name",
        "kind",
        "parent",
    ]
    broken = again.layout
    broken["sheets"][0]["columns"][1]["field"] = None
    with pytest.raises(Invalid, match="名称"):
        change_directory_layout(clerk, import_id=again.pk, version=again.version, layout=broken)


def test_a_list_is_taken_once(clerk: Actor, who: Who) -> None:
    row = bring(clerk, book(DISTRICT))
    take(clerk, row)
    for act in (
        lambda: take(who("song"), row),
        lambda: drop_directory(clerk, import_id=row.pk, version=row.version),
        lambda: change_directory_layout(
            clerk, import_id=row.pk, version=row.version, layout=row.layout
        ),
    ):
        with pytest.raises(Conflict):
            act()
    other = bring(clerk, book(DISTRICT))
    drop_directory(clerk, import_id=other.pk, version=other.version)
    with pytest.raises(Conflict):
        take(clerk, other)


def test_a_directory_that_changed_meanwhile_is_read_anew(clerk: Actor, town: Town) -> None:
    row = bring(clerk, book([["X1", "甲村", "村", "V1"]]))
    end(clerk, town["V1"])
    with pytest.raises(Invalid, match="第一处在名录 第 2 行"):
        take(clerk, row)


@pytest.mark.parametrize("username", ["hejingan", "fengli", "zhoulan", "xitong", "shenji"])
def test_nobody_else_brings_lists(who: Who, clerk: Actor, username: str) -> None:
    with pytest.raises(Refused):
        bring(who(username), book(DISTRICT))
    row = bring(clerk, book(DISTRICT))
    with pytest.raises((Refused, Absent)):
        take(who(username), row)


def test_five_thousand_rows(clerk: Actor, django_assert_max_num_queries: Any) -> None:
    rows: list[list[Any]] = [
        [f"N{at:05d}", f"第{at}村", "村", f"M{at % 50:03d}", None, f"书记{at}", None, None, None]
        for at in range(5000)
    ]
    rows += [
        [f"M{at:03d}", f"第{at}镇", "镇", "C", None, None, None, None, None] for at in range(50)
    ]
    row = bring(clerk, book(rows))
    assert row.summary == {"new": 5050, "changed": 0, "same": 0, "refused": 0}
    with django_assert_max_num_queries(120):
        take(clerk, row)
    assert Organisation.objects.filter(kind=Kind.VILLAGE).count() == 5002
    with django_assert_max_num_queries(40):
        again = bring(clerk, book(rows))
    assert again.summary["same"] == 5050

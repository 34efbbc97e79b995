"""Lists brought in: dry run, all or nothing, the same again changes nothing, garbage refused."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest

from tests.cycle.pool.books import PEOPLE, PEOPLE_HEAD, book
from tests.cycle.pool.books import people as listed
from tests.people import Cast
from tests.pooled import Pool, tie
from tests.scenarios import TODAY, Story
from xuncha.cycle.pool.enums import InspectorState, PoolImportKind, TieKind
from xuncha.cycle.pool.importing.plan import Fate, Plan
from xuncha.cycle.pool.importing.reading import read_plan
from xuncha.cycle.pool.models import (
    Inspector,
    PastService,
    PoolImport,
    Tie,
    Training,
    TrainingRecord,
)
from xuncha.cycle.pool.services import importing, training
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.exchange.models import ColumnMapping
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

KINDS = PoolImportKind


@pytest.fixture
def office(people: Cast, pool: Pool) -> Actor:
    return people.actor("liwen")


def bring(
    actor: Actor, kind: PoolImportKind, stream: io.BytesIO, name: str = "名单.xlsx", **more: Any
) -> PoolImport:
    return importing.bring_list(actor, kind=kind, stream=stream, name=name, **more)


def take(actor: Actor, row: PoolImport, **more: Any) -> PoolImport:
    return importing.take_list(actor, import_id=row.pk, version=row.version, **more)


def plan_of(actor: Actor, kind: PoolImportKind, stream: io.BytesIO, **more: Any) -> Plan:
    return read_plan(actor, bring(actor, kind, stream, **more))


def notes(plan: Plan, at: int = 0) -> str:
    return "".join(plan.rows[at].notes)


def test_a_messy_list_of_people_becomes_recommendations(
    office: Actor, story: Story, pool: Pool
) -> None:
    row = bring(office, KINDS.PEOPLE, listed())
    plan = read_plan(office, row)
    assert plan.counts == {"new": 3, "changed": 0, "same": 0, "refused": 0}
    assert [words for _, _, words in plan.passed()] == ["一、区直单位", "合计 3人"]
    take(office, row)
    wu = Inspector.objects.get(name="吴五常")
    assert (wu.home, wu.post, wu.phone) == (story.water, "科长", "13900002222")
    assert (wu.native_organisation, wu.joined_party_on) == (pool.village, dt.date(2009, 6, 1))
    assert (wu.specialties, wu.can_lead, wu.can_deputise) == (["财务", "审计"], True, True)
    assert (wu.state, wu.nominated_by_id) == (InspectorState.NOMINATED, office.user_id)
    zheng = Inspector.objects.get(name="郑六谷")
    assert (zheng.home, zheng.post, zheng.can_lead) == (story.civil, "副局长", False)
    assert Inspector.objects.get(name="王七星").phone == "13900003333"
    assert wu.steps.get().label == "登记推荐"


def test_the_same_list_again_changes_nothing(office: Actor) -> None:
    take(office, bring(office, KINDS.PEOPLE, listed()))
    before = list(Inspector.objects.order_by("pk").values())
    again = bring(office, KINDS.PEOPLE, listed())
    assert read_plan(office, again).counts["same"] == 3
    take(office, again)
    assert list(Inspector.objects.order_by("pk").values()) == before


def test_doubles_are_told(office: Actor, pool: Pool) -> None:
    rows: list[list[Any]] = [
        [1, "赵一禾", "水务局科员", 13900009999, "", "", "", ""],
        [2, "赵一禾", "民政局科员", "", "", "", "", ""],
        [3, "赵 一禾", "水务局主任", "", "", "", "", ""],
    ]
    plan = plan_of(office, KINDS.PEOPLE, listed(rows))
    assert [one.fate for one in plan.rows] == [Fate.CHANGED, Fate.NEW, Fate.REFUSED]
    assert "按同一个人更新电话" in notes(plan)
    assert "疑似同一个人" in notes(plan, 1)
    assert "疑似重复" in notes(plan, 2)


def test_somebody_who_left_is_not_brought_back_by_a_list(office: Actor, pool: Pool) -> None:
    Inspector.objects.filter(pk=pool.zhao.pk).update(state="left", state_reason="退休")
    plan = plan_of(office, KINDS.PEOPLE, listed([[1, "赵一禾", "水务局科员", "", "", "", "", ""]]))
    assert plan.rows[0].fate == Fate.REFUSED
    assert "已退出" in notes(plan)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        (1, "", "不能空着"),
        (1, "12345", "不像姓名"),
        (2, "", "没有写工作单位"),
        (2, "水务居科长", "认不出名录里的单位"),
        (3, "看不清", "不是电话号码"),
        (5, 2019.1, "分不清是 1 月还是 10 月"),
        (5, "2099-01-01", "入党日期不能晚于今天"),
        (6, "盗墓", "专长词表里没有“盗墓”"),
        (7, "厨师", "看不出是组长"),
    ],
)
def test_a_bad_cell_refuses_its_row_and_nothing_is_written(
    column: int, value: object, sentence: str, office: Actor
) -> None:
    rows = [list(one) for one in PEOPLE]
    rows[0][column] = value
    before = Inspector.objects.count()
    row = bring(office, KINDS.PEOPLE, listed(rows))
    plan = read_plan(office, row)
    assert plan.counts["refused"] == 1
    assert sentence in notes(plan)
    with pytest.raises(Invalid, match="第一处在第 5 行"):
        take(office, row)
    assert Inspector.objects.count() == before
    take(office, row, leave_refused=True)
    assert Inspector.objects.count() == before + 2


def test_a_near_name_is_suggested_and_an_outsider_is_said_so(office: Actor) -> None:
    head = ["姓名", "工作单位", "职务"]
    rows = [head, ["甲某某", "清源区水务居", "科员"], ["乙某某", "名录外：市纪委监委", "科员"]]
    row = bring(office, KINDS.PEOPLE, book(("表", rows, [])))
    plan = read_plan(office, row)
    assert "是不是“清源区水务局”？" in notes(plan)
    take(office, row, leave_refused=True)
    assert Inspector.objects.get(name="乙某某").home_words == "市纪委监委"


def test_merged_cells_and_headings_over_two_rows(office: Actor, story: Story) -> None:
    rows = [
        ["基本情况", None, None, "联系"], ["姓名", "工作单位", "职务", "电话"],
        ["甲某某", "清源区水务局", "科员", 13800000001], ["乙某某", None, "科长", 13800000002],
    ]  # fmt: skip
    stream = book(("表", rows, ["A1:C1", "B3:B4"]))
    take(office, bring(office, KINDS.PEOPLE, stream))
    made = Inspector.objects.filter(name__in=["甲某某", "乙某某"])
    assert {one.home for one in made} == {story.water}


TIE_HEAD = [
    "姓名",
    "回避类型",
    "涉及单位",
    "亲属姓名",
    "称谓",
    "职务",
    "开始时间",
    "结束时间",
    "来源",
]


def ties(*rows: list[Any]) -> io.BytesIO:
    return book(("回避登记", [["回避事项登记表"], TIE_HEAD, *rows], ["A1:I1"]))


def test_ties_come_in_once_and_end_where_the_list_says_so(
    office: Actor, story: Story, pool: Pool
) -> None:
    kin = [
        "赵一禾",
        "亲属回避",
        "民政局党组",
        "赵某安",
        "表弟",
        "科长",
        "2019.03",
        "至今",
        "人事档案",
    ]
    post = ["赵一禾", "工作经历", "清源区民政局", "", "", "科员", "2015-01-01", "2020-02-28", ""]
    row = bring(office, KINDS.TIES, ties(kin, post))
    take(office, row)
    made = Tie.objects.get(kind=TieKind.KIN)
    assert (made.organisation, made.kinship, made.until_on) == (story.civil, "collateral", None)
    assert AuditRow.objects.filter(verb="pool.import.done").count() == 1
    again = take(office, bring(office, KINDS.TIES, ties(kin, post)))
    assert again.summary["same"] == 2
    kin[7] = "2025年12月31日"
    ended = take(office, bring(office, KINDS.TIES, ties(kin, post)))
    assert ended.summary["changed"] == 1
    made.refresh_from_db()
    assert (made.until_on, made.version) == (dt.date(2025, 12, 31), 2)
    assert Tie.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({0: "没有这人"}, "人才库里没有“没有这人”"),
        ({1: "看风水"}, "不在可选范围内"),
        ({1: ""}, "亲属姓名"),
        ({2: ""}, "请选择涉及的单位"),
        ({4: "无"}, "写明亲属姓名和与本人的关系"),
        ({6: "2025-01-01", 7: "2024-01-01"}, "止日不能早于起日"),
    ],
)
def test_ties_that_cannot_be(change: dict[int, str], sentence: str, office: Actor) -> None:
    kin = ["赵一禾", "亲属", "民政局", "赵某安", "表弟", "", "", "", ""]
    for at, value in change.items():
        kin[at] = value
    if change == {1: ""}:
        kin[3] = ""
        sentence = "没有写关系种类"
    plan = plan_of(office, KINDS.TIES, ties(kin))
    assert plan.rows[0].fate == Fate.REFUSED
    assert sentence in notes(plan)


def test_nobody_brings_in_his_own_ties(office: Actor, people: Cast, pool: Pool) -> None:
    Inspector.objects.filter(pk=pool.sun.pk).update(user=people["liwen"])
    plan = plan_of(office, KINDS.TIES, ties(["孙二木", "任职", "水务局", "", "", "", "", "", ""]))
    assert "不能由本人导入" in notes(plan)


def test_attendance_makes_its_course_once(office: Actor, pool: Pool) -> None:
    head = ["姓名", "单位", "培训名称", "培训日期", "学时", "是否合格"]
    rows = [
        head, ["赵一禾", "水务局", "保密专题培训", TODAY, "4学时", "√"],
        ["孙二木", "民政局", "保密专题培训", TODAY, 4, "不合格"],
    ]  # fmt: skip
    take(office, bring(office, KINDS.TRAININGS, book(("签到", rows, []))))
    course = Training.objects.get()
    assert (course.hours, course.is_secrecy) == (Decimal(4), True)
    assert list(course.records.order_by("pk").values_list("passed", flat=True)) == [True, False]
    take(office, bring(office, KINDS.TRAININGS, book(("签到", rows, []))))
    assert (Training.objects.count(), TrainingRecord.objects.count()) == (1, 2)


def test_a_sign_in_sheet_of_a_chosen_course(office: Actor, pool: Pool) -> None:
    rows = [["签到表"], ["序号", "姓名", "单位"], [1, "赵一禾", "水务局"], [2, "孙二木", "民政局"]]
    stream = book(("签到", rows, []))
    plan = plan_of(office, KINDS.TRAININGS, stream)
    assert plan.missing == ["培训名称", "开班日期"]
    course = training.create_training(office, title="业务培训", held_on=TODAY, hours=Decimal(16))
    stream.seek(0)
    row = bring(office, KINDS.TRAININGS, stream, training_id=course.pk)
    take(office, row)
    assert [one.hours for one in course.records.all()] == [16, 16]


def test_past_services(office: Actor, story: Story, pool: Pool) -> None:
    rows = [
        ["姓名", "被巡察单位", "进驻时间", "组内职务", "轮次"],
        ["赵一禾", "民政局", "2024年5月", "组员", "十二届第五轮"],
        ["赵一禾", "名录外：临桐县财政局", "2023-09-01", "副组长", "交叉巡察"],
        ["赵一禾", "民政局", "2024-05-01", "成员", "十二届第五轮"],
    ]  # fmt: skip
    row = bring(office, KINDS.SERVICES, book(("经历", rows, [])))
    assert [one.fate for one in read_plan(office, row).rows] == ["new", "new", "refused"]
    take(office, row, leave_refused=True)
    again = take(office, bring(office, KINDS.SERVICES, book(("经历", rows[:3], []))))
    assert again.summary["same"] == 2
    assert PastService.objects.count() == 2


def test_columns_told_by_hand_are_remembered(office: Actor) -> None:
    rows = [["姓名", "在哪上班", "干什么"], ["甲某某", "水务局", "科员"]]
    row = bring(office, KINDS.PEOPLE, _odd(rows))
    assert read_plan(office, row).missing == ["工作单位"]
    with pytest.raises(Invalid, match="没有“工作单位”这一列"):
        take(office, row)
    [sheet] = row.layout["sheets"]
    sheet["mapping"] = {"name": "姓名", "home": "在哪上班", "post": "干什么", "phone": "电话"}
    row = importing.change_list_layout(
        office, import_id=row.pk, version=row.version, sheets=[sheet]
    )
    assert read_plan(office, row).counts["new"] == 1
    take(office, row)
    assert ColumnMapping.objects.get().kind == "pool.people"
    again = bring(office, KINDS.PEOPLE, _odd([*rows, ["乙某某", "水务局", "科长"]]))
    assert read_plan(office, again).counts == {"new": 1, "changed": 0, "same": 1, "refused": 0}


def _odd(rows: list[list[Any]]) -> io.BytesIO:
    """With one more column that is known, so that a header is found at all."""
    return book(("表", [[*rows[0], "电话"], *([*one, ""] for one in rows[1:])], []))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "空.xlsx"),
        (b"PK\x03\x04 broken", "坏.xlsx"),
        (b"\x89PNG\r\n\x1a\n", "图.xlsx"),
        ("只有一句话".encode(), "话.csv"),
        ("甲,乙,丙\n1,2,3\n".encode(), "无表头.csv"),
        (b"MZ\x90\x00 program", "程序.xlsx"),
    ],
)
def test_garbage_is_refused_in_one_sentence(content: bytes, name: str, office: Actor) -> None:
    with pytest.raises(Invalid) as told:
        bring(office, KINDS.PEOPLE, io.BytesIO(content), name)
    assert told.value.sentence.endswith("。")
    assert not PoolImport.objects.exists()


def test_formulas_and_line_breaks_stay_words(office: Actor) -> None:
    rows = [list(PEOPLE[2])]
    rows[0][4] = '=HYPERLINK("x")'
    row = bring(office, KINDS.PEOPLE, listed(rows))
    take(office, row, leave_refused=True)
    assert not Inspector.objects.filter(native_place__startswith="=").exists()


def test_half_a_file_is_refused(office: Actor) -> None:
    whole = listed().getvalue()
    with pytest.raises(Invalid):
        bring(office, KINDS.PEOPLE, io.BytesIO(whole[: len(whole) // 2]))


def test_a_thousand_rows_and_one_bad_one(office: Actor) -> None:
    rows = [[n, f"人{chr(0x4E00 + n)}", "水务局科员", "", "", "", "", ""] for n in range(1000)]
    rows[700][2] = "没有的单位"
    row = bring(office, KINDS.PEOPLE, listed(rows))
    assert row.summary == {"new": 999, "changed": 0, "same": 0, "refused": 1}
    with pytest.raises(Invalid, match="有 1 行不能导入（第一处在第 705 行）"):
        take(office, row)
    assert not Inspector.objects.filter(name__startswith="人").exists()


def test_twice_at_once_and_after_the_fact(office: Actor, people: Cast) -> None:
    row = bring(office, KINDS.PEOPLE, listed())
    take(office, row)
    with pytest.raises(Conflict, match="已经处理过"):
        take(office, row)
    with pytest.raises(Conflict):
        importing.drop_list(office, import_id=row.pk, version=row.version)


def test_a_tie_that_came_meanwhile_counts_as_there(office: Actor, story: Story, pool: Pool) -> None:
    row = bring(office, KINDS.TIES, ties(["赵一禾", "任职", "民政局", "", "", "", "", "", ""]))
    tie(pool.zhao, story.civil)
    assert take(office, row).summary["same"] == 1


@pytest.mark.parametrize("username", ["hejingan", "fengli", "zhoulan", "xitong", "shenji"])
def test_only_the_office_brings_lists_in(username: str, people: Cast, pool: Pool) -> None:
    with pytest.raises(Refused):
        bring(people.actor(username), KINDS.PEOPLE, listed())
    row = bring(people.actor("liwen"), KINDS.PEOPLE, listed())
    with pytest.raises(Absent):
        take(people.actor(username), row)


def test_headings_repeated_on_each_page_are_passed_over(office: Actor) -> None:
    rows = [PEOPLE[0], PEOPLE_HEAD, PEOPLE[1]]
    plan = plan_of(office, KINDS.PEOPLE, listed([list(one) for one in rows]))
    assert plan.counts["new"] == 2

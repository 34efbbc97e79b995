"""Needs from Excel: dry run, the same twice, bad rows with their places, half of a list."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest

from tests.cycle.planning.coverage.district import District, unit, workbook
from tests.people import Cast
from xuncha.cycle.planning.coverage import batches, demands
from xuncha.cycle.planning.coverage.importing import columns
from xuncha.cycle.planning.models import Demand, DemandImport
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

HEADERS = [
    "序号",
    "党组织名称",
    "工作日",
    "最迟完成",
    "专长",
    "资金和项目规模",
    "会商风险",
    "会商理由",
]
GOOD = [1, "教育局", 30, "2027-06-30", "财务、工程", 3, None, None]
OTHER = [2, "清源区住建局", 18, None, None, None, 80, "工程项目多"]


def bring(actor: Actor, made: District, *rows: list[Any], **more: Any) -> DemandImport:
    stream = workbook(more.get("headers", HEADERS), *rows, title=more.get("title", ""))
    return batches.bring_demands(
        actor, term_id=made.term.pk, stream=stream, name=more.get("name", "需求.xlsx")
    )


def need(made: District, code: str) -> Demand:
    return Demand.objects.get(term=made.term, organisation=made.units[code])


def test_a_dry_run_writes_no_need(made: District, clerk: Actor) -> None:
    row = bring(clerk, made, GOOD, OTHER, title="清源区巡察需求（2026年3月）")
    assert row.summary == {"changed": 2, "same": 0, "refused": 0}
    assert need(made, "A05").effort == 20
    assert need(made, "A05").version == 1


def test_taken_and_the_same_list_again_changes_nothing(made: District, clerk: Actor) -> None:
    row = bring(clerk, made, GOOD, OTHER)
    done = batches.take_batch(clerk, import_id=row.pk, version=row.version)
    assert done.summary == {"changed": 2, "same": 0, "refused": 0}
    school, house = need(made, "A05"), need(made, "A04")
    assert (school.effort, school.due, school.skills) == (
        30,
        dt.date(2027, 6, 30),
        ["工程", "财务"],
    )
    assert (school.typed, school.risk, school.version) == ({"money": 3.0}, 34, 2)
    assert (house.weight, house.set_reason) == (80, "工程项目多")
    again = bring(clerk, made, GOOD, OTHER)
    assert again.summary == {"changed": 0, "same": 2, "refused": 0}
    batches.take_batch(clerk, import_id=again.pk, version=again.version)
    assert need(made, "A05").version == 2


def test_a_blank_cell_leaves_what_stands(made: District, clerk: Actor) -> None:
    row = bring(clerk, made, GOOD)
    batches.take_batch(clerk, import_id=row.pk, version=row.version)
    row = bring(clerk, made, [1, "A05", 31, None, None, None, None, None])
    batches.take_batch(clerk, import_id=row.pk, version=row.version)
    school = need(made, "A05")
    assert (school.effort, school.due, school.typed) == (31, dt.date(2027, 6, 30), {"money": 3.0})


BAD: list[tuple[list[Any], str]] = [
    ([1, "天文台", 10], "第 2 行“单位”：“天文台”：名录里没有这个单位。"),
    ([1, None, 10], "第 2 行“单位”：不能空着。"),
    ([1, "教育局", "三十"], "第 2 行“工作量”：“三十”不是整数。"),
    ([1, "教育局", 0], "第 2 行“工作量”：“0”太小，最小是 1。"),
    ([1, "教育局", 10, "明年"],
     "第 2 行“最迟”：“明年”不是完整的日期，请写成 2024-05-06 这样。"),
    ([1, "教育局", 10, None, None, "很大"], "第 2 行“资金和项目规模”：“很大”不是数字。"),
    ([1, "教育局", 10, None, None, float("nan")], "第 2 行"),
    ([1, "教育局", 10, None, None, None, 80], "第 2 行：会商确定的风险要写明理由。"),
    ([1, "教育局", 10, None, None, None, 180, "高"], "第 2 行“会商风险”：“180”太大，最大是 100。"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "sentence"), BAD)
def test_a_row_that_cannot_be_says_where_and_why(
    made: District, clerk: Actor, cells: list[Any], sentence: str
) -> None:
    if cells[-1] != cells[-1]:
        cells = [*cells[:-1], "nan"]
    row = bring(clerk, made, [*cells, *[None] * (8 - len(cells))], OTHER)
    assert row.summary == {"changed": 1, "same": 0, "refused": 1}
    told = batches.read_batch(clerk, row).run.sentences()
    assert told[0].startswith(sentence)
    with pytest.raises(Invalid, match="第 2 行"):
        batches.take_batch(clerk, import_id=row.pk, version=row.version)
    assert need(made, "A04").version == 1, "nothing half"
    batches.take_batch(clerk, import_id=row.pk, version=row.version, leave_refused=True)
    assert (need(made, "A04").weight, need(made, "A05").version) == (80, 1)


def test_the_same_unit_twice_and_a_name_of_two(made: District, clerk: Actor) -> None:
    unit(made, "B05", "教育局")
    row = bring(clerk, made, GOOD, [2, "A05", 9, *[None] * 5], [3, "A05", 9, *[None] * 5])
    told = batches.read_batch(clerk, row).run.sentences()
    assert told == [
        "第 2 行“单位”：“教育局”：名录里有几个单位叫这个名字，请填代码。",
        "第 4 行“单位”：和第 3 行是同一个单位。",
    ]


def test_a_unit_that_is_gone(made: District, clerk: Actor) -> None:
    unit(made, "A08", "清源区旧局", dissolved_on=dt.date(2025, 1, 1))
    row = bring(clerk, made, [1, "旧局", 10, *[None] * 5])
    told = batches.read_batch(clerk, row).run.sentences()
    assert told == ["第 2 行“单位”：不在这一届的需求清单里（可能已经撤销）。"]


def test_only_indicators_of_the_model_in_force_are_columns(people: Cast) -> None:
    assert {"typed:money", "typed:petitions", "typed:head"} <= {one.key for one in columns()}
    rows = [
        {"code": "scale", "label": "编制数", "how": "typed", "weight": 5, "top": 90},
        {"code": "years", "label": "年数", "how": "computed", "weight": 5, "top": 5},
    ]
    demands.set_risk_model(
        people.actor("song"), effective_on=dt.date(2026, 3, 18), note="换一套", indicators=rows
    )
    assert {one.key for one in columns() if ":" in one.key} == {"typed:scale"}


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "空.xlsx", "空"),
        (b"hello, this is no table", "需求.xlsx", "需求.xlsx"),
        ("甲,乙\n1,2\n".encode(), "需求.csv", "没有认出表头"),
        ("党组织名称\n教育局\n".encode(), "需求.csv", "没有认出表头"),
    ],
)
def test_garbage_is_refused_with_one_sentence(
    made: District, clerk: Actor, content: bytes, name: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        batches.bring_demands(clerk, term_id=made.term.pk, stream=io.BytesIO(content), name=name)
    assert DemandImport.objects.count() == 0


def test_a_csv_in_gb18030_is_read_too(made: District, clerk: Actor) -> None:
    stream = io.BytesIO("单位,工作量\n教育局,33\n".encode("gb18030"))
    row = batches.bring_demands(clerk, term_id=made.term.pk, stream=stream, name="需求.csv")
    batches.take_batch(clerk, import_id=row.pk, version=row.version)
    assert need(made, "A05").effort == 33


def test_twice_at_once_dropped_and_who_may_not(
    made: District, clerk: Actor, leader: Actor, people: Cast
) -> None:
    row = bring(clerk, made, GOOD)
    one = {"import_id": row.pk, "version": row.version}
    with pytest.raises(Absent):
        batches.take_batch(leader, **one)
    with pytest.raises(Refused):
        bring(leader, made, GOOD)
    with pytest.raises(Absent):
        bring(people.actor("zhoulan"), made, GOOD)
    batches.take_batch(clerk, **one)
    for again in (batches.take_batch, batches.drop_batch):
        with pytest.raises(Conflict, match="刚才已经处理过了"):
            again(clerk, **one)
    other = bring(clerk, made, OTHER)
    batches.drop_batch(clerk, import_id=other.pk, version=other.version)
    assert need(made, "A04").version == 1
    verbs = AuditRow.objects.filter(verb__startswith="planning.import").order_by("pk")
    assert [one.verb for one in verbs] == [
        "planning.import.read", "planning.import.read", "planning.import.dropped",
    ]  # fmt: skip

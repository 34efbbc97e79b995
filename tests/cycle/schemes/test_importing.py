"""What the lists give out comes in again; a plan that was written elsewhere takes the place of the
bare first draft."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.people import Cast
from tests.scenarios import PROBLEMS, Story
from tests.schemed import PARTS, begun, book, fresh, sent, written
from xuncha.cycle.schemes.checks import rows_of, version_of
from xuncha.cycle.schemes.exports import write_lists
from xuncha.cycle.schemes.models import Scheme
from xuncha.cycle.schemes.services import importing
from xuncha.kernel.errors import Absent, Conflict, Invalid


def taken(scheme: Scheme, people: Cast, stream: io.BytesIO) -> dict[str, int]:
    """Brought and taken; gives the counts."""
    liaison = people.actor("zhoulan")
    row = importing.bring_rows(liaison, scheme_id=scheme.pk, stream=stream, name="方案.xlsx")
    return importing.take_rows(liaison, import_id=row.pk, version=row.version).summary


def test_a_plan_takes_the_place_of_bare_rows(story: Story, people: Cast) -> None:
    scheme, told = begun(story, people)
    plan = book(
        ("1", PROBLEMS[0][0], "5月底前盘活48万元", "局长", "财务股", "2026年5月底"),
        ("5", PARTS, "补公示牌；补巡查记录；3名河长逐月巡河", "分管副局长", "河湖股", "长期坚持"),
        ("6", "食堂采购没有比价", "公开比价", "办公室主任", "办公室", "2026年5月底"),
    )  # fmt: skip
    assert taken(scheme, people, plan) == {"new": 1, "changed": 1, "refused": 1, "needless": 3}
    rows = rows_of(version_of(scheme))
    assert (rows[0].line, rows[0].measures) == (1, "5月底前盘活48万元")
    (own,) = [one for one in rows if one.finding_id == told.pk]
    assert (own.line, own.is_long_term, own.lead) == (8, True, "分管副局长")


def test_what_went_out_comes_in_as_it_was(story: Story, people: Cast) -> None:
    scheme = written(story, people)
    before = rows_of(version_of(scheme))
    stream = io.BytesIO()
    write_lists(stream, "方案", before, "导出")
    stream.seek(0)
    names = openpyxl.load_workbook(stream).sheetnames
    assert names == ["任务清单", "问题清单", "责任清单"]
    stream.seek(0)
    told = taken(scheme, people, stream)
    assert (told["new"], told["changed"], told["refused"]) == (0, 7, 0)
    after = rows_of(version_of(scheme))
    kept = ("line", "finding_id", "task", "measures", "lead", "department", "due_on")
    assert [[getattr(one, name) for name in kept] for one in after] == [
        [getattr(one, name) for name in kept] for one in before
    ]


def test_nothing_is_brought_into_what_was_sent(story: Story, people: Cast) -> None:
    scheme = sent(story, people)
    with pytest.raises(Conflict, match="已报送"):
        importing.bring_rows(
            people.actor("zhoulan"), scheme_id=scheme.pk, stream=book(), name="方案.xlsx"
        )
    with pytest.raises(Absent):
        importing.bring_rows(
            people.actor("wutong"), scheme_id=scheme.pk, stream=book(), name="方案.xlsx"
        )


def test_a_file_without_a_plan_and_one_that_was_left(story: Story, people: Cast) -> None:
    scheme, _ = begun(story, people)
    liaison = people.actor("zhoulan")
    with pytest.raises(Invalid, match=r"“方案.xlsx”"):
        importing.bring_rows(liaison, scheme_id=scheme.pk, stream=book(), name="方案.xlsx")
    row = importing.bring_rows(
        liaison, scheme_id=scheme.pk, name="方案.xlsx",
        stream=book(("1", PROBLEMS[0][0], "盘活", "局长", "财务股", "2026年5月底")),
    )  # fmt: skip
    importing.drop_rows(liaison, import_id=row.pk, version=row.version)
    with pytest.raises(Conflict, match="已经处理过"):
        importing.take_rows(liaison, import_id=row.pk, version=1)
    assert fresh(scheme).version == 1

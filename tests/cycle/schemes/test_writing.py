"""The first draft is filled from the findings; gaps and bare rows are told, some are refused."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.scenarios import Story
from tests.schemed import ADOPTED, PARTS, begun, fresh, sent, words_of, written
from xuncha.cycle.schemes.checks import look_at, rows_of, version_of
from xuncha.cycle.schemes.enums import Check
from xuncha.cycle.schemes.models import SchemeTie
from xuncha.cycle.schemes.services import drafting, sending
from xuncha.cycle.schemes.services.drafting import RowWords
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_nothing_is_typed_twice(story: Story, people: Cast) -> None:
    scheme, told = begun(story, people)
    rows = rows_of(version_of(scheme))
    tied = {one.line: one.item_id for one in SchemeTie.objects.filter(scheme=scheme)}
    assert [tied[row.line] for row in rows[:4]] == [item.pk for item in story.items]
    assert rows[0].measures == "逐项清理专项资金结余48万元未盘活，月底前办结"
    assert [row.task for row in rows[4:]] == [
        "青石河未设公示牌", "柳湾水库巡查记录缺失", "3名河长全年未巡河",
    ]  # fmt: skip
    assert all(row.finding_id == told.pk and row.parts == [row.task] for row in rows[4:])
    assert (scheme.due_on, scheme.due_rule) == (dt.date(2026, 1, 9), "反馈之后30天")


def test_one_scheme_an_inspection_and_only_the_units_own(story: Story, people: Cast) -> None:
    begun(story, people)
    with pytest.raises(Conflict, match="已经有整改方案"):
        drafting.begin_scheme(people.actor("zhoulan"), inspection_id=story.inspection.pk)
    with pytest.raises(Absent):
        drafting.begin_scheme(people.actor("wutong"), inspection_id=story.inspection.pk)
    with pytest.raises(Refused):
        drafting.begin_scheme(people.actor("liwen"), inspection_id=story.other.pk)


def test_what_is_missing_is_said_in_words_and_stops_the_scheme(
    story: Story, people: Cast
) -> None:  # fmt: skip
    scheme, told = begun(story, people)
    liaison, rows = people.actor("zhoulan"), rows_of(version_of(scheme))
    drafting.remove_row(liaison, row_id=rows[5].pk)
    for row in rows[4:7:2]:
        drafting.change_row(liaison, row_id=row.pk, told=words_of(row, measures="设公示牌2块"))
    looked = look_at(scheme, rows_of(version_of(scheme)))
    (gap,) = looked.covered[-1].gaps
    assert PARTS[gap.start : gap.end] == "柳湾水库巡查记录缺失"
    assert looked.covered[-1].spans == [(gap.start, gap.end)]
    assert {one.check for one in looked.hard} == {
        Check.PART, Check.LEAD, Check.DEPARTMENT, Check.DUE,
    }  # fmt: skip
    with pytest.raises(Conflict, match="“柳湾水库巡查记录缺失”没有写到"):
        sending.send_scheme(
            liaison, scheme_id=scheme.pk, version=1, meeting="局党组会议", adopted_on=ADOPTED
        )
    row = rows[4]
    drafting.change_row(
        liaison, row_id=row.pk, told=words_of(row, measures="补齐柳湾水库巡查记录12份")
    )
    assert look_at(scheme, rows_of(version_of(scheme))).covered[-1].gaps == ()
    for one in rows_of(version_of(scheme)):
        if one.finding_id == told.pk:
            drafting.remove_row(liaison, row_id=one.pk)
    assert "问题 5 没有任务" in [
        one.words for one in look_at(scheme, rows_of(version_of(scheme))).hard
    ]


def test_hints_do_not_stop_it(story: Story, people: Cast) -> None:
    scheme = written(story, people)
    row = rows_of(version_of(scheme))[5]
    told = words_of(
        row, measures="进一步加强柳湾水库巡查，规范巡查记录", due_on=dt.date(2027, 3, 1)
    )
    drafting.change_row(people.actor("zhoulan"), row_id=row.pk, told=told)
    looked = look_at(scheme, rows_of(version_of(scheme)))
    assert [one.check for one in looked.of_line(row.line)] == [Check.BEYOND, Check.ECHO]
    assert not looked.hard


def test_ticking_all_parts_does_not_deal_with_them(story: Story, people: Cast) -> None:
    scheme = written(story, people)
    liaison, rows = people.actor("zhoulan"), rows_of(version_of(scheme))[4:7]
    parts = [row.task for row in rows]
    for row in rows[1:]:
        drafting.remove_row(liaison, row_id=row.pk)

    def named(measures: str) -> list[str]:
        told = words_of(rows[0], parts=parts, measures=measures)
        drafting.change_row(liaison, row_id=rows[0].pk, told=told)
        looked = look_at(scheme, rows_of(version_of(scheme)))
        assert not looked.hard
        return [one.words for one in looked.of_line(rows[0].line) if one.check == Check.NAMED]

    assert [one.split("勾了")[1] for one in named("设公示牌2块")] == [
        "“柳湾水库巡查记录缺失”，措施没有说到它", "“3名河长全年未巡河”，措施没有说到它",
    ]  # fmt: skip
    assert named("设公示牌2块\n补齐柳湾水库巡查记录\n3名河长每月巡河") == []
    assert named("以上三项逐项明确责任人，3月底前办结，每月通报") == []


def test_lines_with_items_stay_and_keep_their_deadlines(story: Story, people: Cast) -> None:
    scheme = written(story, people)
    liaison, row = people.actor("zhoulan"), rows_of(version_of(scheme))[0]
    with pytest.raises(Conflict, match="已经是整改事项"):
        drafting.remove_row(liaison, row_id=row.pk)
    drafting.change_row(liaison, row_id=row.pk, told=words_of(row, due_on=dt.date(2026, 5, 1)))
    with pytest.raises(Conflict, match="请申请延期"):
        sending.send_scheme(
            liaison, scheme_id=scheme.pk, version=1, meeting="局党组会议", adopted_on=ADOPTED
        )


def test_a_row_belongs_to_a_finding_of_the_inspection(story: Story, people: Cast) -> None:
    scheme, _ = begun(story, people)
    foreign = RowWords(finding_id=story.foreign.finding_id, task="更新台账")
    with pytest.raises(Invalid, match="这次巡察"):
        drafting.add_row(people.actor("zhoulan"), scheme_id=scheme.pk, told=foreign)


def test_what_was_sent_never_changes(story: Story, people: Cast) -> None:
    scheme = sent(story, people)
    liaison, row = people.actor("zhoulan"), rows_of(version_of(scheme))[0]
    with pytest.raises(Conflict, match="已报送"):
        drafting.change_row(liaison, row_id=row.pk, told=words_of(row, lead="局长"))
    sending.take_back(liaison, scheme_id=scheme.pk, version=scheme.version, reason="漏了一条")
    scheme = fresh(scheme)
    assert (scheme.state, scheme.revision, version_of(scheme).why) == ("draft", 2, "漏了一条")
    with pytest.raises(Conflict, match="以前的版次"):
        drafting.change_row(liaison, row_id=row.pk, told=words_of(row, lead="局长"))


def test_the_meeting_lies_between_feedback_and_today(story: Story, people: Cast) -> None:
    scheme = written(story, people)
    for day, words in ((dt.date(2026, 3, 19), "晚于今天"), (dt.date(2025, 12, 1), "反馈日期")):
        with pytest.raises(Invalid, match=words):
            sending.send_scheme(
                people.actor("zhoulan"), scheme_id=scheme.pk, version=1, meeting="党组会",
                adopted_on=day,
            )  # fmt: skip


def test_of_two_who_write_one_row_the_second_hears_of_the_first(story: Story, people: Cast) -> None:
    (scheme, _), liaison = begun(story, people), people.actor("zhoulan")
    row = rows_of(version_of(scheme))[0]
    seen = drafting.mark_of(row)
    drafting.change_row(
        liaison, row_id=row.pk, told=words_of(row, lead="局长"), seen=seen
    )  # fmt: skip
    with pytest.raises(Conflict, match="别人改过这一条"):
        drafting.change_row(
            liaison, row_id=row.pk, told=words_of(row, lead="副局长"), seen=seen
        )  # fmt: skip
    row.refresh_from_db()
    assert row.lead == "局长"
    drafting.change_row(
        liaison, row_id=row.pk, told=words_of(row, lead="副局长"), seen=drafting.mark_of(row)
    )  # fmt: skip

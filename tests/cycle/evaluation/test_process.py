"""How far a unit is: what is missing and who owes it, and what the next stage waits for."""

from __future__ import annotations

import datetime as dt

from tests.evaluated import both_accepted, confirmed_meeting, final, published, sent
from tests.people import Cast
from tests.scenarios import Story, claimed
from xuncha.cycle.evaluation.process import OFFICE_OWES, UNIT_OWES, next_of, process_of
from xuncha.cycle.evaluation.services import reports
from xuncha.cycle.fieldwork.readiness import lacks
from xuncha.cycle.planning.enums import Stage
from xuncha.engines.checking.against_report import Difference
from xuncha.kernel import clock


def test_at_first_the_unit_owes_everything(story: Story, people: Cast) -> None:
    parts = process_of(people.actor("zhoulan"), story.inspection)
    assert [one.key for one in parts] == [
        "scheme", "progress", "reports", "publicity", "meeting", "evaluation"
    ]  # fmt: skip
    assert not any(one.done for one in parts)
    owed = next_of(parts, UNIT_OWES)
    assert owed is not None
    assert owed.words == "起草整改方案并报送"
    assert next_of(parts, OFFICE_OWES) is None
    meeting = parts[4]
    assert (meeting.late, meeting.due_on) == (True, dt.date(2026, 2, 10))


def test_who_owes_changes_with_what_is_done(story: Story, people: Cast) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    row = sent(story, people)
    parts = {one.key: one for one in process_of(people.actor("liwen"), story.inspection)}
    words = [(one.who, one.words) for one in parts["reports"].owed]
    assert (OFFICE_OWES, "审核集中整改进展情况报告") in words
    assert (UNIT_OWES, "报送主要负责人组织落实情况报告") in words
    assert parts["reports"].owed[0].url == f"/evaluation/reports/{row.pk}/"
    assert "自称 1，核实 0" in parts["progress"].words
    assert parts["publicity"].owed == []
    reports.note_read(
        people.actor("liwen"), edition_id=row.editions.get().pk,
        differences=[Difference("完成9个", 0, 4, "1项"), Difference("共9个", 0, 3, "4项")],
    )  # fmt: skip
    parts = {one.key: one for one in process_of(people.actor("zhoulan"), story.inspection)}
    assert parts["reports"].owed[0].words == (
        "集中整改进展情况报告有 2 处和台账对不上，更正或者说明"
    )
    sent(story, people)
    parts = {one.key: one for one in process_of(people.actor("zhoulan"), story.inspection)}
    assert parts["reports"].owed[0].who == OFFICE_OWES


def test_after_the_months_the_office_owes_the_evaluation(story: Story, people: Cast) -> None:
    with clock.at(dt.date(2026, 6, 11)):
        parts = process_of(people.actor("liwen"), story.inspection)
        assert [one.words for one in parts[5].owed] == ["发起整改评估"]
        assert parts[2].late


def test_a_finished_one_shows_its_grade_and_nothing_owed(story: Story, people: Cast) -> None:
    published(story, people)
    confirmed_meeting(story, people)
    row = final(story, people)
    parts = {one.key: one for one in process_of(people.actor("zhengyan"), story.inspection)}
    assert parts["evaluation"].words == f"{row.grade}（{row.points} 分）"
    assert parts["evaluation"].done
    assert parts["meeting"].done
    assert parts["reports"].done
    assert [one.words for one in parts["publicity"].owed] == [
        "拟党内公开稿", "社会公开期满，处理意见"
    ]  # fmt: skip


def test_stages_wait_for_it(story: Story, people: Cast) -> None:
    office = people.actor("liwen")

    def missing(stage: Stage) -> list[str]:
        return [one.words for one in lacks(office, story.inspection, stage)]

    assert any("两份报告" in one for one in missing(Stage.PUBLISHED))
    assert any("专题民主生活会：还没有准备，期限是 2026-02-10，已经过了" in one
               for one in missing(Stage.PUBLISHED))  # fmt: skip
    both_accepted(story, people)
    confirmed_meeting(story, people)
    assert missing(Stage.PUBLISHED) == []
    assert any("双公开" in one for one in missing(Stage.EVALUATED))
    assert any("评估" in one for one in missing(Stage.CONTINUING))

"""What outlives one unit: institutions, common problems, self-checks, joint plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.people import Cast
from tests.resulted import alike, built, left_over, named, planned, published
from tests.scenarios import TODAY, Story, finding
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.results import clustering, joining, recurring, selectors
from xuncha.cycle.results.models import CommonTie, Institution, JointPlan, ResultStep, SelfCheck
from xuncha.cycle.results.services import commons, institutions, joint
from xuncha.cycle.results.services.institutions import Built
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyNode
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def later(story: Story, text: str, leaf: TaxonomyNode | None = None) -> Finding:
    """Found in the water bureau in a round that began after today."""
    day = dt.date(2026, 5, 6)
    row = Round.objects.create(
        term=story.term, number=10, name="第十轮", start_on=day, end_on=dt.date(2026, 6, 30)
    )
    again = Inspection.objects.create(
        round=row, organisation=story.water, kind="revisit", state="fed_back", entered_on=day,
        feedback_on=dt.date(2026, 7, 30),
    )  # fmt: skip
    made = finding(again, "91", text)
    Finding.objects.filter(pk=made.pk).update(leaf=leaf)
    made.refresh_from_db()
    return made


def test_whether_it_came_back_is_told_by_later_findings(story: Story, people: Cast) -> None:
    frame = Taxonomy.objects.create(name="试", version="1", effective_on=TODAY)
    leaf = TaxonomyNode.objects.create(taxonomy=frame, code="1", name="河道")
    Finding.objects.filter(pk=story.findings[2].pk).update(leaf=leaf)
    row = built(story, people)
    office = people.actor("liwen")
    assert not selectors.get_institution(office, row.pk).came_back  # type: ignore[attr-defined]
    found = later(story, "又有垃圾", leaf)
    assert selectors.list_institutions(office).get().came_back  # type: ignore[attr-defined]
    assert list(recurring.returned_of(office, row)) == [found]
    Finding.objects.filter(pk=found.pk).update(leaf=None)
    assert not selectors.get_institution(office, row.pk).came_back  # type: ignore[attr-defined]
    Finding.objects.filter(pk=found.pk).update(
        recurrence="old", recurrence_of=story.findings[2], recurrence_reason="同一河段",
        recurrence_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    assert selectors.get_institution(office, row.pk).came_back  # type: ignore[attr-defined]
    Finding.objects.filter(pk=found.pk).update(state="draft")
    assert not recurring.returned_of(office, row).exists()


def test_an_institution_is_kept_by_another_person(story: Story, people: Cast) -> None:
    own = built(story, people, "liwen")
    with pytest.raises(Refused, match="由另一个人核对"):
        institutions.keep_institution(
            people.actor("liwen"), institution_id=own.pk, version=own.version
        )
    assert not selectors.list_institutions(people.actor("fengli")).exists()
    assert not selectors.list_institutions(people.actor("wutong")).exists()
    row = institutions.keep_institution(
        people.actor("zhaoqing"), institution_id=own.pk, version=own.version
    )
    assert selectors.list_institutions(people.actor("fengli")).count() == 1
    with pytest.raises(Invalid, match="不能早于施行日期"):
        institutions.repeal_institution(
            people.actor("zhoulan"), institution_id=row.pk, version=row.version,
            on=dt.date(2026, 1, 1), reason="有新办法",
        )  # fmt: skip
    row = institutions.repeal_institution(
        people.actor("zhoulan"), institution_id=row.pk, version=row.version, on=TODAY, reason="新"
    )
    assert (row.state, row.repealed_on) == ("repealed", TODAY)
    file = row.files.get()
    with pytest.raises(Absent):
        institutions.note_institution_file(
            people.actor("wutong"), institution_file_id=file.pk
        )  # fmt: skip


def test_what_an_institution_must_say(story: Story, people: Cast) -> None:
    fine = Built("办法", "责任不清", TODAY, text="第一条")
    own = [story.findings[0].pk]
    for said, ties, sentence in (
        (replace(fine, text=""), own, "或者上传"),
        (replace(fine, cause=" "), own, "什么原因"),
        (replace(fine, in_force_on=dt.date(2026, 5, 1)), own, "还没有施行"),
        (fine, [], "针对的问题"),
        (fine, [story.foreign.finding_id], "不是这个单位"),
    ):
        with pytest.raises(Invalid, match=sentence):
            institutions.report_institution(
                people.actor("liwen"), organisation_id=story.water.pk, built=said,
                finding_ids=ties,
            )  # fmt: skip
    with pytest.raises(Absent):
        institutions.report_institution(
            people.actor("wutong"), organisation_id=story.water.pk, built=fine, finding_ids=own
        )
    assert not Institution.objects.exists()


def test_the_words_propose_and_mark_what_ties(story: Story, people: Cast) -> None:
    ids = alike(story)
    office = people.actor("liwen")
    found = clustering.proposals(office, story.round, least_units=2)
    assert len(found) == 1
    cluster = found[0]
    assert set(ids) <= {one.finding.pk for one in cluster.tied}
    assert cluster.units == 2
    mine = next(one for one in cluster.tied if one.finding.pk == ids[1])
    words = "".join(mine.finding.text[a:b] for a, b in mine.spans)
    assert "长期无人清理" in words
    assert "沙河" not in words
    assert clustering.proposals(office, story.round, least_units=3) == []
    shut = replace(office, recusals=frozenset({story.other.pk}))
    assert clustering.proposals(shut, story.round, least_units=2) == []
    assert clustering.without(found, {ids[0]}) == []


def test_a_person_names_and_another_publishes(story: Story, people: Cast) -> None:
    where = left_over()
    with pytest.raises(Invalid, match="至少两个单位"):
        commons.name_common(
            people.actor("liwen"), round_id=story.round.pk, title="一个", text="查",
            finding_ids=[story.findings[0].pk],
        )  # fmt: skip
    row = named(story, people)
    assert all(tie.spans for tie in CommonTie.objects.all())
    with pytest.raises(Invalid, match="同名"):
        commons.name_common(
            people.actor("song"), round_id=story.round.pk, title=row.title, text="查",
            finding_ids=[tie.finding_id for tie in row.ties.all()],
        )  # fmt: skip
    with pytest.raises(Refused, match="没有"):
        commons.publish_common(
            people.actor("liwen"), common_id=row.pk, version=row.version,
            organisation_ids=[where.pk],
        )  # fmt: skip
    assert [one.pk for one in commons.not_yet_inspected(people.actor("song"), row)] == [where.pk]
    with pytest.raises(Invalid, match="已经巡察过"):
        commons.publish_common(
            people.actor("song"), common_id=row.pk, version=row.version,
            organisation_ids=[where.pk, story.water.pk],
        )  # fmt: skip
    made = commons.publish_common(
        people.actor("song"), common_id=row.pk, version=row.version, organisation_ids=[where.pk]
    )
    check = SelfCheck.objects.get()
    assert (check.organisation, check.due_on) == (where, dt.date(2026, 4, 16))
    commons.withdraw_common(
        people.actor("song"), common_id=made.pk, version=made.version, reason="不准"
    )
    check.refresh_from_db()
    assert check.state == "withdrawn"


def test_counts_leave_out_units_that_the_reader_keeps_away_from(story: Story, people: Cast) -> None:
    check = published(story, people)
    office = people.actor("liwen")
    assert [one.asked for one in selectors.list_commons(office)] == [1]
    away = replace(office, shut_units=frozenset({check.organisation_id}))
    assert [one.asked for one in selectors.list_commons(away)] == [0]


def test_a_unit_answers_before_it_is_inspected(story: Story, people: Cast) -> None:
    check = published(story, people)
    unit, office = people.actor("wutong"), people.actor("liwen")
    assert not selectors.list_selfchecks(people.actor("zhoulan")).exists()
    assert not selectors.list_commons(unit).exists()
    with pytest.raises(Invalid, match="怎样先改"):
        commons.answer_selfcheck(
            unit, selfcheck_id=check.pk, version=check.version, found=True, text="一处没人管"
        )
    row = commons.answer_selfcheck(
        unit, selfcheck_id=check.pk, version=check.version, found=True, text="一处没人管",
        put_right="已定人",
    )  # fmt: skip
    row = commons.send_back_selfcheck(
        office, selfcheck_id=row.pk, version=row.version, reason="还有两处"
    )
    row = commons.answer_selfcheck(
        unit, selfcheck_id=row.pk, version=row.version, found=True, text="三处", put_right="都定人"
    )
    told = ResultStep.objects.filter(action="told").get()
    assert "一处没人管" in told.reason
    with pytest.raises(Refused):
        commons.close_selfcheck(unit, selfcheck_id=row.pk, version=row.version)
    row = commons.close_selfcheck(office, selfcheck_id=row.pk, version=row.version)
    with pytest.raises(Conflict):
        commons.close_selfcheck(
            people.actor("song"), selfcheck_id=row.pk, version=row.version
        )  # fmt: skip
    before = selectors.answered_before(office, row.organisation, TODAY)
    assert list(before) == [row]
    assert not selectors.answered_before(office, row.organisation, dt.date(2026, 3, 1)).exists()


def test_a_team_reads_what_its_units_answered(story: Story, people: Cast) -> None:
    row = published(story, people)
    task = Inspection.objects.create(
        round=story.round, organisation=row.organisation, kind="regular"
    )
    member = replace(people.actor("zhaoqing"), roles=frozenset({"inspector"}))
    assert not selectors.list_selfchecks(member).exists()
    let_in = replace(member, grants=frozenset({task.pk}))
    assert list(selectors.list_selfchecks(let_in)) == [row]
    shut = replace(let_in, recusals=frozenset({task.pk}))
    assert not selectors.list_selfchecks(shut).exists()


def test_who_visits_the_same_unit_in_the_same_month(story: Story, people: Cast) -> None:
    plan = planned(story, people)
    rows = {
        (one.month, one.organisation.code): one.visitors
        for one in joining.meetings(people.actor("liwen"), 2025)
    }
    assert rows[10, "A01"] == 2
    assert rows[10, "A02"] == 1
    Inspection.objects.filter(pk=story.inspection.pk).update(state="reporting")
    partner = joining.meetings(people.actor("fengli"), 2025, organisation_id=story.water.pk)
    assert [(one.month, one.visitors) for one in partner] == [(10, 1)]
    assert not selectors.list_joint(people.actor("zhoulan")).exists()
    shut = replace(people.actor("liwen"), shut_units=frozenset({story.water.pk}))
    assert not selectors.list_joint(shut).exists()
    with pytest.raises(Invalid, match="为什么撤回"):
        joint.withdraw_plan(people.actor("fengli"), joint_id=plan.pk, reason=" ")
    joint.withdraw_plan(people.actor("fengli"), joint_id=plan.pk, reason="改期")
    with pytest.raises(Conflict):
        joint.withdraw_plan(people.actor("liwen"), joint_id=plan.pk, reason="改期")
    assert not selectors.list_joint(people.actor("liwen")).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("没有这个单位\t3\t审计", "第 1 行：“没有这个单位”名录里没有"),
        ("A01\t3\t审计\nA01\t十三\t审计", "第 2 行：月份"),
        ("A01\t9-8\t审计", "月份"),
        ("A01\t3", "三格"),
        ("A01\t3\t", "内容要写"),
        ("单位\t月份\t内容", "请贴"),
    ],
)
def test_a_table_is_taken_whole_or_not(
    story: Story, people: Cast, text: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        joint.add_plans(people.actor("liwen"), area="audit", year=2026, text=text)  # type: ignore[arg-type]
    assert not JointPlan.objects.exists()


def test_months_are_spread_and_nothing_is_added_twice(story: Story, people: Cast) -> None:
    text = "单位\t月份\t内容\n清源区水务局\t5-6月\t预算执行\nA02 清源区民政局\t7\t预算执行"
    assert joint.add_plans(people.actor("liwen"), area="finance", year=2026, text=text) == 3  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="都已经登记"):
        joint.add_plans(people.actor("liwen"), area="finance", year=2026, text=text)  # type: ignore[arg-type]

"""Findings answer to points, and stand in two frames."""

from __future__ import annotations

import pytest

from tests.checkpoints import Library, leaf, library
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.checkpoints.services import answering, lists
from xuncha.cycle.findings import linking, pointing
from xuncha.cycle.findings.models import Finding, FindingFrame, FindingPoint
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyNode
from xuncha.foundation import access
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def made(story: Story, people: Cast) -> Library:
    return library(story, people)


def test_a_finding_makes_its_points_found_also_after_the_feedback(
    made: Library, story: Story, people: Cast
) -> None:
    office, finding = people.actor("liwen"), story.findings[1]
    checked = answering.clear_point(office, point_id=made.list_[0].pk, version=1, how="看了公示栏")
    Inspection.objects.filter(pk=story.inspection.pk).update(
        state=Stage.FED_BACK, feedback_on=story.round.end_on
    )
    ids = [made.list_[0].pk, made.list_[1].pk]
    assert linking.link_points(office, finding_id=finding.pk, point_ids=ids) == 2
    assert linking.link_points(office, finding_id=finding.pk, point_ids=ids) == 0
    checked.refresh_from_db()
    assert (checked.state, checked.answer, checked.how) == ("found", "见问题2", "看了公示栏")
    assert [one.point_id for one in pointing.links_of_finding(office, finding)] == ids


def test_a_point_with_a_finding_cannot_be_unchecked(
    made: Library, story: Story, people: Cast
) -> None:
    office, finding, point = people.actor("liwen"), story.findings[0], made.list_[0]
    linking.link_points(office, finding_id=finding.pk, point_ids=[point.pk])
    point.refresh_from_db()
    again = {"point_id": point.pk, "version": point.version, "reason": "再看"}
    with pytest.raises(Conflict, match="问题1对应这条要点"):
        answering.reopen_point(office, **again)  # type: ignore[arg-type]
    linking.unlink_point(office, finding_id=finding.pk, point_id=point.pk)
    with pytest.raises(Conflict):
        linking.unlink_point(office, finding_id=finding.pk, point_id=point.pk)
    answering.reopen_point(office, **again)  # type: ignore[arg-type]


def test_a_finding_that_was_dropped_holds_nothing(
    made: Library, story: Story, people: Cast
) -> None:
    office, finding, point = people.actor("liwen"), story.findings[0], made.list_[0]
    linking.link_points(office, finding_id=finding.pk, point_ids=[point.pk])
    Finding.objects.filter(pk=finding.pk).update(state="withdrawn")
    point.refresh_from_db()
    answering.reopen_point(office, point_id=point.pk, version=point.version, reason="问题不成立")
    with pytest.raises(Conflict):
        linking.link_points(office, finding_id=finding.pk, point_ids=[point.pk])


def test_points_of_another_inspection_and_left_out_ones_are_refused(
    made: Library, story: Story, people: Cast
) -> None:
    office = people.actor("liwen")
    other = Finding.objects.get(inspection=story.other)
    with pytest.raises(Invalid):
        linking.link_points(office, finding_id=other.pk, point_ids=[made.list_[0].pk])
    with pytest.raises(Invalid):
        linking.link_points(office, finding_id=story.findings[0].pk, point_ids=[])
    lists.leave_out(office, point_id=made.list_[2].pk, version=1, reason="没有房产")
    with pytest.raises(Conflict):
        linking.link_points(
            office, finding_id=story.findings[0].pk,
            point_ids=[made.list_[0].pk, made.list_[2].pk],
        )  # fmt: skip
    assert not FindingPoint.objects.exists()
    made.list_[0].refresh_from_db()
    assert made.list_[0].state == "open", "nothing half-written"


def test_a_closed_inspection_stays_as_it_is(made: Library, story: Story, people: Cast) -> None:
    Inspection.objects.filter(pk=story.inspection.pk).update(
        state=Stage.ARCHIVED, feedback_on=story.round.end_on
    )
    with pytest.raises(Conflict, match="归档"):
        linking.link_points(
            people.actor("liwen"), finding_id=story.findings[0].pk, point_ids=[made.list_[0].pk]
        )


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("hejingan", Refused), ("fengli", Refused), ("zhoulan", Refused), ("wutong", Absent)],
)
def test_only_the_office_links_and_places(
    made: Library, story: Story, people: Cast, who: str, refusal: type[Exception]
) -> None:
    finding, actor = story.findings[0], people.actor(who)
    frame = Taxonomy.objects.get(role="second")
    with pytest.raises(refusal):
        linking.link_points(actor, finding_id=finding.pk, point_ids=[made.list_[0].pk])
    with pytest.raises(refusal):
        linking.place_finding(actor, finding_id=finding.pk, frame_id=frame.pk, node_id=None)


def test_a_finding_stands_in_two_frames_by_the_table_or_by_hand(
    made: Library, story: Story, people: Cast
) -> None:
    office, finding = people.actor("liwen"), story.findings[1]
    assert pointing.places_of(office, finding) == []
    Finding.objects.filter(pk=finding.pk).update(leaf=leaf("2.5.1"))
    finding.refresh_from_db()
    place = pointing.places_of(office, finding)[0]
    assert (place.frame.name, place.node.code, place.by_hand) == ("四个聚焦", "2", False)
    node = TaxonomyNode.objects.get(taxonomy=place.frame, code="3")
    for _ in range(2):
        linking.place_finding(
            office, finding_id=finding.pk, frame_id=place.frame.pk, node_id=node.pk
        )
    assert FindingFrame.objects.count() == 1
    again = pointing.places_of(office, finding)[0]
    assert (again.node.code, again.by_hand) == ("3", True)
    linking.place_finding(office, finding_id=finding.pk, frame_id=place.frame.pk, node_id=None)
    assert pointing.places_of(office, finding)[0].node.code == "2"


def test_a_place_must_lie_in_its_frame(made: Library, story: Story, people: Cast) -> None:
    office, finding = people.actor("liwen"), story.findings[0]
    second = Taxonomy.objects.get(role="second")
    main = Taxonomy.objects.get(role="main")
    with pytest.raises(Invalid):
        linking.place_finding(
            office, finding_id=finding.pk, frame_id=second.pk, node_id=leaf("2.5.1").pk
        )
    with pytest.raises(Invalid):
        linking.place_finding(
            office, finding_id=finding.pk, frame_id=main.pk, node_id=leaf("2.5.1").pk
        )


def test_the_unit_sees_its_finding_but_not_what_was_looked_for(
    made: Library, story: Story, people: Cast
) -> None:
    linking.link_points(
        people.actor("liwen"), finding_id=story.findings[0].pk, point_ids=[made.list_[0].pk]
    )
    Inspection.objects.filter(pk=story.inspection.pk).update(
        state=Stage.FED_BACK, feedback_on=story.round.end_on
    )
    for who in ("zhoulan", "zhengyan", "fengli"):
        actor = people.actor(who)
        assert access.visible(actor, Finding).filter(pk=story.findings[0].pk).exists()
        assert not access.visible(actor, FindingPoint).exists()

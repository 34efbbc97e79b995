"""An inspection's own list: given, adapted, answered; by whom, when, and what nobody can undo."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.checkpoints import Library, in_field, leaf, library, with_villages
from tests.people import Cast
from tests.scenarios import Story, inspected, unit
from xuncha.cycle.checkpoints import proposing, selectors
from xuncha.cycle.checkpoints.models import InspectionPoint, PointList, PointStep
from xuncha.cycle.checkpoints.services import answering, lists
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def made(story: Story, people: Cast) -> Library:
    return library(story, people)


def member(people: Cast, *grants: int, recused: tuple[int, ...] = ()) -> Actor:
    """Somebody with an authorisation and no role of the office."""
    return dataclasses.replace(
        people.actor("wutong"), roles=frozenset(), unit_id=None, grants=frozenset(grants),
        recusals=frozenset(recused),
    )  # fmt: skip


def test_a_list_holds_the_points_for_its_kind_of_organisation(made: Library, story: Story) -> None:
    assert [one.leaf.code for one in made.list_] == ["1.2.3", "2.5.1", "2.7.1"]
    assert [one.number for one in made.list_] == [1, 2, 3]
    assert [one.group.code for one in made.list_] == ["1.2", "2.5", "2.7"]
    assert PointList.objects.get().kinds == ["department"]
    row = AuditRow.objects.filter(verb="checkpoints.list.given").get()
    assert row.details["points"] == 3


def test_a_second_list_and_one_after_the_feedback_are_refused(
    made: Library, story: Story, people: Cast
) -> None:
    office = people.actor("liwen")
    with pytest.raises(Conflict, match="已经有任务清单"):
        lists.give_list(office, inspection_id=story.inspection.pk)
    with pytest.raises(Conflict, match="已经反馈"):
        lists.give_list(office, inspection_id=story.other.pk)
    in_field(story.other)
    with pytest.raises(Invalid):
        lists.give_list(office, inspection_id=story.other.pk, kinds=["hospital"])
    assert PointList.objects.count() == 1


def test_villages_that_come_along_bring_their_points(
    made: Library, story: Story, people: Cast
) -> None:
    in_field(story.other)
    with_villages(story.other)
    town = Organisation.objects.get(pk=story.other.organisation_id)
    village = unit("V01", "青石村", "village")
    Organisation.objects.filter(pk=village.pk).update(parent=town)
    inspection = Inspection.objects.select_related("organisation", "round").get(pk=story.other.pk)
    assert proposing.kinds_for(inspection) == ["town", "village"]
    given = lists.give_list(people.actor("liwen"), inspection_id=inspection.pk)
    assert given.kinds == ["town", "village"]
    rows = InspectionPoint.objects.filter(inspection=inspection).order_by("number")
    assert [(one.leaf.code, one.group.code) for one in rows] == [
        ("1.2.3", "1.2"), ("2.7.1", "2.7"), ("V3.2", "2.8"), ("V6.1", "3.4"),
    ]  # fmt: skip


def test_a_village_with_an_inspection_of_its_own_gets_its_own_list(
    made: Library, story: Story, people: Cast
) -> None:
    in_field(story.other)
    with_villages(story.other)
    village = unit("V01", "青石村", "village")
    Organisation.objects.filter(pk=village.pk).update(parent=story.other.organisation_id)
    alone = inspected(story.round, village)
    in_field(alone)
    inspection = Inspection.objects.select_related("organisation", "round").get(pk=story.other.pk)
    assert proposing.kinds_for(inspection) == ["town"]
    assert lists.give_round(people.actor("liwen"), round_id=story.round.pk) == 2
    assert {one.leaf.code for one in alone.points.select_related("leaf")} == {"V3.2", "V6.1"}
    assert lists.give_round(people.actor("liwen"), round_id=story.round.pk) == 0


def test_kinds_can_be_chosen_by_hand(made: Library, story: Story, people: Cast) -> None:
    in_field(story.other)
    lists.give_list(
        people.actor("liwen"), inspection_id=story.other.pk, kinds=["department", "village"]
    )
    assert story.other.points.count() == 5


Act = Callable[[Actor, InspectionPoint], Any]
ACTS: dict[str, Act] = {
    "clear": lambda who, p: answering.clear_point(
        who, point_id=p.pk, version=p.version, how="查了12份凭证"
    ),
    "found": lambda who, p: answering.mark_found(
        who, point_id=p.pk, version=p.version, answer="3笔没有公函"
    ),
    "not_applicable": lambda who, p: answering.mark_not_applicable(
        who, point_id=p.pk, version=p.version, answer="没有出租的房产"
    ),
    "leave_out": lambda who, p: lists.leave_out(
        who, point_id=p.pk, version=p.version, reason="上轮刚查过"
    ),
    "add": lambda who, p: lists.add_point(
        who, inspection_id=p.inspection_id, text="应急物资是否在保质期内", leaf_id=leaf("1.5.3").pk,
        reason="群众来信反映",
    ),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_who_may_work_on_a_list(made: Library, story: Story, people: Cast, act: str) -> None:
    point = made.list_[1]
    for who in ("hejingan",):
        with pytest.raises(Refused):
            ACTS[act](people.actor(who), point)
    for who in ("zhoulan", "zhengyan", "fengli", "xitong", "shenji"):
        with pytest.raises(Absent):
            ACTS[act](people.actor(who), point)
    with pytest.raises(Absent):
        ACTS[act](member(people, story.other.pk), point)
    with pytest.raises(Absent):
        ACTS[act](member(people, story.inspection.pk, recused=(story.inspection.pk,)), point)
    ACTS[act](member(people, story.inspection.pk), point)


def test_a_recusal_shuts_the_list_for_the_office_too(made: Library, people: Cast) -> None:
    point = made.list_[0]
    shut = dataclasses.replace(people.actor("liwen"), recusals=frozenset({point.inspection_id}))
    with pytest.raises(Absent):
        ACTS["clear"](shut, point)
    assert not access.visible(shut, InspectionPoint).exists()


def test_a_member_reads_the_library_while_authorised_only(
    made: Library, story: Story, people: Cast
) -> None:
    assert selectors.list_decisions(member(people, story.inspection.pk)).count() == 1
    assert selectors.list_decisions(member(people)).count() == 0
    assert selectors.list_points(member(people, story.other.pk)).count() == 0


def test_answers_need_their_words(made: Library, people: Cast) -> None:
    office, point = people.actor("liwen"), made.list_[0]
    with pytest.raises(Invalid) as how:
        answering.clear_point(office, point_id=point.pk, version=1, how="　")
    with pytest.raises(Invalid) as what:
        answering.mark_found(office, point_id=point.pk, version=1, answer="")
    with pytest.raises(Invalid) as why:
        answering.mark_not_applicable(office, point_id=point.pk, version=1, answer="")
    with pytest.raises(Invalid):
        answering.clear_point(office, point_id=point.pk, version=1, how="查" * 301)
    assert (how.value.field, what.value.field, why.value.field) == ("how", "answer", "answer")
    point.refresh_from_db()
    assert (point.state, point.version) == ("open", 1)


def test_the_second_of_two_at_once_hears_of_the_first(made: Library, people: Cast) -> None:
    point = made.list_[0]
    ACTS["clear"](people.actor("liwen"), point)
    with pytest.raises(Conflict):
        ACTS["found"](people.actor("zhaoqing"), point)
    point.refresh_from_db()
    assert (point.state, point.how, point.answered_by) == ("clear", "查了12份凭证", people["liwen"])


def test_looking_again_keeps_what_was_said(made: Library, people: Cast) -> None:
    office, point = people.actor("liwen"), made.list_[0]
    point = ACTS["clear"](office, point)
    with pytest.raises(Invalid):
        answering.reopen_point(office, point_id=point.pk, version=point.version, reason="")
    point = answering.reopen_point(
        office, point_id=point.pk, version=point.version, reason="又来一封信"
    )
    point.refresh_from_db()
    assert (point.state, point.how, point.answered_at) == ("open", "", None)
    said = list(
        PointStep.objects.filter(point=point).order_by("pk").values_list("reason", "by_name")
    )
    assert said == [("查了12份凭证", "李闻"), ("又来一封信", "李闻")]


@pytest.mark.parametrize("act", ["clear", "found"])
def test_nothing_is_checked_before_entry(
    made: Library, story: Story, people: Cast, act: str
) -> None:
    Inspection.objects.filter(pk=story.inspection.pk).update(state=Stage.BEFORE_ENTRY)
    with pytest.raises(Conflict, match="还没有进驻"):
        ACTS[act](people.actor("liwen"), made.list_[0])
    ACTS["not_applicable"](people.actor("liwen"), made.list_[0])


@pytest.mark.parametrize("act", ACTS)
def test_nothing_changes_after_the_feedback(
    made: Library, story: Story, people: Cast, act: str
) -> None:
    Inspection.objects.filter(pk=story.inspection.pk).update(
        state=Stage.FED_BACK, feedback_on=story.round.end_on
    )
    with pytest.raises(Conflict, match="已经反馈"):
        ACTS[act](people.actor("liwen"), made.list_[0])


def test_a_point_that_was_answered_is_not_left_out(made: Library, people: Cast) -> None:
    office = people.actor("liwen")
    done = ACTS["clear"](office, made.list_[0])
    with pytest.raises(Conflict):
        ACTS["leave_out"](office, done)
    out = ACTS["leave_out"](office, made.list_[1])
    with pytest.raises(Conflict):
        ACTS["clear"](office, out)
    back = lists.take_back(office, point_id=out.pk, version=out.version)
    back.refresh_from_db()
    assert (back.state, back.left_reason) == ("open", "")


def test_an_added_point_says_why_and_is_not_twice_there(
    made: Library, story: Story, people: Cast
) -> None:
    office = people.actor("liwen")
    added = ACTS["add"](office, made.list_[0])
    assert (added.number, added.checkpoint_id, added.added_reason) == (4, None, "群众来信反映")
    with pytest.raises(Conflict):
        ACTS["add"](office, made.list_[0])
    for words in ({"reason": ""}, {"text": " "}, {"leaf_id": leaf("1.5.3").parent_id}):
        told: dict[str, Any] = {"text": "别的", "leaf_id": leaf("1.5.3").pk, "reason": "来信"}
        with pytest.raises(Invalid):
            lists.add_point(office, inspection_id=story.inspection.pk, **(told | words))
    with pytest.raises(Absent):
        lists.add_point(
            office, inspection_id=story.other.pk, text="x", leaf_id=leaf("1.5.3").pk, reason="y"
        )


def test_points_go_to_whoever_can_answer_them(made: Library, story: Story, people: Cast) -> None:
    office, ids = people.actor("liwen"), [made.list_[0].pk, made.list_[1].pk]
    give = {"inspection_id": story.inspection.pk, "point_ids": ids}
    assert lists.assign_points(office, **give, user_id=people["zhaoqing"].pk) == 2
    assert lists.assign_points(office, **give, user_id=people["zhaoqing"].pk) == 0
    told = Notice.objects.filter(user=people["zhaoqing"]).get()
    assert "2 条" in told.text
    for who in ("hejingan", "zhoulan", "xitong"):
        with pytest.raises(Invalid):
            lists.assign_points(office, **give, user_id=people[who].pk)
    with pytest.raises(Invalid):
        lists.assign_points(office, **give, user_id=987654)
    with pytest.raises(Invalid):
        lists.assign_points(
            office, inspection_id=story.other.pk, point_ids=ids, user_id=people["zhaoqing"].pk
        )
    assert lists.assign_points(office, **give, user_id=None) == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "clear", "how": "x"},
        {"state": "clear", "answered_at": "2026-03-18T09:00+08:00"},
        {"state": "found", "answered_at": "2026-03-18T09:00+08:00"},
        {"state": "left_out"},
    ],
)
def test_the_database_knows_what_a_state_needs(made: Library, broken: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionPoint.objects.filter(pk=made.list_[0].pk).update(**broken)


def test_the_matrix_counts_what_the_lists_hold(
    made: Library, story: Story, people: Cast, django_assert_max_num_queries: Any
) -> None:
    office = people.actor("liwen")
    ACTS["clear"](office, made.list_[0])
    ACTS["found"](office, made.list_[1])
    in_field(story.other)
    with django_assert_max_num_queries(3):
        told = selectors.matrix_of(office, [story.inspection, story.other])
    assert [one.code for one in told.groups] == ["1.2", "2.5", "2.7"]
    assert [(top.code, wide) for top, wide in told.tops] == [("1", 1), ("2", 2)]
    line, empty = told.lines
    assert [one.look for one in line.cells] == ["done", "found", "open"]
    assert (line.total.given, line.total.answered, line.total.uncovered) == (3, 2, 1)
    assert (empty.has_list, {one.look for one in empty.cells}) == (False, {"none"})
    assert (told.total.given, told.total.found) == (3, 1)
    ACTS["leave_out"](office, made.list_[2])
    again = selectors.matrix_of(office, [story.inspection])
    assert (again.total.given, again.total.uncovered) == (2, 0)
    assert selectors.matrix_of(people.actor("zhoulan"), [story.inspection]).groups == []

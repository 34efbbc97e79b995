"""Decisions, versions and their points: who may, what is refused, what later versions leave."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from tests.checkpoints import POINTS, drafted, facts, leaf, library
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.checkpoints import comparing, proposing
from xuncha.cycle.checkpoints.models import Decision, InspectionPoint
from xuncha.cycle.checkpoints.services import decisions, lists, sets
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyNode
from xuncha.foundation import access
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid, Refused


def test_the_same_decision_is_registered_once_however_it_is_written(people: Cast) -> None:
    office = people.actor("liwen")
    made = decisions.create_decision(
        office, facts=facts(), stream=io.BytesIO(b"text"), name="a.txt"
    )
    assert made.file is not None
    assert Decision.objects.get().file == made.file
    with pytest.raises(Conflict):
        decisions.create_decision(office, facts=facts(title="《关于提高民生实事 办理质量的意见》"))
    decisions.create_decision(office, facts=facts(number="清源发〔2025〕7号"))
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "《》"}, "title"),
        ({"issued_on": TODAY + dt.timedelta(days=1)}, "issued_on"),
        (
            {"valid_from_on": dt.date(2026, 1, 2), "valid_until_on": dt.date(2026, 1, 1)},
            "valid_until_on",
        ),
    ],
)
def test_a_decision_that_cannot_stand_is_refused_by_its_field(
    people: Cast, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        decisions.create_decision(people.actor("liwen"), facts=facts(**change))
    assert told.value.field == field
    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["hejingan", "fengli", "zhoulan", "zhengyan", "xitong", "shenji"])
def test_only_the_office_writes_decisions_and_versions(people: Cast, who: str) -> None:
    actor = people.actor(who)
    with pytest.raises(Refused):
        decisions.create_decision(actor, facts=facts())
    drafted(people.actor("liwen"))
    with pytest.raises(Refused):
        sets.create_set(actor, name="另一版")
    assert Decision.objects.count() == 1


def test_two_at_once_on_one_decision(people: Cast) -> None:
    office = people.actor("liwen")
    made = decisions.create_decision(office, facts=facts())
    decisions.change_decision(
        office, decision_id=made.pk, version=made.version, facts=facts(excerpt="按季公开")
    )
    with pytest.raises(Conflict):
        decisions.change_decision(
            office, decision_id=made.pk, version=made.version, facts=facts(excerpt="按月公开")
        )
    assert Decision.objects.get().excerpt == "按季公开"
    row = AuditRow.objects.filter(verb="checkpoints.decision.changed").get()
    assert row.details["after"] == {"excerpt": "按季公开"}


def test_a_retired_decision_brings_no_new_points_and_leaves_given_ones(
    story: Story, people: Cast
) -> None:
    office = people.actor("liwen")
    made = library(story, people)
    with pytest.raises(Invalid):
        decisions.retire_decision(
            office, decision_id=made.decision.pk, version=made.decision.version, reason=" "
        )
    retired = decisions.retire_decision(
        office, decision_id=made.decision.pk, version=made.decision.version, reason="有新文件"
    )
    assert not proposing.points_for(made.version, ["department"], TODAY).exists()
    assert InspectionPoint.objects.filter(inspection=story.inspection).count() == 3
    with pytest.raises(Conflict):
        decisions.change_decision(
            office, decision_id=retired.pk, version=retired.version, facts=facts()
        )
    back = decisions.restore_decision(office, decision_id=retired.pk, version=retired.version)
    assert back.retired_reason == ""
    assert proposing.points_for(made.version, ["department"], TODAY).count() == 3


def test_a_decision_holds_from_its_first_to_its_last_day(story: Story, people: Cast) -> None:
    made = library(story, people)
    Decision.objects.update(valid_from_on=dt.date(2026, 3, 10), valid_until_on=dt.date(2026, 3, 20))
    decision = Decision.objects.get()
    for day, holds in [(9, False), (10, True), (20, True), (21, False)]:
        on = dt.date(2026, 3, day)
        assert proposing.points_for(made.version, ["town"], on).exists() is holds
        assert decision.holds_on(on) is holds


def test_a_point_needs_words_a_leaf_of_its_frame_and_a_kind(people: Cast) -> None:
    office = people.actor("liwen")
    version = drafted(office)
    decision = Decision.objects.get()
    other = Taxonomy.objects.create(name="旧分类", version="0", effective_on=dt.date(2020, 1, 1))
    foreign = TaxonomyNode.objects.create(taxonomy=other, code="1", name="一")
    good = sets.PointFacts(decision.pk, leaf("1.1.1").pk, ("town",), "学习计划是否落实")
    branch = TaxonomyNode.objects.get(code="1.1", taxonomy__role="main", taxonomy=version.taxonomy)
    for change, field in [
        ({"text": "　"}, "text"),
        ({"kinds": ()}, "kinds"),
        ({"kinds": ("district",)}, "kinds"),
        ({"kinds": ("moon",)}, "kinds"),
        ({"leaf_id": branch.pk}, "leaf"),
        ({"leaf_id": foreign.pk}, "leaf"),
    ]:
        told = {name: getattr(good, name) for name in good.__slots__} | change
        with pytest.raises(Invalid) as refusal:
            sets.add_checkpoint(office, set_id=version.pk, facts=sets.PointFacts(**told))
        assert refusal.value.field == field
    twice = sets.PointFacts(decision.pk, leaf("1.1.1").pk, ("town",), f" {POINTS[0][2]} ")
    with pytest.raises(Conflict):
        sets.add_checkpoint(office, set_id=version.pk, facts=twice)
    assert version.checkpoints.count() == len(POINTS)


def test_only_the_director_issues_and_never_into_the_past(people: Cast) -> None:
    version = drafted(people.actor("liwen"))
    with pytest.raises(Refused):
        sets.issue_set(
            people.actor("liwen"), set_id=version.pk, version=version.version, effective_on=TODAY
        )
    director = people.actor("song")
    with pytest.raises(Invalid):
        sets.issue_set(
            director, set_id=version.pk, version=version.version,
            effective_on=TODAY - dt.timedelta(days=1),
        )  # fmt: skip
    empty = sets.create_set(director, name="空的")
    with pytest.raises(Conflict):
        sets.issue_set(director, set_id=empty.pk, version=empty.version, effective_on=TODAY)
    sets.issue_set(director, set_id=version.pk, version=version.version, effective_on=TODAY)
    with pytest.raises(Conflict):
        sets.issue_set(director, set_id=version.pk, version=version.version, effective_on=TODAY)
    other = drafted(director, "同一天的另一版")
    with pytest.raises(Conflict):
        sets.issue_set(director, set_id=other.pk, version=other.version, effective_on=TODAY)


def test_an_issued_version_never_changes(story: Story, people: Cast) -> None:
    office = people.actor("liwen")
    made = library(story, people)
    point = made.points[0]
    told = sets.PointFacts(made.decision.pk, point.leaf_id, ("town",), "改一个字")
    with pytest.raises(Conflict):
        sets.add_checkpoint(office, set_id=made.version.pk, facts=told)
    with pytest.raises(Conflict):
        sets.change_checkpoint(office, checkpoint_id=point.pk, facts=told)
    with pytest.raises(Conflict):
        sets.remove_checkpoint(office, checkpoint_id=point.pk)
    point.refresh_from_db()
    assert point.text == POINTS[0][2]


def test_a_later_version_leaves_given_lists_and_shows_what_it_changed(
    story: Story, people: Cast
) -> None:
    office, director = people.actor("liwen"), people.actor("song")
    made = library(story, people)
    new = sets.create_set(office, name="2027年监督清单", based_on_id=made.version.pk)
    rows = {one.number: one for one in new.checkpoints.all()}
    assert {one.number for one in made.points} == set(rows)
    first, second = made.points[0], made.points[1]
    changed = sets.PointFacts(
        made.decision.pk, first.leaf_id, ("department",), "民生实事是否按期办成并公开"
    )
    sets.change_checkpoint(office, checkpoint_id=rows[first.number].pk, facts=changed)
    sets.remove_checkpoint(office, checkpoint_id=rows[second.number].pk)
    extra = sets.PointFacts(made.decision.pk, leaf("4.1.1").pk, ("town",), "整改是否一把手抓")
    added = sets.add_checkpoint(office, set_id=new.pk, facts=extra)
    told = comparing.compare(office, made.version, new)
    assert ([one.number for one in told.removed], [one.number for one in told.added]) == (
        [second.number], [added.number],
    )  # fmt: skip
    assert [name for name, _, _ in told.changed[0].changes] == [
        "监督要点", "问题表现形式", "适用类别",
    ]  # fmt: skip
    assert told.same == len(POINTS) - 2
    assert added.number > max(one.number for one in made.points)
    later = TODAY + dt.timedelta(days=30)
    sets.issue_set(director, set_id=new.pk, version=new.version, effective_on=later)
    assert proposing.set_in_force() == made.version
    with clock.at(later):
        assert proposing.set_in_force() == new
        lists.give_list(office, inspection_id=_fresh(story))
    texts = set(story.inspection.points.values_list("text", flat=True))
    assert "民生实事是否按时办成、群众是否知道" in texts
    assert "民生实事是否按期办成并公开" in set(story.other.points.values_list("text", flat=True))


def _fresh(story: Story) -> int:
    from tests.checkpoints import in_field

    in_field(story.other)
    return story.other.pk


def test_a_copy_follows_the_taxonomy_in_force_by_its_codes(people: Cast) -> None:
    office = people.actor("liwen")
    version = drafted(office)
    new = Taxonomy.objects.create(name="四个落实", version="2026.1", effective_on=TODAY)
    top = TaxonomyNode.objects.create(taxonomy=new, code="2", name="二")
    for code in ("1.2.3", "2.5.1", "2.7.1", "V3.2"):
        TaxonomyNode.objects.create(taxonomy=new, code=code, name="新名", parent=top)
    with pytest.raises(Conflict, match=r"V6\.1"):
        sets.create_set(office, name="新框架", based_on_id=version.pk)
    TaxonomyNode.objects.create(taxonomy=new, code="V6.1", name="新名", parent=top)
    made = sets.create_set(office, name="新框架", based_on_id=version.pk)
    assert {one.leaf.taxonomy for one in made.checkpoints.select_related("leaf__taxonomy")} == {new}


def test_units_partners_and_administrators_know_of_nothing(story: Story, people: Cast) -> None:
    made = library(story, people)
    rows = [Decision, type(made.version), type(made.points[0]), InspectionPoint]
    for who in ("zhoulan", "zhengyan", "fengli", "xitong", "baomi", "shenji"):
        actor = people.actor(who)
        assert [model.__name__ for model in rows if access.visible(actor, model).exists()] == []
    for who in ("song", "liwen", "hejingan"):
        actor = people.actor(who)
        assert all(access.visible(actor, model).exists() for model in rows)

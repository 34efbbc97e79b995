"""The frame in force, its leaves in order, and what means the same in the other frame."""

from __future__ import annotations

import datetime as dt

import pytest

from xuncha.cycle.taxonomy import data, selectors
from xuncha.cycle.taxonomy.models import FrameRole, Taxonomy, TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.kernel.actor import SYSTEM, Actor


@pytest.fixture
def frame(db: None) -> Taxonomy:
    return load_default_taxonomy(SYSTEM)


def test_a_second_frame_is_never_the_one_in_force(frame: Taxonomy) -> None:
    Taxonomy.objects.create(
        name="别的框架", version="9", effective_on=dt.date(2025, 1, 1), role=FrameRole.SECOND
    )
    assert selectors.current_taxonomy(dt.date(2026, 3, 18)) == frame
    assert [one.name for one in selectors.second_frames(dt.date(2026, 3, 18))] == [
        data.FOCUS_NAME, "别的框架",
    ]  # fmt: skip


def test_a_later_version_is_in_force_from_its_day_on(frame: Taxonomy) -> None:
    new = Taxonomy.objects.create(
        name=data.NAME, version="2026.1", effective_on=dt.date(2026, 4, 1)
    )
    assert selectors.current_taxonomy(dt.date(2026, 3, 31)) == frame
    assert selectors.current_taxonomy(dt.date(2026, 4, 1)) == new


def test_leaves_stand_in_the_order_of_their_numbers(frame: Taxonomy) -> None:
    codes = [one.code for one in selectors.leaves(frame)]
    assert set(codes) == set(data.leaves())
    assert codes.index("2.9.1") < codes.index("2.10.1") < codes.index("3.1.1")
    assert codes.index("4.4.1") < codes.index("V1.1") < codes.index("V9.1") < codes.index("V10.1")


def test_every_leaf_has_its_place_in_both_frames(frame: Taxonomy) -> None:
    for leaf in selectors.leaves(frame):
        told = data.leaves()[leaf.code]
        found = {one.frame.name: one.target.code for one in selectors.matches_of(SYSTEM, leaf.pk)}
        wanted = {data.FOCUS_NAME: str(told.focus)}
        assert found == wanted | ({data.NAME: told.main} if told.main else {})


def test_a_villages_leaf_is_counted_under_the_branch_that_means_the_same(frame: Taxonomy) -> None:
    nodes = {one.code: one for one in TaxonomyNode.objects.filter(taxonomy=frame)}
    found = selectors.groups_of([nodes["V3.1"].pk, nodes["1.2.1"].pk])
    assert found == {nodes["V3.1"].pk: nodes["2.5"], nodes["1.2.1"].pk: nodes["1.2"]}


def test_whoever_has_no_part_in_the_work_sees_no_frame(frame: Taxonomy) -> None:
    nobody = Actor(user_id=1, name="系统员", roles=frozenset({"sysadmin"}))
    assert selectors.matches_of(nobody, selectors.leaves(frame)[0].pk) == []

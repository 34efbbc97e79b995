"""Who sees what of a person: the office all, leaders a summary, himself his own, others none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models import Model

from tests.people import Cast
from tests.pooled import Pool, tie
from tests.scenarios import TODAY, Story
from xuncha.cycle.pool import selectors
from xuncha.cycle.pool.enums import TeamRole, TieKind
from xuncha.cycle.pool.models import (
    Inspector,
    InspectorStep,
    PastService,
    PoolImport,
    PoolRules,
    Qualification,
    SecrecyPledge,
    Tie,
    Training,
    TrainingRecord,
)
from xuncha.cycle.pool.services import entering, keeping, qualifying, serving, training
from xuncha.foundation import access
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

_OF_PERSON: list[type[Model]] = [
    Inspector, InspectorStep, Qualification, SecrecyPledge, TrainingRecord, PastService, Tie,
    Training,
]  # fmt: skip


@pytest.fixture
def full(story: Story, people: Cast, pool: Pool) -> Pool:
    """Two people of whom everything is known."""
    office = people.actor("liwen")
    course = training.create_training(
        office, title="保密培训", held_on=TODAY, hours=Decimal(4), is_secrecy=True
    )
    for person in (pool.zhao, pool.zhou):
        tie(person, story.civil, TieKind.KIN)
        qualifying.add_qualification(office, inspector_id=person.pk, name="会计师")
        qualifying.add_pledge(office, inspector_id=person.pk, signed_on=TODAY)
        serving.add_past_service(
            office, inspector_id=person.pk, role=TeamRole.MEMBER, on=dt.date(2024, 5, 1),
            organisation_id=story.civil.pk,
        )  # fmt: skip
        entering.add_step(people.actor("song"), person, "x", "事项", "", person.state, "理由")
    training.note_attendance(
        office, training_id=course.pk, inspector_ids=[pool.zhao.pk, pool.zhou.pk]
    )
    return pool


def _counts(actor: Actor) -> dict[str, int]:
    return {one.__name__: access.visible(actor, one).count() for one in _OF_PERSON}


ALL = {"Inspector": 3, "Training": 1} | {
    one.__name__: 2 for one in _OF_PERSON if one not in {Inspector, Training}
}
OWN = dict.fromkeys((one.__name__ for one in _OF_PERSON), 1)
NONE = dict.fromkeys(OWN, 0)


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("song", ALL), ("liwen", ALL), ("hejingan", ALL | {"Tie": 0}), ("fengli", NONE),
        ("zhoulan", NONE), ("zhengyan", NONE), ("xitong", NONE), ("baomi", NONE),
        ("shenji", NONE),
    ],
)  # fmt: skip
def test_who_sees_how_much(
    username: str, expected: dict[str, int], people: Cast, full: Pool
) -> None:
    actor = people.actor(username)
    assert _counts(actor) == expected
    for model in (PoolRules, PoolImport):
        assert not access.visible(actor, model).exists()


def test_a_person_sees_his_own_and_nobody_elses(people: Cast, full: Pool) -> None:
    me = build_actor(full.account)
    assert _counts(me) == OWN
    assert access.can(me, "see_details", full.zhao)
    assert not access.can(me, "see_details", full.zhou)
    assert selectors.own_inspector(me) == full.zhao


def test_a_partner_in_the_pool_sees_himself_only(people: Cast, full: Pool) -> None:
    Inspector.objects.filter(pk=full.sun.pk).update(user=people["fengli"])
    assert _counts(people.actor("fengli"))["Inspector"] == 1


def test_one_of_the_three_never_sees_even_a_record_of_his_own(people: Cast, full: Pool) -> None:
    Inspector.objects.filter(pk=full.zhao.pk).update(user=people["xitong"])
    assert _counts(people.actor("xitong")) == NONE


def test_leaders_count_ties_and_read_none(people: Cast, full: Pool) -> None:
    leader = people.actor("hejingan")
    assert selectors.tie_counts(leader, full.zhao) == {"kin": 1}
    assert not access.can(leader, "see_details", full.zhao)
    with pytest.raises(Refused):
        selectors.tie_counts(people.actor("fengli"), full.zhao)


def test_a_switched_off_user_sees_his_own_no_more_than_a_stranger(full: Pool) -> None:
    RoleGrant.objects.filter(user=full.account).delete()
    assert _counts(build_actor(full.account)) == OWN  # his own, even without a role
    assert not access.visible(build_actor(full.account), Tie).filter(inspector=full.zhou).exists()


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("nobody", "没有用户名为"), ("liwen", "不能把自己的账号"), ("xitong", "三员不能列入"),
        ("zhaoyihe", "已经关联了另一个人"),
    ],
)  # fmt: skip
def test_accounts_that_cannot_be_linked(
    username: str, sentence: str, people: Cast, full: Pool
) -> None:
    with pytest.raises(Invalid, match=sentence):
        keeping.link_user(
            people.actor("liwen"), inspector_id=full.sun.pk, version=1, username=username
        )


def test_linking_and_taking_off(people: Cast, full: Pool) -> None:
    made = keeping.link_user(
        people.actor("liwen"), inspector_id=full.sun.pk, version=1, username="fengli"
    )
    with pytest.raises(Conflict):
        keeping.link_user(people.actor("liwen"), inspector_id=full.sun.pk, version=1, username="")
    keeping.link_user(
        people.actor("liwen"), inspector_id=full.sun.pk, version=made.version, username=""
    )
    full.sun.refresh_from_db()
    assert full.sun.user_id is None

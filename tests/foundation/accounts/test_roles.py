"""Roles: asked by one, approved by another, never for oneself, never two families."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from tests.foundation.accounts.conftest import last
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.foundation.accounts import services
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

Who = Callable[[str], Actor]
DAY = dt.timedelta(days=1)


@pytest.fixture
def newcomer(who: Who) -> User:
    """Somebody without any role."""
    return services.create_user(who("xitong"), username="newone", name="新人", post="")[0]


def ask(actor: Actor, user: User, role: str = "office_staff", **dates: dt.date) -> RoleGrant:
    """Ask for a role from today on."""
    return services.ask_role(actor, user_id=user.pk, role=role, **({"from_on": TODAY} | dates))


def test_a_role_opens_nothing_until_it_is_approved(who: Who, newcomer: User) -> None:
    grant = ask(who("xitong"), newcomer)
    assert build_actor(newcomer).roles == frozenset()
    services.approve_role(who("baomi"), grant_id=grant.pk)
    assert build_actor(newcomer).roles == {"office_staff"}
    grant.refresh_from_db()
    assert grant.asked_by_id != grant.approved_by_id
    assert last().verb == "accounts.role.approved"


def test_a_role_lives_from_its_first_to_its_last_day(who: Who, newcomer: User) -> None:
    grant = ask(who("xitong"), newcomer, from_on=TODAY + DAY, until_on=TODAY + 3 * DAY)
    services.approve_role(who("baomi"), grant_id=grant.pk)
    for after, held in ((0, False), (1, True), (3, True), (4, False)):
        with clock.at(TODAY + after * DAY):
            assert bool(build_actor(newcomer).roles) is held, after


@pytest.mark.parametrize("username", ["song", "liwen", "fengli", "baomi", "shenji"])
def test_only_the_system_administrator_asks(who: Who, people: Cast, username: str) -> None:
    target = people["liwen"]
    with pytest.raises((Refused, Absent)):
        ask(who(username), target, "partner")
    assert not RoleGrant.objects.filter(user=target, role="partner").exists()


@pytest.mark.parametrize("username", ["xitong", "song", "shenji", "newone"])
def test_only_the_security_officer_approves(who: Who, newcomer: User, username: str) -> None:
    grant = ask(who("xitong"), newcomer)
    actor = build_actor(newcomer) if username == "newone" else who(username)
    with pytest.raises((Refused, Absent)):
        services.approve_role(actor, grant_id=grant.pk)
    grant.refresh_from_db()
    assert grant.approved_at is None


def test_nobody_approves_a_role_for_himself(who: Who, people: Cast) -> None:
    """Two security officers: one asks nothing, but a grant in his own name may exist."""
    second = services.bootstrap_user(
        SYSTEM, username="second", name="保密二", post="", password="Qingyuan-2026",
        roles=["security_officer"],
    )  # fmt: skip
    grant = RoleGrant.objects.create(
        user=second, role="security_officer", from_on=TODAY, until_on=TODAY + DAY,
        asked_by=people["xitong"],
    )  # fmt: skip
    with pytest.raises(Refused, match="给自己"):
        services.approve_role(build_actor(second), grant_id=grant.pk)


def test_who_asked_never_approves_even_with_the_role(who: Who, newcomer: User) -> None:
    """Somebody who asked as administrator and became officer since."""
    grant = ask(who("xitong"), newcomer)
    RoleGrant.objects.filter(pk=grant.pk).update(asked_by=who("baomi").user_id)
    with pytest.raises(Refused, match="另一个人"):
        services.approve_role(who("baomi"), grant_id=grant.pk)


def test_the_database_itself_wants_two_people(who: Who, people: Cast, newcomer: User) -> None:
    grant = ask(who("xitong"), newcomer)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(approved_by=people["xitong"])


@pytest.mark.parametrize(
    ("username", "role", "words"),
    [
        ("xitong", "auditor", "三个人"),
        ("baomi", "sysadmin", "三个人"),
        ("liwen", "auditor", "兼任"),
        ("shenji", "office_staff", "兼任"),
        ("liwen", "nothing", "没有这个岗位"),
    ],
)
def test_what_never_goes_together(
    who: Who, people: Cast, username: str, role: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        ask(who("xitong"), people[username], role)


def test_two_asked_at_once_are_caught_at_approval(who: Who, people: Cast, newcomer: User) -> None:
    """Two administrators asked in the same moment: both rows exist, only one may come to life."""
    first = ask(who("xitong"), newcomer, "office_staff")
    second = RoleGrant.objects.create(
        user=newcomer, role="auditor", from_on=TODAY, asked_by=people["xitong"]
    )
    for grant in (first, second):
        with pytest.raises(Invalid, match="兼任"):
            services.approve_role(who("baomi"), grant_id=grant.pk)
    services.end_role(who("baomi"), grant_id=second.pk, reason="申请错了")
    services.approve_role(who("baomi"), grant_id=first.pk)
    assert build_actor(newcomer).roles == {"office_staff"}


def test_a_role_is_not_asked_or_approved_twice(who: Who, newcomer: User) -> None:
    grant = ask(who("xitong"), newcomer)
    with pytest.raises(Conflict, match="正在申请"):
        ask(who("xitong"), newcomer)
    services.approve_role(who("baomi"), grant_id=grant.pk)
    with pytest.raises(Conflict, match="已经批准"):
        services.approve_role(who("baomi"), grant_id=grant.pk)


def test_dates_the_wrong_way_round(who: Who, newcomer: User) -> None:
    with pytest.raises(Invalid, match="止日"):
        ask(who("xitong"), newcomer, until_on=TODAY - DAY)


def test_a_request_that_outlived_its_dates_is_dead(who: Who, newcomer: User) -> None:
    grant = ask(who("xitong"), newcomer, until_on=TODAY)
    with clock.at(TODAY + DAY), pytest.raises(Conflict, match="期限已经过了"):
        services.approve_role(who("baomi"), grant_id=grant.pk)


def test_a_role_taken_back_is_gone_at_once_and_stays_in_the_record(who: Who, people: Cast) -> None:
    grant = RoleGrant.objects.get(user=people["liwen"])
    RoleGrant.objects.filter(pk=grant.pk).update(from_on=TODAY - 30 * DAY)
    with pytest.raises(Invalid, match="理由"):
        services.end_role(who("xitong"), grant_id=grant.pk, reason="")
    services.end_role(who("xitong"), grant_id=grant.pk, reason="轮岗")
    assert who("liwen").roles == frozenset()
    grant.refresh_from_db()
    assert grant.until_on == TODAY - DAY
    assert (last().verb, last().reason) == ("accounts.role.ended", "轮岗")
    with pytest.raises(Conflict, match="到期"):
        services.end_role(who("xitong"), grant_id=grant.pk, reason="再收一次")


def test_a_role_given_today_and_taken_today_is_struck_out(who: Who, people: Cast) -> None:
    grant = RoleGrant.objects.get(user=people["liwen"])
    services.end_role(who("baomi"), grant_id=grant.pk, reason="弄错人")
    assert who("liwen").roles == frozenset()
    assert last().details["role"] == "office_staff"

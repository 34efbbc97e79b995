"""The cast: named people with fixed relations, for everybody's tests.

Fixtures: ``people`` (all of them, two units), ``enter`` (a signed-in client for one of them).
A test that starts from ``scenarios.story()`` calls it first and ``cast()`` after it: the cast then
takes its seats in the story's units.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields

import pytest
from django.test import Client

from xuncha.cycle.directory import roles as duties
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.services import seat_user
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.roles import AUDITOR, SECURITY, SYSADMIN
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor

PASSWORD = "qinghe-7-lanshan"
SINCE = dt.date(2020, 1, 1)
"""Seats and roles are in force from here on, so that a test may stand on any later day."""

WATER, CIVIL = "A01", "A02"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in with ``PASSWORD``."""

    user: User

    @property
    def pk(self) -> int:
        return self.user.pk

    @property
    def actor(self) -> Actor:
        """As of now: roles and seat are read anew."""
        user = User.objects.get(pk=self.user.pk)
        return build_actor(user, request_id="test", address="127.0.0.1")


@dataclass(frozen=True)
class People:
    """Everybody. ``colleague`` works beside ``staff``; ``stranger`` is ``civil``'s liaison, and
    ``liaison`` and ``head`` are ``water``'s."""

    director: Person
    staff: Person
    colleague: Person
    leader: Person
    partner: Person
    liaison: Person
    head: Person
    stranger: Person
    sysadmin: Person
    security: Person
    auditor: Person
    water: Organisation
    civil: Organisation

    @property
    def three(self) -> list[Person]:
        """The three administrators."""
        return [self.sysadmin, self.security, self.auditor]

    def everybody(self) -> list[Person]:
        """All persons, in the order above."""
        found = [getattr(self, one.name) for one in fields(self)]
        return [one for one in found if isinstance(one, Person)]


def person(username: str, name: str, post: str, *roles: str, code: str = "") -> Person:
    """Make somebody with roles in force, seated in a unit if ``code`` is given."""
    user = bootstrap_user(
        SYSTEM, username=username, name=name, post=post, password=PASSWORD, roles=roles,
        must_change=False, from_on=SINCE,
    )  # fmt: skip
    if code:
        seat_user(SYSTEM, user_id=user.pk, code=code, from_on=SINCE)
    return Person(user)


def unit_with(code: str, name: str) -> Organisation:
    """The unit with this code, made if it isn't there."""
    found, _ = Organisation.objects.get_or_create(
        code=code,
        defaults={"name": name, "short_name": name[3:], "kind": OrganisationKind.DEPARTMENT},
    )
    return found


def cast() -> People:
    """Everybody at once."""
    water, civil = unit_with(WATER, "清源区水务局"), unit_with(CIVIL, "清源区民政局")
    return People(
        director=person("songzhiyuan", "宋致远", "巡察办主任", duties.OFFICE_DIRECTOR),
        staff=person("liwen", "李闻", "巡察办干部", duties.OFFICE_STAFF),
        colleague=person("zhaoqing", "赵青", "巡察办干部", duties.OFFICE_STAFF),
        leader=person("hejingan", "何敬安", "领导小组成员", duties.LEADER),
        partner=person("xiebohan", "谢伯涵", "协作单位审核人", duties.PARTNER),
        liaison=person("shenlan", "沈澜", "办公室副主任", duties.UNIT_LIAISON, code=WATER),
        head=person("luchangfeng", "陆长风", "党组书记", duties.UNIT_HEAD, code=WATER),
        stranger=person("tangyin", "唐茵", "办公室科员", duties.UNIT_LIAISON, code=CIVIL),
        sysadmin=person("xitong", "邵维", "系统管理员", SYSADMIN),
        security=person("baomi", "方慎", "安全保密员", SECURITY),
        auditor=person("shenji", "钟鉴", "安全审计员", AUDITOR),
        water=water,
        civil=civil,
    )


def entered(who: Person) -> Client:
    """A client in which somebody has signed in."""
    client = Client()
    client.force_login(who.user, backend=BACKEND)
    return client


@pytest.fixture
def people(db: None) -> People:
    """The whole cast."""
    return cast()


@pytest.fixture
def enter(people: People) -> Callable[[Person], Client]:
    """Sign somebody of the cast in."""
    return entered


def aged(who: Person, days: int) -> None:
    """Make somebody's password so many days old."""
    then = clock.now() - dt.timedelta(days=days)
    User.objects.filter(pk=who.pk).update(password_changed_at=then)

"""Passwords: changed by their owner, reset by the administrator, old after their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings

from tests.people import PASSWORD, Cast
from tests.scenarios import TODAY
from xuncha.foundation.accounts import services
from xuncha.foundation.accounts.devices import SealedDevice
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.selectors import has_totp, is_password_old
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Absent, Invalid, Refused

Who = Callable[[str], Actor]
NEW = "shanhe-wuyang-88"


def change(actor: Actor, user: User, old: str = PASSWORD, new: str = NEW) -> User:
    """Change it."""
    return services.change_password(actor, user_id=user.pk, old=old, new=new)


def test_ones_own_password(who: Who, people: Cast) -> None:
    user = people["liwen"]
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    changed = change(who("liwen"), user)
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not user.must_change_password
    assert user.password_changed_at == clock.now()
    assert changed.get_session_auth_hash() == user.get_session_auth_hash()
    told = str(list(AuditRow.objects.values_list("details", "reason", "object_name")))
    assert NEW not in told
    assert PASSWORD not in told


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", NEW, "old"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "kurz-1", "new"),
        (PASSWORD, "1234567890123", "new"),
        (PASSWORD, "password123", "new"),
        (PASSWORD, "liwen-liwen", "new"),
    ],
)
def test_refused_passwords(who: Who, people: Cast, old: str, new: str, field: str) -> None:
    user = people["liwen"]
    with pytest.raises(Invalid) as caught:
        change(who("liwen"), user, old, new)
    assert caught.value.field == field
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_nobody_changes_another_ones(who: Who, people: Cast) -> None:
    with pytest.raises(Absent):
        change(who("liwen"), people["zhaoqing"])
    with pytest.raises(Invalid, match="自己"):
        change(who("xitong"), people["liwen"])
    assert User.objects.get(username="liwen").check_password(PASSWORD)


def test_a_reset_gives_a_password_that_must_be_changed(who: Who, people: Cast) -> None:
    password = services.reset_password(who("xitong"), user_id=people["liwen"].pk)
    user = User.objects.get(username="liwen")
    assert user.check_password(password)
    assert user.must_change_password
    assert password not in str(list(AuditRow.objects.values_list("details", "reason")))


@pytest.mark.parametrize("username", ["baomi", "shenji", "song"])
def test_only_the_system_administrator_resets(who: Who, people: Cast, username: str) -> None:
    with pytest.raises((Refused, Absent)):
        services.reset_password(who(username), user_id=people["liwen"].pk)


def test_a_password_grows_old_after_its_days(people: Cast, settings: LazySettings) -> None:
    user = people["liwen"]
    days = settings.XUNCHA_PASSWORD_DAYS
    with clock.at(TODAY + dt.timedelta(days=days)):
        assert not is_password_old(user)
    with clock.at(TODAY + dt.timedelta(days=days + 1)):
        assert is_password_old(user)
        settings.XUNCHA_DEMO = {"place": "清源区"}
        assert not is_password_old(user)


def test_signing_in_with_an_old_password_demands_a_new_one(who: Who, people: Cast) -> None:
    user = people["liwen"]
    assert services.note_sign_in(who("liwen"), user=user) is False
    with clock.at(TODAY + dt.timedelta(days=400)):
        assert services.note_sign_in(who("liwen"), user=user) is True
    user.refresh_from_db()
    assert user.must_change_password


@pytest.mark.parametrize("username", ["baomi", "shenji"])
def test_one_administrator_does_not_get_into_anothers_place(
    who: Who, people: Cast, username: str
) -> None:
    """He would know the password, sign in as the other, and approve his own request."""
    user = people[username]
    with pytest.raises(Refused, match="xuncha password"):
        services.reset_password(who("xitong"), user_id=user.pk)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    SealedDevice.objects.create(user=user, name="x", confirmed=False)
    with pytest.raises(Refused):
        services.reset_password(who("xitong"), user_id=user.pk)
    SealedDevice.objects.filter(user=user).update(confirmed=True)
    assert services.reset_password(who("xitong"), user_id=user.pk)
    with pytest.raises(Refused):
        services.remove_totp(who("xitong"), user_id=user.pk, reason="丢了")


def test_the_way_back_in_at_the_machine(who: Who, people: Cast) -> None:
    user = people["baomi"]
    SealedDevice.objects.create(user=user, name="x", confirmed=True)
    asked = {"username": "baomi", "drop_totp": False, "reason": "忘记密码，主任批准"}
    with pytest.raises(Refused):
        services.recover_user(who("xitong"), **asked)
    for wrong in ({"username": "nobody"}, {"reason": " "}):
        with pytest.raises(Invalid):
            services.recover_user(SYSTEM, **asked | wrong)
    password = services.recover_user(SYSTEM, **asked)
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password
    assert has_totp(user)
    services.recover_user(SYSTEM, **asked | {"drop_totp": True})
    assert not has_totp(user)
    rows = AuditRow.objects.filter(verb="accounts.user.recovered")
    assert [(row.actor_name, row.reason) for row in rows] == [("系统", "忘记密码，主任批准")] * 2
    assert password not in str(list(AuditRow.objects.values_list("details", "reason")))

"""Accounts: made, mended, switched off by the right person, never the last of the three."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.foundation.accounts.conftest import last
from tests.people import Cast
from xuncha.foundation.accounts import services
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

Who = Callable[[str], Actor]
OTHERS = ["song", "liwen", "hejingan", "zhoulan", "fengli", "baomi", "shenji"]


def test_a_new_account_can_nothing_and_must_change_its_password(who: Who) -> None:
    user, password = services.create_user(who("xitong"), username="newone", name="新 人", post="")
    assert user.check_password(password)
    assert len(password) >= 12
    assert user.must_change_password
    assert build_actor(user).roles == frozenset()
    assert last().verb == "accounts.user.created"
    assert password not in str(list(AuditRow.objects.values_list("details", "reason")))


def test_first_passwords_differ_and_avoid_characters_that_look_alike(who: Who) -> None:
    made = [
        services.create_user(who("xitong"), username=f"user{n}", name="人", post="")[1]
        for n in range(20)
    ]
    assert len(set(made)) == 20
    assert not set("".join(made)) & set("0o1iIlO")


@pytest.mark.parametrize("username", OTHERS)
def test_only_the_system_administrator_makes_accounts(who: Who, username: str) -> None:
    with pytest.raises(Refused, match="建立账号"):
        services.create_user(who(username), username="newone", name="新人", post="")
    assert not User.objects.filter(username="newone").exists()
    assert last().verb == "access.request.refused"
    assert last().actor_name == who(username).name


@pytest.mark.parametrize(
    "username",
    ["", "ab", "Abc", "1abc", "a b c", "李闻", "abc\n", "a" * 41, "abc;--", "\uff41\uff42\uff43"],
)
def test_sign_in_names_are_plain(who: Who, username: str) -> None:
    with pytest.raises(Invalid, match="用户名"):
        services.create_user(who("xitong"), username=username, name="新人", post="")


def test_a_sign_in_name_is_taken_once(who: Who) -> None:
    with pytest.raises(Invalid, match="liwen"):
        services.create_user(who("xitong"), username="liwen", name="另一个", post="")


@pytest.mark.parametrize("name", ["", "  ", "\u3000"])
def test_nobody_is_nameless(who: Who, people: Cast, name: str) -> None:
    with pytest.raises(Invalid, match="姓名"):
        services.create_user(who("xitong"), username="newone", name=name, post="")
    with pytest.raises(Invalid, match="姓名"):
        services.change_user(
            who("xitong"), user_id=people["liwen"].pk, name=name, post="", requires_totp=False
        )


def test_a_change_leaves_before_and_after(who: Who, people: Cast) -> None:
    services.change_user(
        who("xitong"), user_id=people["liwen"].pk, name="李文", post="干部", requires_totp=True
    )
    row = last()
    assert row.verb == "accounts.user.changed"
    assert row.details["before"]["name"] == "李闻"
    assert row.details["after"] == {"name": "李文", "post": "干部", "requires_totp": True}


def test_nobody_changes_resets_or_disables_himself(who: Who, people: Cast) -> None:
    me = people["xitong"].pk
    with pytest.raises(Refused, match="自己"):
        services.change_user(who("xitong"), user_id=me, name="王", post="", requires_totp=False)
    with pytest.raises(Refused, match="自己"):
        services.reset_password(who("xitong"), user_id=me)
    with pytest.raises(Refused, match="自己"):
        services.set_active(who("xitong"), user_id=me, active=False, reason="离岗")
    with pytest.raises(Refused, match="自己"):
        services.unlock_user(who("baomi"), user_id=people["baomi"].pk)


def test_others_do_not_even_see_accounts(who: Who, people: Cast) -> None:
    for username in ("song", "zhoulan", "shenji"):
        with pytest.raises(Absent):
            services.set_active(
                who(username), user_id=people["liwen"].pk, active=False, reason="离岗"
            )


def test_switching_off_takes_every_role_at_once_and_demands_a_reason(
    who: Who, people: Cast
) -> None:
    user = people["liwen"]
    with pytest.raises(Invalid, match="理由"):
        services.set_active(who("xitong"), user_id=user.pk, active=False, reason=" ")
    services.set_active(who("xitong"), user_id=user.pk, active=False, reason="调离")
    user.refresh_from_db()
    assert build_actor(user).roles == frozenset()
    assert (last().verb, last().reason) == ("accounts.user.disabled", "调离")
    with pytest.raises(Conflict):
        services.set_active(who("xitong"), user_id=user.pk, active=False, reason="再来一次")
    services.set_active(who("baomi"), user_id=user.pk, active=True, reason="回来了")
    user.refresh_from_db()
    assert build_actor(user).roles == {"office_staff"}


@pytest.mark.parametrize(("username", "by"), [("baomi", "xitong"), ("xitong", "baomi")])
def test_the_last_of_the_three_stays(who: Who, people: Cast, username: str, by: str) -> None:
    with pytest.raises(Conflict, match="最后一位"):
        services.set_active(who(by), user_id=people[username].pk, active=False, reason="离岗")
    grant = RoleGrant.objects.get(user=people[username])
    with pytest.raises(Conflict, match="最后一位"):
        services.end_role(who(by), grant_id=grant.pk, reason="离岗")
    services.bootstrap_user(
        SYSTEM, username="second", name="接任", post="", password="Qingyuan-2026",
        roles=[grant.role],
    )  # fmt: skip
    services.set_active(who(by), user_id=people[username].pk, active=False, reason="有人接任了")


def test_a_switched_off_successor_does_not_count(who: Who, people: Cast) -> None:
    second = services.bootstrap_user(
        SYSTEM, username="second", name="接任", post="", password="Qingyuan-2026",
        roles=["auditor"],
    )  # fmt: skip
    services.set_active(who("xitong"), user_id=second.pk, active=False, reason="休假")
    with pytest.raises(Conflict, match="安全审计员"):
        services.set_active(who("xitong"), user_id=people["shenji"].pk, active=False, reason="x")


def test_only_the_system_bootstraps_and_never_two_families(who: Who) -> None:
    make = {"username": "second", "name": "人", "post": "", "password": "Qingyuan-2026"}
    with pytest.raises(Refused):
        services.bootstrap_user(who("xitong"), **make, roles=["sysadmin"])
    for roles in (["sysadmin", "auditor"], ["sysadmin", "office_staff"], ["nothing"]):
        with pytest.raises(Invalid):
            services.bootstrap_user(SYSTEM, **make, roles=roles)
    assert not User.objects.filter(username="second").exists()

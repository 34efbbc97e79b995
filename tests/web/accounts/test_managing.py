"""Accounts and roles as the two administrators see them; nobody else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import CAST, Cast
from tests.scenarios import TODAY
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.accounts.services import create_user

As = Callable[[str], Client]
ROLE = {"role": "office_staff", "from_on": str(TODAY)}


def test_from_nothing_to_a_working_account(as_: As) -> None:
    """The whole way: made, role asked, approved by another, seated; each on its page."""
    admin, officer = as_("xitong"), as_("baomi")
    page = admin.post(
        reverse("accounts_user_create"), {"username": "newone", "name": "新人", "post": "干部"}
    )
    assert "只显示这一次" in page.content.decode()
    user = User.objects.get(username="newone")
    here = reverse("accounts_user_detail", args=[user.pk])
    asked = admin.post(reverse("accounts_role_ask", args=[user.pk]), ROLE, follow=True)
    assert "等安全保密员批准" in asked.content.decode()
    assert (
        "本人提出的授予申请" in admin.get(here).content.decode() or "没有" in asked.content.decode()
    )
    listing = officer.get(reverse("accounts_user_list")).content.decode()
    assert "等待批准的岗位" in listing
    assert "系统员 申请" in listing
    grant = RoleGrant.objects.get(user=user)
    assert admin.post(reverse("accounts_role_approve", args=[grant.pk])).status_code == 403
    done = officer.post(reverse("accounts_role_approve", args=[grant.pk]), follow=True)
    assert "即时生效" in done.content.decode()
    assert build_actor(user).roles == {"office_staff"}
    seat = admin.post(
        reverse("accounts_user_seat", args=[user.pk]), {"code": "A01", "from_on": str(TODAY)}
    )
    assert seat.status_code == 302
    assert "清源区水务局" in admin.get(here).content.decode()
    assert build_actor(user).unit_name == "水务局"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"role": "auditor", "from_on": str(TODAY)}, "兼任"),
        ({"role": "partner", "from_on": "明天"}, "日期"),
        ({"role": "nothing", "from_on": str(TODAY)}, "nothing"),
        ({"role": "partner", "from_on": str(TODAY), "until_on": "2026-01-01"}, "止日"),
        ({}, "必填"),
    ],
)
def test_a_wrong_request_comes_back_with_its_sentence(
    as_: As, people: Cast, data: dict[str, str], words: str
) -> None:
    before = RoleGrant.objects.count()
    answer = as_("xitong").post(reverse("accounts_role_ask", args=[people["liwen"].pk]), data)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert RoleGrant.objects.count() == before


def test_an_unknown_unit_is_told(as_: As, people: Cast) -> None:
    answer = as_("xitong").post(
        reverse("accounts_user_seat", args=[people["liwen"].pk]),
        {"code": "Z99", "from_on": str(TODAY)},
    )
    assert answer.status_code == 400
    assert "没有代码为“Z99”的单位" in answer.content.decode()


def test_a_name_that_is_taken_comes_back(as_: As) -> None:
    answer = as_("xitong").post(
        reverse("accounts_user_create"), {"username": "liwen", "name": "另一个", "post": ""}
    )
    assert answer.status_code == 400
    assert "已经有人用了" in answer.content.decode()


def test_a_name_is_shown_as_text(as_: As) -> None:
    """Whatever an administrator types, it is no markup on another one's page."""
    name = "<script>alert(1)</script>"
    as_("xitong").post(
        reverse("accounts_user_create"), {"username": "evil", "name": name, "post": name}
    )
    user = User.objects.get(username="evil")
    for page in (reverse("accounts_user_list"), reverse("accounts_user_detail", args=[user.pk])):
        assert name not in as_("baomi").get(page).content.decode()


def test_a_change(as_: As, people: Cast) -> None:
    address = reverse("accounts_user_change", args=[people["liwen"].pk])
    assert 'value="李闻"' in as_("xitong").get(address).content.decode()
    assert as_("xitong").post(address, {"name": " ", "post": ""}).status_code == 400
    assert as_("xitong").post(address, {"name": "李文", "post": "干部"}).status_code == 302
    assert User.objects.get(username="liwen").name == "李文"
    mine = reverse("accounts_user_change", args=[people["xitong"].pk])
    assert as_("xitong").get(mine).status_code == 403


def test_taking_back_and_switching_off_need_a_reason(as_: As, people: Cast) -> None:
    user = people["liwen"]
    grant = RoleGrant.objects.get(user=user)
    officer = as_("baomi")
    assert officer.post(reverse("accounts_role_end", args=[grant.pk])).status_code == 400
    assert officer.post(reverse("accounts_user_active", args=[user.pk])).status_code == 400
    assert build_actor(User.objects.get(pk=user.pk)).roles == {"office_staff"}
    ended = officer.post(reverse("accounts_role_end", args=[grant.pk]), {"reason": "轮岗"})
    assert ended.status_code == 302
    assert build_actor(User.objects.get(pk=user.pk)).roles == frozenset()


def test_the_list_narrows(as_: As) -> None:
    client = as_("xitong")
    address = reverse("accounts_user_list")

    def names(query: str) -> set[str]:
        rows = client.get(f"{address}?{query}").context["page"].rows
        return {row.username for row in rows}

    assert names("") == set(CAST)
    assert names("q=李") == {"liwen"}
    assert names("role=unit_liaison") == {"zhoulan", "wutong"}
    User.objects.filter(username="wutong").update(is_active=False)
    assert names("active=0") == {"wutong"}
    assert names("role=unit_liaison&active=1") == {"zhoulan"}
    assert names("role=nonsense") == set(CAST), "a filter that means nothing narrows nothing"


def test_more_accounts_cost_no_more_queries(as_: As, people: Cast) -> None:
    client, admin = as_("xitong"), people.actor("xitong")
    address = reverse("accounts_user_list")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(15):
        create_user(admin, username=f"more{n}", name="人", post="")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


@pytest.mark.parametrize("username", [name for name in CAST if name not in {"xitong", "baomi"}])
def test_others_have_no_business_here(as_: As, people: Cast, username: str) -> None:
    client = as_(username)
    target = people["zhaoqing"]
    grant = RoleGrant.objects.get(user=target)
    pages = [reverse("accounts_user_list"), reverse("accounts_user_detail", args=[target.pk])]
    acts = [
        reverse(f"accounts_user_{act}", args=[target.pk])
        for act in ("active", "reset", "unlock", "totp", "seat", "change")
    ]
    acts += [
        reverse("accounts_user_create"),
        reverse("accounts_role_ask", args=[target.pk]),
        reverse("accounts_role_approve", args=[grant.pk]),
        reverse("accounts_role_end", args=[grant.pk]),
    ]
    assert {client.get(page).status_code for page in pages} == {403}
    assert {client.post(act, {"reason": "x"}).status_code for act in acts} == {403}
    target.refresh_from_db()
    assert target.is_active
    assert RoleGrant.objects.filter(pk=grant.pk, until_on__isnull=True).exists()


def test_an_absent_account_looks_like_none(as_: As) -> None:
    assert as_("xitong").get(reverse("accounts_user_detail", args=[99999])).status_code == 404
    huge = reverse("accounts_user_detail", args=[10**30])
    assert as_("xitong").get(huge).status_code == 404

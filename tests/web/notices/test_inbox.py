"""The inbox: one's own, followed within this site only."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.signing import actor_of, signed_in
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def told(client: Client, text: str = "有一项整改被退回", url: str = "/rectification/") -> Notice:
    user_id = actor_of(client).user_id
    assert user_id is not None
    tell(SYSTEM, users=[user_id], kind="rectification.item.returned", text=text, url=url)
    return Notice.objects.latest("pk")


def test_newest_first_with_the_unread_counted() -> None:
    client = signed_in("zhoulan", "unit_liaison")
    old = told(client, "先来的一条")
    told(client, "后来的一条")
    Notice.objects.filter(pk=old.pk).update(read_at=old.created_at)
    text = client.get("/notices/").content.decode()
    assert text.index("后来的一条") < text.index("先来的一条")
    assert "1 条未读" in text
    only = client.get("/notices/?unread=1").content.decode()
    assert "后来的一条" in only
    assert "先来的一条" not in only


def test_opening_marks_it_and_goes_where_it_points() -> None:
    client = signed_in("zhoulan", "unit_liaison")
    notice = told(client, url="/rectification/items/7/?tab=a")
    answer = client.post(f"/notices/{notice.pk}/read/")
    assert answer.status_code == 302
    assert answer["Location"] == "/rectification/items/7/?tab=a"
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize(
    "url",
    ["", "https://elsewhere.example/", "//elsewhere.example/a", "/\\elsewhere.example", "calendar",
     "javascript:alert(1)", "///elsewhere.example", "\t//elsewhere.example"],
)  # fmt: skip
def test_no_notice_leads_off_the_site(url: str) -> None:
    client = signed_in("zhoulan", "unit_liaison")
    answer = client.post(f"/notices/{told(client, url=url).pk}/read/")
    assert answer.status_code == 302
    assert answer["Location"] == "/notices/"


def test_anothers_notice_is_not_there_and_the_attempt_is_noted() -> None:
    mine, other = signed_in("zhoulan", "unit_liaison"), signed_in("wutong", "unit_liaison")
    notice = told(mine, "只给周岚看的一条")
    answer = other.post(f"/notices/{notice.pk}/read/")
    assert answer.status_code == 404
    assert "只给周岚看的一条" not in answer.content.decode()
    notice.refresh_from_db()
    assert notice.read_at is None
    assert AuditRow.objects.filter(verb="access.record.hidden").count() == 1
    assert "只给周岚看的一条" not in other.get("/notices/").content.decode()


def test_all_of_ones_own_and_of_nobody_else() -> None:
    mine, other = signed_in("zhoulan", "unit_liaison"), signed_in("wutong", "unit_liaison")
    told(mine)
    told(mine)
    foreign = told(other)
    answer = mine.post("/notices/read/", follow=True)
    assert "已把 2 条消息标为已读" in answer.content.decode()
    foreign.refresh_from_db()
    assert foreign.read_at is None
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_link_cannot_mark_anything() -> None:
    client = signed_in("zhoulan", "unit_liaison")
    notice = told(client)
    assert client.get(f"/notices/{notice.pk}/read/").status_code == 405
    assert client.get("/notices/read/").status_code == 405


def test_hostile_text_is_shown_as_text() -> None:
    client = signed_in("zhoulan", "unit_liaison")
    told(client, "<script>alert(1)</script>")
    text = client.get("/notices/").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_an_empty_inbox_says_so() -> None:
    assert "还没有消息" in signed_in("zhoulan", "unit_liaison").get("/notices/").content.decode()

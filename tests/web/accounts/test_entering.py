"""The door: who gets in, what a stranger learns, when a session ends."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP

from tests.people import PASSWORD, Cast
from xuncha.foundation.accounts import services
from xuncha.foundation.accounts.devices import SealedDevice
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor

As = Callable[[str], Client]
NEW = "shanhe-wuyang-88"


@pytest.fixture(autouse=True)
def _people(people: Cast) -> None:
    """Everybody is there in every test of this file."""


def enter(
    client: Client, username: str = "liwen", password: str = PASSWORD, follow_to: str = ""
) -> object:
    """Send the sign-in form."""
    data = {"username": username, "password": password, "next": follow_to}
    return client.post(reverse("sign_in"), data)


def is_in(client: Client) -> bool:
    """Whether a page for signed-in people opens."""
    return client.get(reverse("notices_inbox")).status_code == 200


def verbs() -> list[str]:
    """What was noted about sessions, in order."""
    rows = AuditRow.objects.filter(verb__startswith="accounts.session").order_by("number")
    return [row.verb.rsplit(".", 1)[1] for row in rows]


def test_in_and_out(client: Client) -> None:
    page = client.get(reverse("sign_in")).content.decode()
    assert "严禁录入" in page
    answer = enter(client, follow_to="/notices/")
    assert (answer.status_code, answer["Location"]) == (302, "/notices/")
    assert is_in(client)
    assert client.get(reverse("sign_out")).status_code == 405
    client.post(reverse("sign_out"))
    assert not is_in(client)
    assert verbs() == ["opened", "closed"]


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\x"]
)
def test_the_door_leads_to_this_site_only(client: Client, target: str) -> None:
    assert enter(client, follow_to=target)["Location"] == reverse("workbench")


def without_token(answer: object) -> str:
    """A page without what differs from request to request, and without the name typed in."""
    text = answer.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|value="[a-z]+"', "", text)


def test_a_stranger_does_not_learn_who_exists() -> None:
    known = enter(Client(), "liwen", "wrong-wrong-1")
    unknown = enter(Client(), "nobody", "wrong-wrong-1")
    off = User.objects.get(username="zhaoqing")
    off.is_active = False
    off.save()
    switched_off = enter(Client(), "zhaoqing", PASSWORD)
    assert known.status_code == unknown.status_code == switched_off.status_code == 400
    assert without_token(known) == without_token(unknown) == without_token(switched_off)


def test_an_unknown_name_costs_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    worked: list[str] = []
    real = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        worked.append(password)
        return real(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    enter(Client(), "liwen", "wrong-wrong-1")
    known = len(worked)
    enter(Client(), "nobody", "wrong-wrong-1")
    assert known > 0
    assert len(worked) == 2 * known


def test_the_log_never_keeps_a_password_typed_into_the_wrong_field() -> None:
    enter(Client(), "My-Secret-Pass-99", "liwen")
    row = AuditRow.objects.get(verb="accounts.session.refused")
    assert row.object_name.startswith("My…")
    assert "Secret" not in str(vars(row))
    enter(Client(), "liwen", "wrong-wrong-1")
    row = AuditRow.objects.filter(verb="accounts.session.refused").latest("number")
    assert (row.object_name, row.object_id) == ("liwen", str(User.objects.get(username="liwen").pk))
    assert row.address == "127.0.0.1"


@pytest.mark.parametrize("username", ["liwen", "nobody"])
def test_five_failures_shut_the_door_for_a_while(username: str) -> None:
    for _ in range(4):
        assert enter(Client(), username, "wrong-wrong-1").status_code == 400
    shut = enter(Client(), username, "wrong-wrong-1")
    assert shut.status_code == 429
    assert "约 15 分钟" in shut.content.decode()
    right = enter(Client(), username, PASSWORD)
    assert right.status_code == 429, "the right password opens nothing now"
    assert verbs() == ["refused"] * 4 + ["locked"] * 2
    assert enter(Client(), "zhaoqing").status_code == 302, "others get in"


def test_the_lock_opens_by_itself_and_trying_does_not_prolong_it() -> None:
    for _ in range(5):
        enter(Client(), "liwen", "wrong-wrong-1")
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=10, seconds=30))
    assert "约 5 分钟" in enter(Client(), "liwen").content.decode()
    assert "约 5 分钟" in enter(Client(), "liwen").content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))
    assert enter(Client(), "liwen").status_code == 302


def test_other_machines_count_together_and_success_wipes_the_slate() -> None:
    for n in range(4):
        enter(Client(REMOTE_ADDR=f"10.0.0.{n}"), "liwen", "wrong-wrong-1")
    assert enter(Client(REMOTE_ADDR="10.0.0.9"), "liwen").status_code == 302
    for n in range(4):
        enter(Client(REMOTE_ADDR=f"10.0.0.{n}"), "liwen", "wrong-wrong-1")
    assert enter(Client(REMOTE_ADDR="10.0.0.8"), "liwen", "wrong-wrong-1").status_code == 429


def test_the_security_officer_opens_the_lock(as_: As, people: Cast) -> None:
    for _ in range(5):
        enter(Client(), "liwen", "wrong-wrong-1")
    page = reverse("accounts_user_detail", args=[people["liwen"].pk])
    assert "登录锁定，约" in as_("xitong").get(page).content.decode()
    unlock = reverse("accounts_user_unlock", args=[people["liwen"].pk])
    assert as_("xitong").post(unlock).status_code == 403
    assert enter(Client(), "liwen").status_code == 429
    assert as_("baomi").post(unlock).status_code == 302
    assert enter(Client(), "liwen").status_code == 302
    assert AuditRow.objects.filter(verb="accounts.user.unlocked").count() == 1


def test_a_planted_session_key_is_worth_nothing(client: Client) -> None:
    """An attacker gives his victim a session that he knows, and waits for the sign-in."""
    client.get(reverse("sign_in"))
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    assert enter(client).status_code == 302
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not is_in(thief)


def test_an_idle_session_ends(client: Client) -> None:
    enter(client)
    assert is_in(client)
    session = client.session
    session["seen_at"] = time.time() - 31 * 60
    session.save()
    answer = client.get(reverse("notices_inbox"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("sign_in"))
    assert "没有操作" in client.get(reverse("sign_in")).content.decode()
    assert not is_in(client)
    assert verbs() == ["opened", "closed"]
    assert AuditRow.objects.latest("number").reason == "较长时间没有操作"


def test_an_idle_session_ends_for_a_swapped_part_too(client: Client) -> None:
    """A poll must not get the sign-in page swapped into the middle of a page."""
    enter(client)
    session = client.session
    session["seen_at"] = time.time() - 31 * 60
    session.save()
    answer = client.get(reverse("notices_inbox"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, reverse("sign_in"))


def test_a_busy_session_stays(client: Client) -> None:
    enter(client)
    is_in(client)
    session = client.session
    session["seen_at"] = time.time() - 29 * 60
    session.save()
    assert is_in(client)
    assert time.time() - client.session["seen_at"] < 5


def test_a_switched_off_account_is_out_at_once(as_: As, people: Cast) -> None:
    client = as_("liwen")
    assert is_in(client)
    off = reverse("accounts_user_active", args=[people["liwen"].pk])
    assert as_("xitong").post(off, {"reason": "调离"}).status_code == 302
    assert not is_in(client)


def test_a_first_password_opens_only_the_page_that_changes_it(as_: As, people: Cast) -> None:
    User.objects.filter(username="liwen").update(must_change_password=True)
    client = as_("liwen")
    for name in ("workbench", "notices_inbox", "calendar_years", "totp_enrol"):
        answer = client.get(reverse(name))
        assert (answer.status_code, answer["Location"]) == (302, reverse("change_password")), name
    page = client.get(reverse("change_password"))
    assert "请先修改密码" in page.content.decode()
    data = {"old": PASSWORD, "new": NEW, "again": NEW + "x"}
    assert client.post(reverse("change_password"), data).status_code == 400
    data["again"] = NEW
    assert client.post(reverse("change_password"), data).status_code == 302
    assert is_in(client)
    assert enter(Client(), "liwen", NEW).status_code == 302


def test_changing_the_password_ends_the_other_sessions(as_: As) -> None:
    here, there = as_("liwen"), as_("liwen")
    assert is_in(here)
    assert is_in(there)
    here.post(reverse("change_password"), {"old": PASSWORD, "new": NEW, "again": NEW})
    assert is_in(here)
    assert not is_in(there)


def test_a_reset_ends_the_sessions_and_shows_the_password_once(as_: As, people: Cast) -> None:
    client, admin = as_("liwen"), as_("xitong")
    page = admin.post(reverse("accounts_user_reset", args=[people["liwen"].pk]))
    found = re.search(r"<strong>([a-z0-9]{12})</strong>", page.content.decode())
    assert found
    assert not is_in(client)
    detail = admin.get(reverse("accounts_user_detail", args=[people["liwen"].pk]))
    assert found[1] not in detail.content.decode()
    inside = Client()
    assert enter(inside, "liwen", found[1]).status_code == 302
    assert inside.get(reverse("workbench"))["Location"] == reverse("change_password")


def test_an_old_password_must_be_changed_at_the_next_sign_in(client: Client) -> None:
    User.objects.filter(username="liwen").update(password_changed_at=None)
    enter(client)
    assert client.get(reverse("workbench"))["Location"] == reverse("change_password")


def enrolled(username: str, cast: Cast) -> SealedDevice:
    """Somebody's second factor, in force."""
    actor: Actor = cast.actor(username)
    device = services.prepare_totp(actor)
    return services.confirm_totp(actor, code=code_of(device, -1))


def code_of(device: SealedDevice, steps: int = 0) -> str:
    """What the phone shows, ``steps`` half minutes from now."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


def test_the_second_step_and_a_replayed_code(people: Cast) -> None:
    device = enrolled("liwen", people)
    client = Client()
    enter(client)
    for name in ("workbench", "notices_inbox", "change_password", "totp_enrol"):
        assert client.get(reverse(name))["Location"] == reverse("totp_verify"), name
    before = client.cookies["sessionid"].value
    code = code_of(device)
    assert client.post(reverse("totp_verify"), {"code": code}).status_code == 302
    assert client.cookies["sessionid"].value != before
    assert is_in(client)
    second = Client()
    enter(second)
    answer = second.post(reverse("totp_verify"), {"code": code})
    assert answer.status_code == 400
    assert "刚刚用过" in answer.content.decode()
    assert not is_in(second)
    assert AuditRow.objects.latest("number").details == {"step": "totp"}


def test_whoever_needs_a_second_factor_enrols_first(people: Cast) -> None:
    User.objects.filter(username="liwen").update(requires_totp=True)
    client = Client()
    enter(client)
    assert client.get(reverse("workbench"))["Location"] == reverse("totp_enrol")
    assert "开始" in client.get(reverse("totp_enrol")).content.decode()
    page = client.post(reverse("totp_enrol")).content.decode()
    assert "data:image/svg+xml" in page
    device = SealedDevice.objects.get(user=people["liwen"])
    wrong = client.post(reverse("totp_enrol"), {"code": "abc"})
    assert wrong.status_code == 400
    assert client.post(reverse("totp_enrol"), {"code": code_of(device)}).status_code == 302
    assert is_in(client)
    assert "已经启用" in client.get(reverse("totp_enrol")).content.decode()


def test_a_removed_factor_leads_back_to_enrolling(as_: As, people: Cast) -> None:
    """Also in a session that was at the second step: it must not be stuck at a dead page."""
    enrolled("liwen", people)
    client = Client()
    enter(client)
    assert client.get(reverse("workbench"))["Location"] == reverse("totp_verify")
    drop = reverse("accounts_user_totp", args=[people["liwen"].pk])
    assert as_("xitong").post(drop, {"reason": "丢了"}).status_code == 403
    assert as_("baomi").post(drop, {"reason": "手机丢失"}).status_code == 302
    assert client.get(reverse("workbench"))["Location"] == reverse("totp_enrol")


def test_larger_letters_before_and_after_signing_in(client: Client, as_: As) -> None:
    for one in (client, as_("liwen")):
        answer = one.post(reverse("large_type"), {"next": "/sign-in/"})
        assert (answer.status_code, answer.cookies["type"].value) == (302, "large")
        assert 'data-type="large"' in one.get(reverse("sign_in"), follow=True).content.decode()
        assert one.post(reverse("large_type")).cookies["type"].value == "normal"


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("sign_in"), {"username": "liwen", "password": PASSWORD})
    assert answer.status_code == 403
    assert "刷新页面" in answer.content.decode()


def test_the_demo_s_accounts_stand_on_the_door_of_a_demo_only(
    client: Client, settings: object
) -> None:
    assert "演示账号" not in client.get(reverse("sign_in")).content.decode()
    settings.XUNCHA_DEMO = {
        "place": "清源区", "password": PASSWORD,
        "people": [{"username": "liwen", "name": "李闻", "post": "巡察办工作人员"}],
    }  # fmt: skip
    page = client.get(reverse("sign_in")).content.decode()
    assert "liwen" in page
    assert PASSWORD in page
